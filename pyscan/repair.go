package pyscan

import (
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/pyscan/internal/repair"
)

// repair adds the edits that mend findings. Files with such findings are few: they are read once more, so that the trees
// of the others need not be kept.
func (r reader) repair(found []finding.Finding) {
	files := map[string]*repair.Module{} // nil: cannot be repaired
	p, err := r.parser()
	if err != nil {
		return // usable has said so
	}
	defer p.Close()
	for i := range found {
		at := &found[i]
		if len(at.Edits) > 0 || at.Suppressed != nil || !repair.Knows(at.Code) || isNotebook(at.Span.File) {
			continue
		}
		m, ok := files[at.Span.File]
		if !ok {
			if f := r.file(p, at.Span.File); f.tree != nil && len(f.tree.Errors) == 0 {
				m = repair.New(f.tree)
			}
			files[at.Span.File] = m
		}
		if m != nil {
			at.Edits, at.Safe = m.Edits(*at)
		}
	}
}

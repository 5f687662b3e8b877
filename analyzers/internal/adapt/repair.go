package adapt

import (
	"go/ast"

	"golang.org/x/tools/go/analysis"

	"github.com/concurlint/concurlint/analyzers/internal/repair"
	"github.com/concurlint/concurlint/internal/finding"
)

// repair adds the edits that mend findings.
func (d *decider) repair(pass *analysis.Pass, files []*ast.File, found []finding.Finding) {
	for i := range found {
		f := &found[i]
		if len(f.Edits) > 0 || f.Suppressed != nil || !repair.Knows(f.Code) {
			continue
		}
		for _, file := range files {
			tf := pass.Fset.File(file.FileStart)
			if tf == nil || d.opts.File(fileName(pass, file)) != f.Span.File {
				continue
			}
			if src, ok := d.source(pass, tf); ok {
				f.Edits, f.Safe = repair.Edits(pass.Fset, file, src[:tf.Size()], *f)
			}
		}
	}
}

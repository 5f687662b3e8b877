package report

import (
	"maps"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
)

// A filePart is what was found in one file and what is said about it.
type filePart struct {
	file     string // "" for what belongs to no file
	findings []finding.Finding
	notices  []finding.Notice
}

// byFile returns the parts of a report in the order of their paths, each with what it has in the order of the report.
func (r *Report) byFile() []filePart {
	parts := map[string]*filePart{}
	part := func(file string) *filePart {
		if parts[file] == nil {
			parts[file] = &filePart{file: file}
		}
		return parts[file]
	}
	for _, f := range r.Findings {
		p := part(f.Span.File)
		p.findings = append(p.findings, f)
	}
	for _, n := range r.Notices {
		p := part(n.Span.File)
		p.notices = append(p.notices, n)
	}
	var all []filePart
	for _, file := range slices.Sorted(maps.Keys(parts)) {
		all = append(all, *parts[file])
	}
	return all
}

// worstFirst returns findings with errors first, else in their order: where a reader shows only some, it shows those.
func worstFirst(fs []finding.Finding) []finding.Finding {
	sorted := slices.Clone(fs)
	slices.SortStableFunc(sorted, func(a, b finding.Finding) int { return int(b.Level) - int(a.Level) })
	return sorted
}

// noticeText is what a notice says, with the way out.
func noticeText(n finding.Notice) string { return n.Text + suffix("; ", n.Remedy) }

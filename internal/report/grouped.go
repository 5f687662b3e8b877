package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
)

// writeGrouped writes the name of each file once, and its findings below, a line each.
func writeGrouped(w io.Writer, r *Report, s Style) error {
	d := drawer{w: &errWriter{w: w}, r: r, style: s, src: newSources(r.Text)}
	for _, p := range r.byFile() {
		if len(p.findings) == 0 {
			continue // notices stand on standard error
		}
		d.w.line(s.paint(bold, clean(r.opening(p.file), s)))
		d.group(p.findings)
		d.w.line()
	}
	return d.w.err
}

// group writes findings with their texts under each other.
func (d *drawer) group(fs []finding.Finding) {
	var places []string
	widest, level := 0, 0
	for _, f := range fs {
		place := fmt.Sprintf("%d:%d", f.Span.Line, d.screenColumn(f.Span))
		places = append(places, place)
		widest, level = max(widest, len(place)), max(level, len(f.Level.String()))
	}
	for i, f := range fs {
		name := f.Level.String()
		d.w.line("  ", blanks(widest-len(places[i])), d.style.paint(faint, places[i]), "  ", d.style.paint(levelInk(f.Level), name), blanks(level-len(name)),
			"  ", d.r.code(f.Code, d.style), "  ", clean(f.Text, d.style))
	}
}

func blanks(n int) string { return strings.Repeat(" ", max(n, 0)) }

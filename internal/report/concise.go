package report

import (
	"fmt"
	"io"
)

// writeConcise writes a line a finding, in the form that editors and grep read.
func writeConcise(w io.Writer, r *Report, s Style) error {
	d := drawer{w: &errWriter{w: w}, r: r, style: s, src: newSources(r.Text)}
	for _, f := range r.Findings {
		where := fmt.Sprintf("%s:%d:%d:", clean(r.opening(f.Span.File), s), f.Span.Line, d.screenColumn(f.Span))
		d.w.line(where, " ", r.code(f.Code, s), " ", s.paint(levelInk(f.Level), f.Level.String()), " ", clean(f.Text, s))
	}
	return d.w.err
}

package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/concurlint/concurlint/internal/check"
	"github.com/concurlint/concurlint/internal/finding"
)

// WriteExplanation writes what was found on a line, in full, and what was asked of each of its sites.
func WriteExplanation(w io.Writer, r *Report, file string, line int, sites []check.Explained, s Style) error {
	at := fmt.Sprintf("%s:%d", clean(r.shown(file), s), line)
	e := &errWriter{w: w}
	own := *r
	own.Findings = onLine(r.Findings, file, line)
	silent := onLine(r.Suppressed, file, line)
	if len(own.Findings) > 0 {
		if err := writeFull(w, &own, s); err != nil {
			return err
		}
	} else {
		e.line(at + ": nothing is reported here")
		e.line()
	}
	for _, f := range silent {
		e.line(s.paint(bold, f.Code), " is suppressed: ", clean(f.Suppressed.Reason, s))
		e.line()
	}
	for _, x := range sites {
		head := clean(x.What, s)
		if x.Via != "" {
			head += ", by the call of " + clean(x.Via, s)
		}
		e.line(s.paint(bold, head))
		for _, a := range x.Answers {
			text := a.Answer
			switch {
			case text == "":
				text = a.Why
			case a.Why != "":
				text += ": " + a.Why
			}
			e.line("  ", a.Question, strings.Repeat(" ", max(1, column-len(a.Question))), clean(text, s))
		}
		e.line()
	}
	return e.err
}

// column is where the answers begin.
const column = 20

func onLine(all []finding.Finding, file string, line int) []finding.Finding {
	var out []finding.Finding
	for _, f := range all {
		hit := f.Span.File == file && f.Span.Line == line
		for _, s := range f.Steps {
			hit = hit || s.Where == finding.Primary && s.Span.File == file && s.Span.Line == line
		}
		if hit {
			out = append(out, f)
		}
	}
	return out
}

package report

import (
	"io"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/rules"
)

// The Diagnostic Format of reviewdog. It takes a path as seen from the working directory; columns are bytes of UTF-8,
// counted from 1, the end exclusive.
type (
	rdResult struct {
		Source      rdSource       `json:"source"`
		Diagnostics []rdDiagnostic `json:"diagnostics"`
	}
	rdSource struct {
		Name string `json:"name"`
		URL  string `json:"url"`
	}
	rdDiagnostic struct {
		Message     string         `json:"message"`
		Location    rdLocation     `json:"location"`
		Severity    string         `json:"severity"` // ERROR, WARNING, INFO
		Code        rdCode         `json:"code"`
		Suggestions []rdSuggestion `json:"suggestions,omitempty"`
		Related     []rdRelated    `json:"related_locations,omitempty"`
	}
	rdCode struct {
		Value string `json:"value"`
		URL   string `json:"url,omitempty"`
	}
	rdLocation struct {
		Path  string   `json:"path"`
		Range *rdRange `json:"range,omitempty"`
	}
	rdRange struct {
		Start rdPosition  `json:"start"`
		End   *rdPosition `json:"end,omitempty"`
	}
	rdPosition struct {
		Line   int `json:"line"`
		Column int `json:"column,omitempty"`
	}
	rdSuggestion struct {
		Range rdRange `json:"range"`
		Text  string  `json:"text"`
	}
	rdRelated struct {
		Message  string     `json:"message"`
		Location rdLocation `json:"location"`
	}
)

func writeRDJSON(w io.Writer, r *Report, _ Style) error {
	out := rdResult{Source: rdSource{"concurlint", rules.Homepage}, Diagnostics: []rdDiagnostic{}}
	src := newSources(r.Text)
	for _, f := range r.Findings {
		out.Diagnostics = append(out.Diagnostics, rdDiagnostic{
			Message: linkless(plainText(f.Text)), Location: r.rdLocation(f.Span, src), Severity: rdSeverity(f.Level),
			Code: rdCode{f.Code, r.ruleURL(f.Code)}, Suggestions: r.rdSuggestions(f), Related: r.rdRelated(f, src),
		})
	}
	for _, n := range r.Notices {
		severity := "INFO"
		if n.Fatal {
			severity = "ERROR"
		}
		out.Diagnostics = append(out.Diagnostics, rdDiagnostic{
			Message: linkless(plainText(noticeText(n))), Location: r.rdLocation(n.Span, src), Severity: severity, Code: rdCode{Value: n.Kind},
		})
	}
	return encode(w, out)
}

func rdSeverity(l finding.Level) string {
	switch l {
	case finding.Error:
		return "ERROR"
	case finding.Warning:
		return "WARNING"
	}
	return "INFO"
}

// rdLocation is one line, because a review can only comment on lines that are in the diff.
func (r *Report) rdLocation(span finding.Span, src *sources) rdLocation {
	switch {
	case span.File == "":
		return rdLocation{Path: "."}
	case span.Line == 0:
		return rdLocation{Path: r.shown(span.File)}
	}
	l := rdLocation{r.shown(span.File), &rdRange{Start: rdPosition{span.Line, span.Col}}}
	if line := src.line(span.File, span.Line); line != nil {
		from, to := extent(span, line)
		l.Range.Start.Column = from + 1
		l.Range.End = &rdPosition{span.Line, max(to, from) + 1}
	}
	return l
}

// rdRelated returns the steps but the primary one.
func (r *Report) rdRelated(f finding.Finding, src *sources) []rdRelated {
	var all []rdRelated
	for _, step := range f.Steps {
		if step.Where != finding.Primary && step.Span.Line > 0 && len(all) < maxFlow {
			all = append(all, rdRelated{linkless(plainText(step.Text)), r.rdLocation(step.Span, src)})
		}
	}
	return all
}

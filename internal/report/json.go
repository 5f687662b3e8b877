package report

import (
	"io"

	"github.com/concurlint/concurlint/internal/finding"
)

// jsonVersion changes only where a reader of the old form would break. The form is described in
// internal/report/schema/report-v1.schema.json.
const jsonVersion = 1

type jsonReport struct {
	Version  int           `json:"version"`
	Tool     string        `json:"tool"`
	Findings []jsonFinding `json:"findings"`
	Notices  []jsonNotice  `json:"notices"`

	Suppressed []jsonFinding `json:"suppressed,omitempty"`
	Summary    jsonSummary   `json:"summary"`
}

type jsonFinding struct {
	Code        string     `json:"code"`
	Level       string     `json:"level"`
	Confidence  string     `json:"confidence"`
	Language    string     `json:"language"`
	Place       jsonPlace  `json:"place"`
	Function    string     `json:"function,omitempty"`
	Text        string     `json:"text"`
	Steps       []jsonStep `json:"steps"`
	Owner       string     `json:"owner,omitempty"`
	Bound       string     `json:"bound,omitempty"`
	Verdict     string     `json:"verdict,omitempty"`
	Fix         string     `json:"fix,omitempty"`
	Also        []string   `json:"also,omitempty"`
	Fingerprint string     `json:"fingerprint,omitempty"`
	Reason      string     `json:"reason,omitempty"`
}

// A jsonPlace counts lines and columns from 1; columns in characters, the end exclusive and on the same line.
type jsonPlace struct {
	File      string `json:"file"`
	Line      int    `json:"line,omitempty"`
	Column    int    `json:"column,omitempty"`
	EndColumn int    `json:"endColumn,omitempty"`
}

type jsonStep struct {
	Place    *jsonPlace `json:"place,omitempty"`
	Function string     `json:"function,omitempty"`
	Text     string     `json:"text"`
	Role     string     `json:"role"`
}

type jsonNotice struct {
	Place  *jsonPlace `json:"place,omitempty"`
	Kind   string     `json:"kind"`
	Text   string     `json:"text"`
	Remedy string     `json:"remedy,omitempty"`
	Fatal  bool       `json:"fatal"`
}

type jsonSummary struct {
	Exit  int            `json:"exit"`
	Files map[string]int `json:"files"`
	Stats finding.Stats  `json:"stats"`

	Baseline *jsonBaseline `json:"baseline,omitempty"`
	Revision *jsonRevision `json:"revision,omitempty"`
}

type jsonBaseline struct {
	File     string `json:"file"`
	Findings int    `json:"findings"`
	Stale    int    `json:"stale"`
}

type jsonRevision struct {
	Name     string `json:"name"`
	Findings int    `json:"findings"`
}

func writeJSON(w io.Writer, r *Report, _ Style) error {
	src := newSources(r.Text)
	out := jsonReport{
		Version: jsonVersion, Tool: r.Version, Findings: []jsonFinding{}, Notices: []jsonNotice{}, Summary: r.jsonSummary(),
	}
	for _, f := range r.Findings {
		out.Findings = append(out.Findings, r.jsonFinding(f, src))
	}
	for _, f := range r.Suppressed {
		s := r.jsonFinding(f, src)
		s.Reason = f.Suppressed.Reason
		out.Suppressed = append(out.Suppressed, s)
	}
	for _, n := range r.Notices {
		out.Notices = append(out.Notices, r.jsonNotice(n, src))
	}
	return encode(w, out)
}

func (r *Report) jsonSummary() jsonSummary {
	s := jsonSummary{Exit: r.Exit, Files: map[string]int{}, Stats: r.Stats}
	for _, p := range r.Parts {
		s.Files[p.Title] = p.Files
	}
	if b := r.Baseline; b != nil {
		s.Baseline = &jsonBaseline{b.Name, b.Findings, b.Stale}
	}
	if b := r.Revision; b != nil {
		s.Revision = &jsonRevision{b.Name, b.Findings}
	}
	return s
}

func (r *Report) jsonNotice(n finding.Notice, src *sources) jsonNotice {
	return jsonNotice{r.jsonPlace(n.Span, src), n.Kind, n.Text, n.Remedy, n.Fatal}
}

func (r *Report) jsonFinding(f finding.Finding, src *sources) jsonFinding {
	out := jsonFinding{
		Code: f.Code, Level: f.Level.String(), Confidence: f.Confidence.String(), Language: f.Lang,
		Place: *r.jsonPlace(f.Span, src), Function: f.Func, Text: f.Text, Steps: []jsonStep{},
		Owner: f.Owner, Bound: f.Bound, Verdict: f.Verdict, Fix: f.Fix, Also: f.Also, Fingerprint: f.Print,
	}
	for _, s := range f.Steps {
		role := map[finding.Where]string{finding.Primary: "primary", finding.Flow: "flow", finding.Related: "related"}[s.Where]
		out.Steps = append(out.Steps, jsonStep{r.jsonPlace(s.Span, src), s.Func, s.Text, role})
	}
	return out
}

func (r *Report) jsonPlace(span finding.Span, src *sources) *jsonPlace {
	switch {
	case span.File == "":
		return nil
	case span.Line == 0:
		return &jsonPlace{File: r.shown(span.File)}
	}
	line := src.line(span.File, span.Line)
	from, to := extent(span, line)
	if line == nil {
		from, to = span.Col-1, span.Col
		return &jsonPlace{r.shown(span.File), span.Line, from + 1, to + 1}
	}
	column := len([]rune(string(line[:from]))) + 1
	return &jsonPlace{r.shown(span.File), span.Line, column, column + max(1, len([]rune(string(line[from:to]))))}
}

package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// The lines of json-lines: each has a type, and else the properties of the json report. The summary is the last one, so
// that a report that was cut off can be told. They are described in
// internal/report/schema/json-lines-v1.schema.json.
type (
	findingLine struct {
		Type string `json:"type"`
		jsonFinding
	}
	noticeLine struct {
		Type string `json:"type"`
		jsonNotice
	}
	summaryLine struct {
		Type       string `json:"type"`
		Version    int    `json:"version"`
		Tool       string `json:"tool"`
		Findings   int    `json:"findings"`
		Suppressed int    `json:"suppressed"`
		Notices    int    `json:"notices"`
		jsonSummary
	}
)

func writeJSONLines(w io.Writer, r *Report, _ Style) error {
	src := newSources(r.Text)
	for _, f := range r.Findings {
		if err := encodeLine(w, findingLine{"finding", r.jsonFinding(f, src)}); err != nil {
			return err
		}
	}
	for _, n := range r.Notices {
		if err := encodeLine(w, noticeLine{"notice", r.jsonNotice(n, src)}); err != nil {
			return err
		}
	}
	return encodeLine(w, summaryLine{"summary", jsonVersion, r.Version, len(r.Findings), len(r.Suppressed), len(r.Notices), r.jsonSummary()})
}

// encodeLine writes JSON on one line, as harmless as encode does.
func encodeLine(w io.Writer, value any) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return fmt.Errorf("encoding the report: %w", err)
	}
	_, err := w.Write(harmless(buf.Bytes()))
	return err
}

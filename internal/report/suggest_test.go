package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/finding"
)

const suggestText = "a = 'é'\nb = f(x)\nc = 3\n"

func edit(text, with string) finding.Edit {
	start := strings.Index(suggestText, text)
	return finding.Edit{Span: finding.Span{File: "a.py", Start: start, End: start + len(text)}, New: with}
}

func TestSuggestions(t *testing.T) {
	t.Parallel()
	other := edit("c", "d")
	other.Span.File = "b.py"
	for _, row := range []struct {
		name  string
		edits []finding.Edit
		raw   string
		want  string // the file after the suggestion; "" where there is none
	}{
		{"one", []finding.Edit{edit("f(x)", "g(x)")}, suggestText, "a = 'é'\nb = g(x)\nc = 3\n"},
		{"bytes of UTF-8 are counted", []finding.Edit{edit("'\n", "' \n")}, suggestText, "a = 'é' \nb = f(x)\nc = 3\n"},
		{"two, in any order", []finding.Edit{edit("3", "4"), edit("'é'", "''")}, suggestText, "a = ''\nb = f(x)\nc = 4\n"},
		{"a line goes", []finding.Edit{edit("b = f(x)\n", "")}, suggestText, "a = 'é'\nc = 3\n"},
		{"an insertion", []finding.Edit{{Span: finding.Span{File: "a.py", Start: len(suggestText), End: len(suggestText)}, New: "d = 4\n"}}, suggestText, suggestText + "d = 4\n"},
		{"none", nil, suggestText, ""},
		{"edits that overlap", []finding.Edit{edit("f(x)", "g"), edit("x)", "y")}, suggestText, ""},
		{"two files", []finding.Edit{edit("f(x)", "g"), other}, suggestText, ""},
		{"a file that is longer on disk", []finding.Edit{edit("f(x)", "g")}, "\ufeff" + suggestText, ""},
		{"an edit beyond the end", []finding.Edit{{Span: finding.Span{File: "a.py", Start: 900, End: 901}}}, suggestText, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			r := &Report{
				Root: "/src", Dir: "/src", Findings: []finding.Finding{{Code: "CL101", Level: finding.Note, Span: finding.Span{File: "a.py", Line: 1, Col: 1}, Edits: row.edits}},
				Text: func(string) ([]byte, error) { return []byte(suggestText), nil },
				Raw:  func(string) ([]byte, error) { return []byte(row.raw), nil },
			}
			if diff := cmp.Diff(row.want, applied(t, r)); diff != "" {
				t.Errorf("internal/report/suggest.go: the file after the suggestion (-want +got):\n%s", diff)
			}
		})
	}
}

// applied writes a report of one finding and applies its suggestion as reviewdog does.
func applied(t *testing.T, r *Report) string {
	t.Helper()
	var buf bytes.Buffer
	var result rdResult
	if err := errors.Join(writeRDJSON(&buf, r, Style{}), json.Unmarshal(buf.Bytes(), &result)); err != nil {
		t.Fatal(err)
	}
	all := result.Diagnostics[0].Suggestions
	if len(all) == 0 {
		return ""
	}
	if len(all) > 1 {
		t.Fatalf("internal/report/suggest.go: %d suggestions, of which a reader may take one", len(all))
	}
	offset := func(p rdPosition) int {
		lines := strings.SplitAfter(suggestText, "\n")
		return len(strings.Join(lines[:p.Line-1], "")) + p.Column - 1
	}
	return suggestText[:offset(all[0].Range.Start)] + all[0].Text + suggestText[offset(*all[0].Range.End):]
}

func TestLongSuggestionsAreNone(t *testing.T) {
	t.Parallel()
	text := []byte(strings.Repeat("x\n", 300))
	read := func(string) ([]byte, error) { return text, nil }
	r := &Report{Text: read, Raw: read}
	at := func(start int) finding.Edit {
		return finding.Edit{Span: finding.Span{File: "a", Start: start, End: start + 1}, New: "y"}
	}
	if got := r.rdSuggestions(finding.Finding{Edits: []finding.Edit{at(0), at(400)}}); got != nil {
		t.Errorf("internal/report/suggest.go: a suggestion over 200 lines: %v", got[0].Range)
	}
	if got := r.rdSuggestions(finding.Finding{Edits: []finding.Edit{at(0), at(40)}}); len(got) != 1 {
		t.Errorf("internal/report/suggest.go: %d suggestions over 20 lines, want 1", len(got))
	}
}

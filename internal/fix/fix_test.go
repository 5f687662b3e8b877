package fix

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/concurlint/concurlint/internal/finding"
)

// lines is a linter whose findings are the lines that say BAD; a fix makes them GOOD. A line that says STUCK gets a fix that
// does nothing, WORSE one that makes two of it, BROKEN one that no longer reads.
func lines(texts map[string]string) func(context.Context, map[string][]byte, []string) (Linting, error) {
	word := regexp.MustCompile(`BAD|STUCK|WORSE|BROKEN`)
	fixes := map[string]string{"BAD": "GOOD", "STUCK": "STUCK", "WORSE": "WORSE WORSE", "BROKEN": "???"}
	return func(_ context.Context, changed map[string][]byte, _ []string) (Linting, error) {
		var out Linting
		for file, text := range texts {
			if c, ok := changed[file]; ok {
				text = string(c)
			}
			for n, m := range word.FindAllStringIndex(text, -1) {
				found := text[m[0]:m[1]]
				span := finding.Span{File: file, Start: m[0], End: m[1], Line: 1 + strings.Count(text[:m[0]], "\n")}
				out.Findings = append(out.Findings, finding.Finding{
					Code: found, Span: span, Safe: true, Print: found + strings.Repeat("'", n),
					Edits: []finding.Edit{{Span: span, New: fixes[found]}},
				})
			}
			if strings.Contains(text, "???") {
				out.Notices = append(out.Notices, finding.Notice{Kind: finding.ParseError, Span: finding.Span{File: file}})
			}
		}
		finding.Sort(out.Findings)
		return out, nil
	}
}

func TestApply(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, text, want string
		fixed            int
		why              string // of the one that is undone
	}{
		{"nothing to do", "fine\n", "fine\n", 0, ""},
		{"several at once", "BAD\nfine BAD\n", "GOOD\nfine GOOD\n", 2, ""},
		{"ends of lines stay", "BAD\r\nBAD\r\n", "GOOD\r\nGOOD\r\n", 2, ""},
		{"one that does nothing takes no other with it", "BAD\nSTUCK\nBAD\n", "GOOD\nSTUCK\nGOOD\n", 2, "the finding is still there"},
		{"one that makes more", "BAD\nWORSE\n", "GOOD\nWORSE\n", 1, "the finding is still there"},
		{"one that breaks the file", "BAD\nBAD\nBROKEN\n", "GOOD\nGOOD\nBROKEN\n", 2, "the file would not parse then"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			lint := lines(map[string]string{"a": tc.text})
			before, _ := lint(t.Context(), nil, nil)
			got, err := Apply(t.Context(), before, Options{Lint: lint, Source: func(string) ([]byte, error) { return []byte(tc.text), nil }})
			if err != nil {
				t.Fatal(err)
			}
			text := tc.text
			if b, ok := got.Texts["a"]; ok {
				text = string(b)
			}
			if text != tc.want || len(got.Fixed) != tc.fixed {
				t.Errorf("internal/fix/fix.go: %q becomes %q with %d fixed; want %q with %d", tc.text, text, len(got.Fixed), tc.want, tc.fixed)
			}
			if why := whyNot(got); why != tc.why {
				t.Errorf("internal/fix/fix.go: undone because %q; want %q", why, tc.why)
			}
			again, err := Apply(t.Context(), got.Last, Options{Lint: lines(map[string]string{"a": text}), Source: func(string) ([]byte, error) { return []byte(text), nil }})
			if err != nil || len(again.Fixed) > 0 {
				t.Errorf("internal/fix/fix.go: a second run fixes %d, error %v; want none", len(again.Fixed), err)
			}
		})
	}
}

func whyNot(r Result) string {
	if len(r.Undone) == 0 {
		return ""
	}
	return r.Undone[0].Why
}

func TestUnsafeOnlyWhenAsked(t *testing.T) {
	t.Parallel()
	f := finding.Finding{Edits: []finding.Edit{{New: "x"}}}
	if Applies(f, false) || !Applies(f, true) {
		t.Error("internal/fix/fix.go: Applies: an edit that may change behaviour is for those who ask for it")
	}
	f.Suppressed = &finding.Suppression{}
	if Applies(f, true) {
		t.Error("internal/fix/fix.go: Applies: what a comment says stays is not to be fixed")
	}
}

func TestEditedRefusesWhatDoesNotFit(t *testing.T) {
	t.Parallel()
	for _, e := range [][]finding.Edit{
		{{Span: finding.Span{Start: 2, End: 9}}},
		{{Span: finding.Span{Start: 3, End: 2}}},
		{{Span: finding.Span{Start: 0, End: 2}}, {Span: finding.Span{Start: 1, End: 3}}},
	} {
		if got, err := Edited([]byte("four"), e); err == nil {
			t.Errorf("internal/fix/fix.go: Edited(%v) = %q, want an error", e, got)
		}
	}
}

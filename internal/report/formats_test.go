package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/finding"
)

// However many findings there are, and whatever stands in them, a consumer finds those and nothing else.
func TestConsumersReadWhatWasFound(t *testing.T) {
	t.Parallel()
	read := readers()
	for _, format := range Formats() {
		if read[format.Name] == nil {
			if !slices.Contains([]string{"full", "concise", "grouped"}, format.Name) {
				t.Errorf("internal/report/formats_test.go: nothing reads the format %s", format.Name)
			}
			continue
		}
		for _, n := range []int{0, 1, 4} {
			for _, notices := range []int{0, 2} {
				t.Run(fmt.Sprintf("%s of %d and %d", format.Name, n, notices), func(t *testing.T) {
					t.Parallel()
					r := sample(t)
					slices.SortStableFunc(r.Findings, func(a, b finding.Finding) int { return strings.Compare(a.Span.File, b.Span.File) * -1 })
					if i := slices.IndexFunc(r.Findings, func(f finding.Finding) bool { return f.Span.File == hostileName }); i > 0 {
						r.Findings[0], r.Findings[i] = r.Findings[i], r.Findings[0] // the one of a report of one
					}
					r.Findings, r.Notices = r.Findings[:n], r.Notices[:notices]
					var buf bytes.Buffer
					if err := format.Write(&buf, r, Style{}); err != nil {
						t.Fatal(err)
					}
					got, err := read[format.Name](buf.Bytes())
					if err != nil || got != (reading{n, notices}) {
						t.Errorf("internal/report: a reader of %s finds %+v, want %d findings and %d notices (%v):\n%s", format.Name, got, n, notices, err, buf.Bytes())
					}
				})
			}
		}
	}
}

func TestMarkdownTellsNobodyAndLeadsNowhere(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"@octocat", "http://evil.example", "www.evil.example", "a@b.example", "<b>", "[x](y)", "`x`", "a|b", "\\|", "<!-- x", "&lt;"} {
		got := inert(text)
		for _, bad := range []string{"@o", "@b", "://", "www.", "<b", "](", "`", "|", "\\", "<!-- x"} {
			if strings.Contains(got, bad) {
				t.Errorf("internal/report/stepsummary.go: %q is written as %q", text, got)
			}
		}
	}
}

func TestMarkdownIsCutBelowTheLimit(t *testing.T) {
	t.Parallel()
	r := sample(t)
	for range 1000 {
		f := fanOut(t)
		f.Text = strings.Repeat("long ", 600)
		r.Findings = append(r.Findings, f)
	}
	var buf bytes.Buffer
	if err := writeMarkdown(&buf, r, Style{}); err != nil {
		t.Fatal(err)
	}
	if buf.Len() > 1<<20 || !strings.Contains(buf.String(), " more, which the other reports have.") {
		t.Errorf("internal/report/stepsummary.go: %d bytes, ends in %q", buf.Len(), buf.String()[buf.Len()-200:])
	}
}

func TestFingerprintsOfGitLabStay(t *testing.T) {
	t.Parallel()
	prints := func(r *Report) map[string]string {
		var buf bytes.Buffer
		var issues []gitLabIssue
		if err := writeGitLab(&buf, r, Style{}); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(buf.Bytes(), &issues); err != nil {
			t.Fatal(err)
		}
		all := map[string]string{}
		for _, issue := range issues {
			all[fmt.Sprintf("%s %s", issue.Location.Path, issue.Description)] = issue.Fingerprint
		}
		return all
	}
	moved := sample(t)
	for i := range moved.Findings {
		moved.Findings[i].Span.Line += 7
	}
	if diff := cmp.Diff(prints(sample(t)), prints(moved)); diff != "" {
		t.Errorf("internal/report/gitlab.go: fingerprints change with lines above (-before +after):\n%s", diff)
	}
}

// A case that passed tells of what does not fail the run.
func TestJUnitFailsWhatTheRunFails(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		failOn finding.Level
		want   int
	}{{finding.Note, 4}, {finding.Warning, 3}, {finding.Error, 2}} {
		r := sample(t)
		r.FailOn = row.failOn
		var buf bytes.Buffer
		if err := writeJUnit(&buf, r, Style{}); err != nil {
			t.Fatal(err)
		}
		var report junitReport
		if err := xml.Unmarshal(buf.Bytes(), &report); err != nil || report.Failures != row.want {
			t.Errorf("internal/report/junit.go: %d failures with --fail-on %s, want %d (%v)", report.Failures, row.failOn, row.want, err)
		}
	}
}

package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/concurlint/concurlint/internal/finding"
)

// The report of GitLab's Code Quality: a list of issues, told apart by their fingerprints alone, so that two with the
// same one are shown once. A place is a path from the root of the repository and a line, both required.
type gitLabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"` // info, minor, major, critical, blocker
	Location    gitLabLocation `json:"location"`
}

type gitLabLocation struct {
	Path  string      `json:"path"`
	Lines gitLabLines `json:"lines"`
}

type gitLabLines struct {
	Begin int `json:"begin"`
}

func writeGitLab(w io.Writer, r *Report, _ Style) error {
	issues := []gitLabIssue{}
	seen := map[string]int{}
	for _, f := range r.Findings {
		issues = append(issues, gitLabIssue{
			Description: plainText(f.Text), CheckName: f.Code, Fingerprint: gitLabPrint(seen, f.Span.File, f.Code, f.Print),
			Severity: gitLabSeverity(f.Level), Location: gitLabPlace(f.Span),
		})
	}
	for _, n := range r.Notices {
		severity := "info"
		if n.Fatal {
			severity = "blocker"
		}
		issues = append(issues, gitLabIssue{
			Description: plainText(noticeText(n)), CheckName: n.Kind, Fingerprint: gitLabPrint(seen, n.Span.File, n.Kind, n.Text),
			Severity: severity, Location: gitLabPlace(n.Span),
		})
	}
	return encode(w, issues)
}

func gitLabSeverity(l finding.Level) string {
	switch l {
	case finding.Error:
		return "critical"
	case finding.Warning:
		return "major"
	}
	return "info"
}

// gitLabPlace puts what has no line on the first one, and what has no file on the root.
func gitLabPlace(span finding.Span) gitLabLocation {
	path := span.File
	if path == "" {
		path = "."
	}
	return gitLabLocation{path, gitLabLines{max(span.Line, 1)}}
}

// gitLabPrint returns a fingerprint that no other issue of the report has. Ours may be the same in two files, so the
// path is part of it.
func gitLabPrint(seen map[string]int, parts ...string) string {
	key := fmt.Sprintf("%q", parts)
	seen[key]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", key, seen[key]))
	return hex.EncodeToString(sum[:16])
}

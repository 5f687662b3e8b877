package pyscan

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// A seen is a line on which somebody has told other linters to be silent, and of what.
type seen struct {
	start, end int // of the line
	codes      []string
}

// noqa is how flake8 and ruff are told so: https://docs.astral.sh/ruff/linter/#error-suppression. One without codes says
// nothing of what was seen.
var noqa = regexp.MustCompile(`(?i)# *noqa: *([a-z]+[0-9]+(?:[, ]+[a-z]+[0-9]+)*)`)

// seenIn lists the lines of a file on which other linters are told to be silent.
func seenIn(tree *syntax.Tree) []seen {
	if tree == nil || !bytes.Contains(tree.Src, []byte("noqa")) && !bytes.Contains(tree.Src, []byte("NOQA")) {
		return nil
	}
	var out []seen
	for _, c := range tree.Comments {
		m := noqa.FindSubmatch(tree.Src[c.Start:c.End])
		if m == nil {
			continue
		}
		codes := strings.FieldsFunc(strings.ToUpper(string(m[1])), func(r rune) bool { return r == ',' || r == ' ' })
		out = append(out, seen{start: bytes.LastIndexByte(tree.Src[:c.Start], '\n') + 1, end: c.End, codes: codes})
	}
	return out
}

// lowerSeen makes notes of findings on lines where the rule of another linter about the same matter is silenced: somebody
// has seen it, and decided.
func lowerSeen(found []finding.Finding, lines map[string][]seen) {
	for i := range found {
		f := &found[i]
		rule, _ := rules.Get(f.Code)
		for _, l := range lines[f.Span.File] {
			peer := slices.IndexFunc(l.codes, func(code string) bool { return slices.Contains(rule.Peers, code) })
			if peer < 0 || l.start > f.Span.End || l.end < f.Span.Start || f.Level <= finding.Note {
				continue
			}
			f.Level = finding.Note
			for j := range f.Steps {
				if s := &f.Steps[j]; s.Where == finding.Primary {
					s.Text += "; " + l.codes[peer] + " is silenced here, so somebody has seen it"
				}
			}
		}
	}
}

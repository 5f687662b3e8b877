package baseline

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/finding"
)

// findings reads "a.py:p1 a.py:p1 b.py:p2".
func findings(text string) []finding.Finding {
	var out []finding.Finding
	seen := map[string]int{}
	for _, word := range strings.Fields(text) {
		file, print, _ := strings.Cut(word, ":")
		if seen[word]++; seen[word] > 1 {
			print += fmt.Sprintf(":%d", seen[word])
		}
		out = append(out, finding.Finding{Code: "CL101", Lang: "python", Span: finding.Span{File: file, Line: 1}, Print: print})
	}
	return out
}

func written(findings []finding.Finding) string {
	var words []string
	for _, f := range findings {
		words = append(words, f.Span.File+":"+base(f))
	}
	return strings.Join(words, " ")
}

func entries(list []Entry) string {
	var words []string
	for _, e := range list {
		words = append(words, strings.TrimSpace(strings.Repeat(e.Path+":"+e.Print+" ", e.Count)))
	}
	return strings.Join(words, " ")
}

func same(file string) string { return file }

func TestMatch(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name            string
		baseline, found string
		unseen, gone    string // files that were not looked at, and those that are not there
		fresh, stale    string
		kept, now       string
	}{
		{name: "nothing changed", baseline: "a:1 a:2", found: "a:1 a:2", kept: "a:1 a:2", now: "a:1 a:2"},
		{name: "a new one", baseline: "a:1", found: "a:1 a:2", fresh: "a:2", kept: "a:1", now: "a:1"},
		{name: "a copy in the same file", baseline: "a:1", found: "a:1 a:1", fresh: "a:1", kept: "a:1", now: "a:1"},
		{name: "a copy in another file", baseline: "b:1", found: "a:1 b:1", fresh: "a:1", kept: "b:1", now: "b:1"},
		{name: "two of the same, one mended", baseline: "a:1 a:1", found: "a:1", stale: "a:1", kept: "a:1", now: "a:1"},
		{name: "renamed", baseline: "a:1 a:2", found: "b:1 b:2", gone: "a", kept: "a:1 a:2", now: "b:1 b:2"},
		{name: "renamed, and copied within", baseline: "a:1", found: "b:1 b:1", gone: "a", fresh: "b:1", kept: "a:1", now: "b:1"},
		{name: "moved to another file", baseline: "a:1 b:2", found: "b:1 b:2", kept: "a:1 b:2", now: "b:1 b:2"},
		{name: "one of three moved", baseline: "a:1 a:1 a:1", found: "a:1 b:1", stale: "a:1", kept: "a:1 a:1", now: "a:1 b:1"},
		{name: "mended", baseline: "a:1 a:2", found: "a:2", stale: "a:1", kept: "a:2", now: "a:2"},
		{name: "file not looked at", baseline: "a:1 b:1", found: "a:1", unseen: "b", kept: "a:1 b:1", now: "a:1 b:1"},
		{name: "copied from a file that was not looked at", baseline: "b:1", found: "a:1", unseen: "b", fresh: "a:1", kept: "b:1", now: "b:1"},
		{name: "found in a file that did not parse in full", baseline: "b:1 b:2", found: "b:1", unseen: "b", kept: "b:1 b:2", now: "b:1 b:2"},
		{name: "deleted", baseline: "a:1 b:1", found: "b:1", gone: "a", stale: "a:1", kept: "b:1", now: "b:1"},
		{name: "empty", found: "a:1", fresh: "a:1"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			file := Of(findings(row.baseline), same)
			got := file.Match(findings(row.found), same, func(e Entry) State {
				seen := !strings.Contains(" "+row.unseen+" ", " "+e.Path+" ")
				return State{Moved: seen, Stale: seen}
			})
			want := []string{row.fresh, row.stale, row.kept, row.now}
			have := []string{written(got.New), entries(got.Stale), entries(got.Kept.Entries), entries(got.Now.Entries)}
			if diff := cmp.Diff(want, have); diff != "" {
				t.Errorf("internal/baseline/match.go: new, stale, kept, now (-want +got):\n%s", diff)
			}
			if len(got.New)+len(got.Known) != len(findings(row.found)) {
				t.Errorf("internal/baseline/match.go: findings were lost: %d new, %d known", len(got.New), len(got.Known))
			}
		})
	}
}

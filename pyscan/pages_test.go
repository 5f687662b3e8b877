package pyscan_test

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"testing"
	"testing/fstest"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/pyscan"
	"github.com/concurlint/concurlint/rules"
)

var fenced = regexp.MustCompile("(?ms)^```python (bad|good)[^\n]*\n(.*?)^```")

// TestRulePagesShowWhatTheyFind: a bad example of a page gives findings of its own rule and no others from warning on; a
// good one none of its rule.
func TestRulePagesShowWhatTheyFind(t *testing.T) {
	t.Parallel()
	blocks := 0
	for _, r := range rules.All() {
		for i, block := range fenced.FindAllStringSubmatch(r.Doc, -1) {
			blocks++
			t.Run(r.Code+"/"+block[1]+strconv.Itoa(i+1), func(t *testing.T) {
				t.Parallel()
				own, other := codesOf(t, r.Code, block[2])
				if bad := block[1] == "bad"; bad && (len(own) == 0 || len(other) > 0) || !bad && len(own) > 0 {
					t.Errorf("rules/%s-%s.md: the %s example gives %v and %v", r.Code, r.Name, block[1], own, other)
				}
			})
		}
	}
	if blocks == 0 {
		t.Error("no page has a fenced block tagged python bad or python good: see rules/CL101-*.md")
	}
}

func codesOf(t *testing.T, code, source string) (own, other []string) {
	t.Helper()
	files := fstest.MapFS{"example.py": {Data: []byte(source)}}
	got, err := pyscan.Scan(context.Background(), files, pyscan.Options{Files: []string{"example.py"}})
	if err != nil || len(got.Notices) > 0 {
		t.Fatalf("the example does not parse: %v %v", err, got.Notices)
	}
	for _, f := range got.Findings {
		switch {
		case f.Code == code:
			own = append(own, f.Code)
		case f.Level >= finding.Warning && !slices.Contains(other, f.Code):
			other = append(other, f.Code)
		}
	}
	return own, other
}

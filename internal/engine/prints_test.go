package engine

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/check"
	"github.com/concurlint/concurlint/internal/finding"
)

// prints returns the fingerprints of each "go f()" in a source.
func prints(t *testing.T, file, fn, source string) []string {
	t.Helper()
	run := &Run{Root: tree(t, map[string]string{file: source})}
	for at := strings.Index(source, "go f"); at >= 0; {
		end := at + strings.Index(source[at:], ")") + 1
		run.Scan = check.Scan{Result: check.Result{Findings: append(run.Findings, finding.Finding{
			Code: "CL106", Lang: "go", Func: fn, Span: finding.Span{File: file, Start: at, End: end, Line: 1 + strings.Count(source[:at], "\n")},
		})}}
		next := strings.Index(source[end:], "go f")
		if at = end + next; next < 0 {
			break
		}
	}
	run.setPrints()
	var out []string
	for _, f := range run.Findings {
		out = append(out, f.Print)
	}
	return out
}

func TestPrints(t *testing.T) {
	t.Parallel()
	before := prints(t, "a/x.go", "example.com/a.T.Run", "go f(1)\ngo f(1)\ngo f(2)\n")
	if len(before) != 3 || before[0] == before[1] || before[1] == before[2] {
		t.Fatalf("internal/engine/prints.go: findings are not told apart: %v", before)
	}
	for _, row := range []struct{ name, file, fn, source string }{
		{"lines above", "a/x.go", "example.com/a.T.Run", "// new\n\ngo f(1)\n// new\ngo f(1)\ngo f(2)\n"},
		{"deeper", "a/x.go", "example.com/a.T.Run", "\t\tgo f(1)\n\t\tgo f(1)\n\t\tgo f(2)\n"},
		{"the file moved", "b/c/y.go", "example.com/b/c.T.Run", "go f(1)\ngo f(1)\ngo f(2)\n"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(before, prints(t, row.file, row.fn, row.source)); diff != "" {
				t.Errorf("internal/engine/prints.go (-before +after):\n%s", diff)
			}
		})
	}
}

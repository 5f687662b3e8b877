package engine

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/check"
	"github.com/concurlint/concurlint/internal/finding"
)

// prints returns the fingerprints of each stretch of a source between << and >>.
func prints(t *testing.T, lang, file, fn, source string) []string {
	t.Helper()
	var findings []finding.Finding
	for {
		before, rest, ok := strings.Cut(source, "<<")
		if !ok {
			break
		}
		inside, after, _ := strings.Cut(rest, ">>")
		source = before + inside + after
		findings = append(findings, finding.Finding{
			Code: "CL106", Lang: lang, Func: fn, Span: finding.Span{File: file, Start: len(before), End: len(before + inside), Line: 1 + strings.Count(before, "\n")},
		})
	}
	run := &Run{Root: tree(t, map[string]string{file: source}), Scan: check.Scan{Result: check.Result{Findings: findings}}}
	run.setPrints()
	var out []string
	for _, f := range run.Findings {
		out = append(out, f.Print)
	}
	return out
}

func TestPrintsTellApart(t *testing.T) {
	t.Parallel()
	got := prints(t, "go", "a/x.go", "example.com/a.T.Run", "<<go f(1)>>\n<<go f(1)>>\n<<go f(2)>>\n")
	if len(got) != 3 || got[1] != got[0]+":2" || got[2] == got[0] {
		t.Fatalf("internal/engine/prints.go: want x, x:2 and another: %v", got)
	}
}

// TestPrintsStay moves and reformats what a finding is about: its fingerprint must not change, as the baseline lives by it.
func TestPrintsStay(t *testing.T) {
	t.Parallel()
	type place struct{ lang, file, fn, source string }
	goCode := place{"go", "a/x.go", "example.com/a.T.Run", "<<go f(1, 2)>>\n<<go f(1, 2)>>\n"}
	python := place{"python", "src/shop/orders.py", "shop.orders.Shop.all", "x = <<gather(*(f(u, 'a') for u in us))>>\n"}
	for _, row := range []struct {
		name          string
		before, after place
	}{
		{"lines above", goCode, place{"go", "a/x.go", goCode.fn, "// new\n\n<<go f(1, 2)>>\n// new\n<<go f(1, 2)>>\n"}},
		{"deeper", goCode, place{"go", "a/x.go", goCode.fn, "\t\t<<go f(1, 2)>>\n\t\t<<go f(1, 2)>>\n"}},
		{"broken up, with a comment", goCode, place{"go", "a/x.go", goCode.fn, "<<go f(\n\t1, // one\n\t2,\n)>>\n<<go f(1,\n 2)>>\n"}},
		{"Go file moved", goCode, place{"go", "b/c/y.go", "example.com/b/c.T.Run", goCode.source}},
		{"closure above", place{"go", "x.go", "a.T.Run.func1", "<<go f()>>"}, place{"go", "x.go", "a.T.Run.func2", "<<go f()>>"}},
		{"closure in a closure", place{"go", "x.go", "a.T.Run.func1.1", "<<go f()>>"}, place{"go", "x.go", "a.T.Run.func12.3", "<<go f()>>"}},
		{"Windows line ends", goCode, place{"go", "a/x.go", goCode.fn, strings.ReplaceAll(goCode.source, "\n", "\r\n")}},
		{"Python formatted", python, place{"python", python.file, python.fn, "x = (\n    <<gather(\n        *(\n            f(u, \"a\")\n            for u in us\n        ),\n    )>>\n)\n"}},
		{"Python file renamed", python, place{"python", "src/shop/sales.py", "shop.sales.Shop.all", python.source}},
		{"Python file moved", python, place{"python", "lib/a/b/orders.py", "b.orders.Shop.all", python.source}},
		{"Python file to a package", python, place{"python", "src/shop/orders/__init__.py", "shop.orders.Shop.all", python.source}},
		{"Python file whose name ends another's", place{"python", "data.py", "data.f", "<<g()>>"}, place{"python", "a.py", "a.f", "<<g()>>"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			before := prints(t, row.before.lang, row.before.file, row.before.fn, row.before.source)
			after := prints(t, row.after.lang, row.after.file, row.after.fn, row.after.source)
			if diff := cmp.Diff(before, after); diff != "" || len(before) == 0 {
				t.Errorf("internal/engine/prints.go (-before +after):\n%s", diff)
			}
		})
	}
}

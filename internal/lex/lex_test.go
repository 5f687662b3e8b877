package lex

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNormal compares statements that differ in layout alone, and some that differ in more.
func TestNormal(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, lang, a, b string
		same             bool
	}{
		{"python: broken up", "python", "gather(*(f(u) for u in urls), x=1)", "gather(\n    *(\n        f(u)\n        for u in urls\n    ),\n    x = 1,\n)", true},
		{"python: blanks", "python", "f( a,b )", "f(a, b)", true},
		{"python: quotes", "python", "f('a')", `f("a")`, true},
		{"python: prefix", "python", `f(B"a", u"b")`, `f(b"a", "b")`, true},
		{"python: comment", "python", "f(a,  # first\n  b)", "f(a, b)", true},
		{"python: joined lines", "python", "f(a) + \\\r\n    g(b)", "f(a) + g(b)", true},
		{"python: brackets around what is broken up", "python", "except E as e: raise x if a and b else y", "except E as e:\n  raise (\n    x if (a\n     and b) else y\n  )", true},
		{"python: blanks in a string", "python", `f("a b")`, `f("a  b")`, false},
		{"python: mark of a comment in a string", "python", `f("a # b")`, `f("a # c")`, false},
		{"python: another name", "python", "f(urls)", "f(hosts)", false},
		{"python: quotes that a string holds", "python", `f('"')`, `f("'")`, false},
		{"go: broken up", "go", "f(a, b)", "f(\n\ta,\n\tb,\n)", true},
		{"go: comments", "go", "f(a /* x */, b) // y", "f(a, b)", true},
		{"go: line ends in a raw string", "go", "f(`a\r\nb`, c)", "f(`a\r\nb`,\r\n\tc,\r\n)", true},
		{"go: another string", "go", `f("a")`, `f("b")`, false},
		{"a comment alone", "python", "# concurlint:  ignore", "# concurlint: ignore", true},
		{"comments alone", "go", "// a", "// b", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a, b := Normal(row.lang, []byte(row.a)), Normal(row.lang, []byte(row.b))
			if (a == b) != row.same {
				t.Errorf("internal/lex/lex.go: %q and %q, want the same: %v", a, b, row.same)
			}
		})
	}
}

func TestPythonStrings(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, src, want string }{
		{"plain", `f('a', "b")`, `'a' "b"`},
		{"escaped quote", `f("a\"b", 1)`, `"a\"b"`},
		{"three quotes", "f('''a\n'b' ''', 1)", "'''a\n'b' '''"},
		{"expression with the same quotes", `f(f"a {d["k"]} b", 1)`, `f"a {d["k"]} b"`},
		{"format with a quote", `f(f"{x:'>10}", 1)`, `f"{x:'>10}"`},
		{"format with an expression", `f(f"{x:{w}}", 1)`, `f"{x:{w}}"`},
		{"doubled braces", `f(f"{{'{x}", 1)`, `f"{{'{x}"`},
		{"not closed", "f('a\nb", `'a`},
		{"not closed, three quotes", "f('''a\nb", "'''a\nb"},
		{"joined", "f('a\\\r\nb', 1)", "'a\\\r\nb'"},
		{"raw", `f(r"\", 1)`, `r"\", 1)`},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, tok := range Tokens("python", []byte(row.src)) {
				if tok.Kind == String {
					got = append(got, row.src[tok.Start:tok.End])
				}
			}
			if diff := cmp.Diff(row.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("internal/lex/python.go (-want +got):\n%s", diff)
			}
		})
	}
}

// FuzzTokens wants tokens in order, within the source, and an end.
func FuzzTokens(f *testing.F) {
	for _, seed := range []string{"f('a', b)\n", "f(f\"{x:{y}}\")", "'''", "\\", "f\"{", "go f(`x`)", "/*", "`", "'\\", "f'{a:", "\"\\\r\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		for _, lang := range []string{"go", "python"} {
			end := 0
			for _, tok := range Tokens(lang, []byte(src)) {
				if tok.Start < end || tok.End <= tok.Start || tok.End > len(src) {
					t.Fatalf("%s: token %+v after %d in %q", lang, tok, end, src)
				}
				end = tok.End
			}
			Normal(lang, []byte(src))
		}
	})
}

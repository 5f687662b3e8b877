package suppress

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/lex"
)

func TestInsert(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, lang, src, want string }{
		{"end of line", "python", "f()@\n", "f()  # concurlint: ignore[CL101] why\n"},
		{"Go", "go", "\tgo f()@\n", "\tgo f() //concurlint:ignore[CL101] why\n"},
		{"no line end", "python", "f()@", "f()  # concurlint: ignore[CL101] why"},
		{"Windows line ends", "python", "f()@\r\ng()\r\n", "f()  # concurlint: ignore[CL101] why\r\ng()\r\n"},
		{"behind another comment", "python", "f()@  # noqa: E501\n", "f()  # noqa: E501  # concurlint: ignore[CL101] why\n"},
		{"two on a line", "python", "f()@@\n", "f()  # concurlint: ignore[CL101, CL102] why\n"},
		{"into ours", "python", "f()@  # concurlint: ignore[CL207] old\n", "f()  # concurlint: ignore[CL207, CL101] old; why\n"},
		{"into ours without a reason", "python", "f()@  # concurlint: ignore[CL101]\n", "f()  # concurlint: ignore[CL101] why\n"},
		{"into ours before another's", "python", "f()@  # concurlint: ignore[CL207] old # noqa\n", "f()  # concurlint: ignore[CL207, CL101] old; why # noqa\n"},
		{"into ours in Go", "go", "go f()@ /* concurlint:ignore[CL207] old */\n", "go f() /* concurlint:ignore[CL207, CL101] old; why */\n"},
		{"into ours with a date", "python", "f()@  # concurlint: ignore[CL207] until=2027-01-31\n", "f()  # concurlint: ignore[CL207, CL101] until=2027-01-31 why\n"},
		{"beside one of ours that is wrong", "python", "  f()@  # concurlint: ignore\n", "  # concurlint: ignore[CL101] why\n  f()  # concurlint: ignore\n"},
		{"a string goes on", "python", "  f('''@\na''')\n", "  # concurlint: ignore[CL101] why\n  f('''\na''')\n"},
		{"in a string", "python", "x\nf('''\na''', g()@, '''\n''')\n", "x\n# concurlint: ignore[CL101] why\nf('''\na''', g(), '''\n''')\n"},
		{"mark of a comment in a string", "python", "f('# concurlint: ignore[CL1]')@\n", "f('# concurlint: ignore[CL1]')  # concurlint: ignore[CL101] why\n"},
		{"joined lines", "python", "x\nf() + \\\n  g()@ + \\\n  h()\n", "x\n# concurlint: ignore[CL101] why\nf() + \\\n  g() + \\\n  h()\n"},
		{"end of joined lines", "python", "f() + \\\n  g()@\n", "f() + \\\n  g()  # concurlint: ignore[CL101] why\n"},
		{"joined lines with Windows line ends", "python", "f()@ + \\\r\n  g()\r\n", "# concurlint: ignore[CL101] why\r\nf() + \\\r\n  g()\r\n"},
		{"in brackets", "python", "f(\n    g()@,\n)\n", "f(\n    g(),  # concurlint: ignore[CL101] why\n)\n"},
		{"a raw string goes on", "go", "\tgo f(`@\n`)\n", "\t//concurlint:ignore[CL101] why\n\tgo f(`\n`)\n"},
		{"a comment goes on", "go", "\tgo f()@ /* a\nb */\n", "\t//concurlint:ignore[CL101] why\n\tgo f() /* a\nb */\n"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var wants []Want
			at := strings.Index(row.src, "@")
			line := 1 + strings.Count(row.src[:at], "\n")
			for i := range strings.Count(row.src, "@") {
				wants = append(wants, Want{line, []string{"CL101", "CL102"}[i]})
			}
			got, n := Insert(row.lang, []byte(strings.ReplaceAll(row.src, "@", "")), wants, "why")
			if diff := cmp.Diff(row.want, string(got)); diff != "" || n != 1 {
				t.Errorf("internal/suppress/insert.go: %d comments (-want +got):\n%s", n, diff)
			}
		})
	}
}

func TestCleanReason(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	for _, row := range []struct{ in, want, err string }{
		{"known before 2027", "known before 2027", ""},
		{" two\n\tlines \x1b[31m", "two lines [31m", ""},
		{"see #12 // and */ https://example.com/x", "see 12 and https://example.com/x", ""},
		{"until=2027-01-31 the queue", "until=2027-01-31 the queue", ""},
		{" \n ", "", "needs a reason"},
		{"# //", "", "needs a reason"},
		{"until=2027-01-31", "", "needs a reason"},
		{"until=soon we hope", "", "is no day"},
		{"until=2026-01-31 the queue", "", "has passed"},
		{"\u202egnorw", "gnorw", ""},
	} {
		got, err := CleanReason(row.in, now)
		if row.err == "" && (err != nil || got != row.want) || row.err != "" && (err == nil || !strings.Contains(err.Error(), row.err)) {
			t.Errorf("internal/suppress/insert.go: %q gives %q, %v; want %q, error %q", row.in, got, err, row.want, row.err)
		}
	}
}

// TestInsertEverywhere puts a comment at each line of our fixtures: no other token may change.
func TestInsertEverywhere(t *testing.T) {
	t.Parallel()
	for lang, pattern := range map[string]string{"python": "../../testdata/python/*/*.py", "go": "../../testdata/go/src/*/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no fixtures in %s: %v", pattern, err)
		}
		for _, name := range files {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, ends := range []string{"\n", "\r\n"} {
				text := []byte(strings.ReplaceAll(string(src), "\n", ends))
				var wants []Want
				for line := range strings.Count(string(text), "\n") {
					wants = append(wants, Want{line + 1, "CL101"})
				}
				got, _ := Insert(lang, text, wants, "why")
				if lex.Normal(lang, got) != lex.Normal(lang, text) {
					t.Errorf("internal/suppress/insert.go: a comment is not one in %s, lines ending in %q", name, ends)
				}
			}
		}
	}
}

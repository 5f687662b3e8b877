package suppress

import (
	"strings"
	"testing"

	"github.com/concurlint/concurlint/internal/finding"
)

func TestInsert(t *testing.T) {
	t.Parallel()
	const py, golang = "CL101", "CL106"
	for _, row := range []struct {
		name, code, src string
		line            int
		want            string // "" where nothing is to insert
	}{
		{"end of line", py, "a\n  b()\nc\n", 2, "a\n  b()  # concurlint: ignore[CL101] two hosts\nc\n"},
		{"blanks at the end", py, "b() \t\n", 1, "b()  # concurlint: ignore[CL101] two hosts\n"},
		{"no newline", py, "a\nb()", 2, "a\nb()  # concurlint: ignore[CL101] two hosts"},
		{"crlf", py, "a\r\nb()\r\n", 2, "a\r\nb()  # concurlint: ignore[CL101] two hosts\r\n"},
		{"behind another comment", py, "b()  # noqa\n", 1, "b()  # noqa  # concurlint: ignore[CL101] two hosts\n"},
		{"behind a string with a mark", py, "b('#', \"'''\")\n", 1, "b('#', \"'''\")  # concurlint: ignore[CL101] two hosts\n"},
		{"a text goes on", py, "if x:\n    b(\"\"\"\n  # \"\"\")\n", 2, "if x:\n    # concurlint: ignore[CL101] two hosts\n    b(\"\"\"\n  # \"\"\")\n"},
		{"a text comes from above", py, "  b(f'''\nx''', c('''\n'''))\n", 2, "  # concurlint: ignore[CL101] two hosts\n  b(f'''\nx''', c('''\n'''))\n"},
		{"backslash", py, "x = \\\n  a + \\\n  b()\n", 2, "# concurlint: ignore[CL101] two hosts\nx = \\\n  a + \\\n  b()\n"},
		{"backslash in a comment", py, "b()  # c:\\\n", 1, "b()  # c:\\  # concurlint: ignore[CL101] two hosts\n"},
		{"a comment of ours", py, "if x:\r\n\tb()  # concurlint: ignore[CL201] why\r\n", 2, "if x:\r\n\t# concurlint: ignore[CL101] two hosts\r\n\tb()  # concurlint: ignore[CL201] why\r\n"},
		{"there already", py, "b()  # concurlint: ignore[CL101]\n", 1, ""},
		{"no such line", py, "b()\n", 7, ""},
		{"about a suppression", "CL902", "b()  # concurlint: ignore[CL101]\n", 1, ""},
		{"go", golang, "func f() {\n\tgo g()\n}\n", 2, "func f() {\n\tgo g() //concurlint:ignore[CL106] two hosts\n}\n"},
		{"go: raw string", golang, "\tgo g(`\n`, '`', \"`\")\n\tgo h()\n", 1, "\t//concurlint:ignore[CL106] two hosts\n\tgo g(`\n`, '`', \"`\")\n\tgo h()\n"},
		{"go: behind a raw string", golang, "\tgo g(`\n`, '`', \"`\")\n\tgo h()\n", 3, "\tgo g(`\n`, '`', \"`\")\n\tgo h() //concurlint:ignore[CL106] two hosts\n"},
		{"go: comment goes on", golang, "\tgo g() /* a\n*/\n", 1, "\t//concurlint:ignore[CL106] two hosts\n\tgo g() /* a\n*/\n"},
	} {
		lang := "python"
		if row.code == golang {
			lang = "go"
		}
		f := finding.Finding{Code: row.code, Lang: lang, Span: finding.Span{File: "f", Line: row.line}}
		edit, ok := Insert([]byte(row.src), f, " two\nhosts ")
		got := ""
		if ok {
			got = row.src[:edit.Span.Start] + edit.New + row.src[edit.Span.End:]
		}
		if got != row.want {
			t.Errorf("internal/suppress/insert.go: %s:\n%s\nwant\n%s", row.name, got, row.want)
		}
	}
	edit, _ := Insert([]byte("b()\n"), finding.Finding{Code: py, Lang: "python", Span: finding.Span{Line: 1}}, "")
	if strings.TrimRight(edit.New, " ") != edit.New || !strings.HasSuffix(edit.New, "]") {
		t.Errorf("internal/suppress/insert.go: without a reason: %q", edit.New)
	}
}

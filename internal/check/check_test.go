package check

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// TestTable reads testdata/*.txt: a row is a line "== lang: name: CODE CODE" (no code: nothing may be found), then the
// functions in text form. It needs no parser of any language.
func TestTable(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/table.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range strings.Split(string(text), "\n== ")[1:] {
		head, body, _ := strings.Cut(row, "\n")
		lang, rest, _ := strings.Cut(head, ": ")
		name, codes, _ := strings.Cut(rest, ": ")
		t.Run(lang+"/"+name, func(t *testing.T) {
			t.Parallel()
			funcs, err := site.Parse(body)
			if err != nil {
				t.Fatalf("internal/check/testdata/table.txt, row %q: %v", name, err)
			}
			place(funcs)
			got := Decide(Unit{Lang: lang, Funcs: funcs, Models: rules.Builtin()}, Options{})
			var found []string
			for _, f := range got.Findings {
				found = append(found, f.Code)
			}
			slices.Sort(found)
			if diff := cmp.Diff(strings.Fields(codes), found); diff != "" && !(len(found) == 0 && codes == "") {
				for _, f := range got.Findings {
					t.Logf("%s %s: %s", f.Code, f.Func, f.Text)
				}
				t.Errorf("internal/check: row %q in testdata/table.txt (-want +got):\n%s", name, diff)
			}
		})
	}
}

// place gives every site a place of its own: findings are told apart by it.
func place(funcs []site.Func) {
	line := 1
	for i := range funcs {
		placeSites(funcs[i].Sites, &line)
	}
}

func placeSites(sites []site.Site, line *int) {
	for i := range sites {
		*line++
		sites[i].Span = site.Span{File: "f", Line: *line, Col: 1}
		if sites[i].Body != nil {
			placeSites(sites[i].Body.Sites, line)
		}
	}
}

func TestCodesHavePages(t *testing.T) {
	t.Parallel()
	for _, d := range table {
		for _, code := range d.codes {
			if !slices.Contains(Codes(), code) {
				t.Logf("%s is answered in internal/check and has no page in rules/ yet", code)
			}
		}
	}
}

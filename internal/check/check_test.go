package check

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// A row of testdata/table.txt: "== lang: name: CODE CODE" (no code: nothing may be found; CODE:level and CODE+ALSO say
// more), then functions in text form. It needs no parser of any language.
type row struct {
	lang, name string
	want       []string
	body       string
}

func tableRows(t *testing.T) []row {
	t.Helper()
	text, err := os.ReadFile("testdata/table.txt")
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	for _, part := range strings.Split(string(text), "\n== ")[1:] {
		head, body, _ := strings.Cut(part, "\n")
		lang, rest, _ := strings.Cut(head, ": ")
		name, codes, _ := strings.Cut(rest, ":")
		rows = append(rows, row{lang, name, strings.Fields(codes), body})
	}
	return rows
}

func decideRow(t *testing.T, r row) Result {
	t.Helper()
	funcs, err := site.Parse(r.body)
	if err != nil {
		t.Fatalf("internal/check/testdata/table.txt, row %q: %v", r.name, err)
	}
	place(funcs)
	return Decide(t.Context(), Unit{Lang: r.lang, Funcs: funcs, Models: rules.Builtin()}, Options{})
}

func TestTable(t *testing.T) {
	t.Parallel()
	for _, r := range tableRows(t) {
		t.Run(r.lang+"/"+r.name, func(t *testing.T) {
			t.Parallel()
			found := decideRow(t, r).Findings
			if !slices.EqualFunc(r.want, found, fits) {
				for _, f := range found {
					t.Logf("%s %s %s: %s, also %v", f.Code, f.Level, f.Func, f.Text, f.Also)
				}
				t.Errorf("internal/check: row %q in testdata/table.txt wants %v", r.name, r.want)
			}
		})
	}
}

// fits reports whether the finding is the one that the row names.
func fits(want string, f finding.Finding) bool {
	want, level, ok := strings.Cut(want, ":")
	if ok && level != f.Level.String() {
		return false
	}
	code, also, ok := strings.Cut(want, "+")
	return code == f.Code && (!ok || slices.Contains(f.Also, also))
}

var update = flag.Bool("update", false, "write testdata/stories.golden")

// TestTableStories compares what every row's findings say, word for word: a reader sees nothing else.
func TestTableStories(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for _, r := range tableRows(t) {
		got := decideRow(t, r)
		s := got.Stats
		fmt.Fprintf(&b, "== %s: %s\n%d spawns: %d bounded, %d assumed, %d unbounded, %d unknown\n", r.lang, r.name, s.Spawns, s.Bounded, s.Assumed, s.Unbounded, s.Unknown)
		for _, f := range got.Findings {
			fmt.Fprintf(&b, "%s %s %s line %d in %s: %s\n  owner=%s bound=%s verdict=%s fix=%s also=%v firm=%v\n", f.Code, f.Level, f.Confidence, f.Span.Line, f.Func, f.Text, f.Owner, f.Bound, f.Verdict, f.Fix, f.Also, f.Firm)
			for _, st := range f.Steps {
				fmt.Fprintf(&b, "  - line %d %s\n", st.Span.Line, st.Text)
			}
		}
	}
	const golden = "testdata/stories.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("internal/check/testdata/stories.golden: read the difference, then go test ./internal/check -update (-want +got):\n%s", diff)
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
		if sites[i].Span.IsZero() {
			sites[i].Span = site.Span{Line: *line, Col: 1}
		}
		sites[i].Span.File = "f"
		for j := range sites[i].At {
			sites[i].At[j].Span = site.Span{File: "f", Line: 100 + sites[i].At[j].ID, Col: 1}
		}
		if sites[i].Body != nil {
			placeSites(sites[i].Body.Sites, line)
		}
	}
}

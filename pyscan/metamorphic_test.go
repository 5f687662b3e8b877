package pyscan_test

import (
	"cmp"
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/pyscan"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// A variant writes a file another way that means the same.
type variant struct {
	name  string
	write func(p *project, f *index.File) []edit
	// moved says that findings stand further from what they are about, and may weigh less, or be lost where that is too far.
	moved bool
}

var variants = []variant{
	{"locals renamed", renamedLocals, false},
	{"functions renamed", renamedFunctions, false},
	{"modules aliased", aliasedModules, false},
	{"names taken out of modules", takenOut, false},
	{"names aliased", aliasedNames, false},
	{"modules instead of names", wholeModules, false},
	{"imports in functions", importsInFunctions, false},
	{"bodies in if True", wrappedBodies("if True:", ""), false},
	{"bodies in try finally", wrappedBodies("try:", "finally:"), true},
	{"module in if True", wrappedModule, false},
	{"comments and blank lines", commented, false},
	{"broken lines", brokenLines, false},
	{"carriage returns", carriageReturns, false},
	{"tabs", tabs, false},
	{"calls in helpers", helped, true},
}

// TestVariants writes each pitfall in other ways that mean the same, and expects the same findings at the places that
// correspond. CONCURLINT_VARIANTS names other fixtures: "make variants" goes through all of them.
func TestVariants(t *testing.T) {
	t.Parallel()
	folders, err := filepath.Glob(fixtures + "/" + cmp.Or(os.Getenv("CONCURLINT_VARIANTS"), "pitfall*"))
	if err != nil || len(folders) == 0 {
		t.Fatalf("no pitfalls in %s: %v", fixtures, err)
	}
	for _, folder := range folders {
		if strings.HasPrefix(filepath.Base(folder), "cl9") {
			continue // about comments, which speak of the line that they stand on
		}
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			p := readProject(t, folder)
			pitfall := strings.HasPrefix(filepath.Base(folder), "pitfall")
			for _, v := range variants {
				if pitfall || !v.moved {
					p.compare(t, v)
				}
			}
		})
	}
}

// A project is a fixture, read and indexed.
type project struct {
	folder string
	files  fstest.MapFS
	index  *index.Project
	found  []finding.Finding
}

func readProject(t *testing.T, folder string) *project {
	t.Helper()
	p := &project{folder: folder, files: fstest.MapFS{}}
	root := os.DirFS(folder)
	var inputs []index.Input
	for _, name := range pythonFiles(t, root) {
		src, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		tree, err := syntax.Parse(name, src)
		if err != nil {
			t.Skip(err) // without cgo there is nothing to scan
		}
		p.files[name] = &fstest.MapFile{Data: src}
		inputs = append(inputs, index.Input{Path: name, Tree: tree})
	}
	p.index = index.New(inputs, index.Options{})
	p.found = scanned(t, p.files)
	return p
}

func scanned(t *testing.T, files fstest.MapFS) []finding.Finding {
	t.Helper()
	got, err := pyscan.Scan(context.Background(), files, pyscan.Options{Files: slices.Collect(maps.Keys(files))})
	if err != nil || len(got.Notices) > 0 {
		t.Fatalf("cannot scan: %v %v", err, got.Notices)
	}
	return got.Findings
}

// compare scans the fixture as v writes it. A failure shows the text that was scanned.
func (p *project) compare(t *testing.T, v variant) {
	t.Helper()
	written := fstest.MapFS{}
	texts := map[string]*text{}
	changed := false
	for _, f := range p.index.Files {
		texts[f.Path] = applied(f.Tree.Src, v.write(p, f))
		written[f.Path] = &fstest.MapFile{Data: texts[f.Path].new}
		changed = changed || len(texts[f.Path].edits) > 0
	}
	if !changed {
		return
	}
	line := func(f finding.Finding) int { return f.Span.Line }
	want := places(p.found, line)
	got := places(scanned(t, written), func(f finding.Finding) int {
		return p.index.File(f.Span.File).Tree.Line(texts[f.Span.File].old(f.Span.Start))
	})
	if v.moved {
		want, got = unweighed(want), unweighed(got)
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("%s: %s: the findings differ (-as written +as varied):\n%s\n%s", p.folder, v.name, diff, listing(written))
	}
}

// A spot is what must be the same in all variants of a finding.
type spot struct {
	File  string
	Line  int
	Code  string
	Level string
}

func places(found []finding.Finding, line func(finding.Finding) int) []spot {
	var out []spot
	for _, f := range found {
		out = append(out, spot{f.Span.File, line(f), f.Code, f.Level.String()})
	}
	slices.SortFunc(out, func(a, b spot) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Code, b.Code))
	})
	return out
}

func unweighed(spots []spot) []spot {
	for i := range spots {
		spots[i].Level = ""
	}
	return spots
}

func listing(files fstest.MapFS) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		b.WriteString("--- " + name + "\n" + string(files[name].Data))
	}
	return b.String()
}

// An edit replaces a range of the source.
type edit struct {
	start, end int
	new        string
}

// A text is a source after edits.
type text struct {
	new   []byte
	edits []edit
}

// applied makes the edits, which must not overlap.
func applied(src []byte, edits []edit) *text {
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	out := &text{edits: edits}
	at := 0
	for _, e := range edits {
		out.new = append(out.new, src[at:e.start]...)
		out.new = append(out.new, e.new...)
		at = e.end
	}
	out.new = append(out.new, src[at:]...)
	return out
}

// old is where an offset of the new text was in the old one; inside an edit, where that begins.
func (t *text) old(offset int) int {
	moved := 0 // new minus old
	for _, e := range t.edits {
		start := e.start + moved
		if offset < start {
			break
		}
		if offset < start+len(e.new) {
			return e.start
		}
		moved += len(e.new) - (e.end - e.start)
	}
	return offset - moved
}

package goscan_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/concurlint/concurlint/analyzers/goscan"
)

const (
	module = "-- go.mod --\nmodule example.com/a\n\ngo 1.24\n"
	fanOut = `package a

func each(items []string) {
	for _, item := range items {
		go work(item)
	}
}

func work(string) {}
`
	fanOutAt = "CL106 a.go:5"
)

// TestScan has a row for each thing that can be wrong with what is scanned: the rest is analysed, and what is not is told.
func TestScan(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name     string
		tree     string // txtar; all .go files are named
		only     []string
		tests    bool
		tags     []string
		findings []string
		notices  []string // kind, place, and a part of the text
	}{
		{name: "a module", tree: module + "-- a.go --\n" + fanOut, findings: []string{fanOutAt}},
		{
			name: "findings are for the files named only", tree: module + "-- a.go --\n" + fanOut + "-- b.go --\npackage a\n",
			only: []string{"b.go"},
		},
		{
			name: "a helper in another package of the module is known though it is not named",
			tree: module + "-- x/x.go --\npackage x\n\nimport \"net/http\"\n\nfunc Start(u string) { go http.Get(u) }\n" +
				"-- a/a.go --\npackage a\n\nimport \"example.com/a/x\"\n\nfunc Each(urls []string) {\n\tfor _, u := range urls {\n\t\tx.Start(u)\n\t}\n}\n",
			only: []string{"a/a.go"}, findings: []string{"CL106 a/a.go:7"},
		},
		{
			name:     "a test file is read when tests are",
			tree:     module + "-- a.go --\npackage a\n-- a_test.go --\n" + fanOut,
			tests:    true,
			findings: []string{"CL106 a_test.go:5"},
		},
		{
			name:     "a test file of another package",
			tree:     module + "-- a.go --\npackage a\n-- a_test.go --\n" + strings.Replace(fanOut, "package a", "package a_test", 1),
			tests:    true,
			findings: []string{"CL106 a_test.go:5"},
		},
		{
			name:     "a package with tests is counted once",
			tree:     module + "-- a.go --\n" + fanOut + "-- a_test.go --\npackage a\n",
			tests:    true,
			findings: []string{fanOutAt},
		},
		{
			name:     "a type error in one package leaves the other",
			tree:     module + "-- x/x.go --\npackage x\n\nvar X int = \"x\"\n-- y/y.go --\n" + strings.Replace(fanOut, "package a", "package y\n\nimport _ \"example.com/a/x\"", 1),
			findings: []string{"CL106 y/y.go:7"},
			notices:  []string{"type-error x/x.go:3 type error: cannot use"},
		},
		{
			name:     "a type error in the file itself",
			tree:     module + "-- a.go --\n" + fanOut + "\nvar x int = \"x\"\n",
			findings: []string{fanOutAt},
			notices:  []string{"type-error a.go:11 type error: cannot use"},
		},
		{
			name:     "a syntax error in one file leaves the other",
			tree:     module + "-- a.go --\n" + fanOut + "-- b.go --\npackage a\n\nfunc broken( {\n",
			findings: []string{fanOutAt},
			notices:  []string{"parse-error b.go:3 syntax error"},
		},
		{
			name:     "a missing dependency",
			tree:     module + "-- a.go --\n" + strings.Replace(fanOut, "package a", "package a\n\nimport _ \"example.com/missing\"", 1),
			findings: []string{"CL106 a.go:7"},
			notices:  []string{"load-error a.go:3 import example.com/missing does not resolve"},
		},
		{
			name: "a missing dependency is known by its name",
			tree: module + `-- a.go --
package a

import "golang.org/x/sync/errgroup"

func each(items []string) error {
	var g errgroup.Group
	for _, item := range items {
		g.Go(func() error { println(item); return nil })
	}
	return g.Wait()
}

func limited(items []string) error {
	g := new(errgroup.Group)
	g.SetLimit(4)
	for _, item := range items {
		g.Go(func() error { println(item); return nil })
	}
	return g.Wait()
}
`,
			findings: []string{"CL107 a.go:8"},
			notices:  []string{"load-error a.go:3 import golang.org/x/sync/errgroup does not resolve"},
		},
		{
			name: "a limiter whose type is missing may limit",
			tree: module + `-- limits/limits.go --
package limits

import "golang.org/x/sync/semaphore"

func New() *semaphore.Weighted { return semaphore.NewWeighted(4) }
-- a.go --
package a

import (
	"context"

	"example.com/a/limits"
)

func limited(ctx context.Context, items []string) {
	limit := limits.New()
	for _, item := range items {
		if limit.Acquire(ctx, 1) != nil {
			return
		}
		go func() {
			defer limit.Release(1)
			println(item)
		}()
	}
}

func unlimited(items []string) {
	limit := limits.New()
	for _, item := range items {
		limit.TryIt()
		go work(item)
	}
}

func work(string) {}
`,
			findings: []string{"CL106 a.go:26"},
			notices:  []string{"load-error limits/limits.go:3 import golang.org/x/sync/semaphore does not resolve"},
		},
		{
			name:     "no go.mod",
			tree:     "-- a.go --\n" + fanOut,
			findings: []string{fanOutAt},
			notices:  []string{"load-error .:0 no go.mod"},
		},
		{
			name:     "no go.mod, with the standard library",
			tree:     "-- a.go --\n" + strings.Replace(fanOut, "func work(string) {}", "func work(u string) { _, _ = http.Get(u) }", 1) + "-- b.go --\npackage a\n",
			findings: []string{fanOutAt},
			notices:  []string{"load-error .:0 no go.mod"},
		},
		{
			name:     "a broken go.mod",
			tree:     "-- go.mod --\nmodule example.com/a\n\nbogus 1\n-- a.go --\n" + fanOut,
			findings: []string{fanOutAt},
			notices:  []string{"load-error go.mod:3 loading packages: unknown directive: bogus (fatal)"},
		},
		{
			name:     "a go.mod that needs a newer go",
			tree:     "-- go.mod --\nmodule example.com/a\n\ngo 1.999\n-- a.go --\n" + fanOut,
			findings: []string{fanOutAt},
			notices:  []string{"load-error go.mod:0 loading packages: go: go.mod requires go >= 1.999 (fatal)"},
		},
		{
			name: "a workspace",
			tree: "-- go.work --\ngo 1.24\n\nuse (\n\t./a\n\t./b\n)\n-- a/go.mod --\nmodule example.com/a\n\ngo 1.24\n-- a/a.go --\npackage a\n\nimport \"net/http\"\n\nfunc Start(u string) { go http.Get(u) }\n" +
				"-- b/go.mod --\nmodule example.com/b\n\ngo 1.24\n-- b/b.go --\npackage b\n\nimport \"example.com/a\"\n\nfunc Each(urls []string) {\n\tfor _, u := range urls {\n\t\ta.Start(u)\n\t}\n}\n",
			findings: []string{"CL106 b/b.go:7"},
		},
		{
			name: "a workspace that names what is not there",
			tree: "-- go.work --\ngo 1.24\n\nuse (\n\t./a\n\t./gone\n)\n-- a/go.mod --\nmodule example.com/a\n\ngo 1.24\n-- a/a.go --\n" + fanOut,

			findings: []string{"CL106 a/a.go:5"},
			notices:  []string{"load-error go.work:0 loading packages: go: cannot load module gone"},
		},
		{
			name: "a broken go.work",
			tree: "-- go.work --\nbogus\n-- go.mod --\nmodule example.com/a\n\ngo 1.24\n-- a.go --\n" + fanOut,

			findings: []string{fanOutAt},
			notices:  []string{"load-error go.work:0 reading go.work"},
		},
		{
			name:     "a module beside the workspace",
			tree:     "-- go.work --\ngo 1.24\n\nuse ./b\n-- b/go.mod --\nmodule example.com/b\n\ngo 1.24\n-- b/b.go --\npackage b\n" + module + "-- a.go --\n" + fanOut,
			findings: []string{fanOutAt},
		},
		{
			name: "several modules below one root",
			tree: "-- a/go.mod --\nmodule example.com/a\n\ngo 1.24\n-- a/a.go --\n" + fanOut + "-- tools/go.mod --\nmodule example.com/tools\n\ngo 1.24\n-- tools/t.go --\n" + fanOut,

			findings: []string{"CL106 a/a.go:5", "CL106 tools/t.go:5"},
		},
		{
			name: "a module that another one replaces by its folder is told once",
			tree: "-- a/go.mod --\nmodule example.com/a\n\ngo 1.24\n\nrequire example.com/x v1.0.0\n\nreplace example.com/x => ../x\n" +
				"-- a/a.go --\npackage a\n\nimport \"example.com/x\"\n\nfunc All(items []string) { x.Each(items) }\n" +
				"-- x/go.mod --\nmodule example.com/x\n\ngo 1.24\n-- x/x.go --\npackage x\n\nfunc Each(items []string) {\n\tfor _, item := range items {\n\t\tgo work(item)\n\t}\n}\n\nfunc work(string) {}\n",
			findings: []string{"CL106 x/x.go:5"},
		},
		{
			name: "vendored code is nobody's own, and is used",
			tree: "-- go.mod --\nmodule example.com/a\n\ngo 1.24\n\nrequire example.com/x v1.0.0\n-- vendor/modules.txt --\n# example.com/x v1.0.0\n## explicit; go 1.24\nexample.com/x\n" +
				"-- vendor/example.com/x/x.go --\npackage x\n\nfunc Do(u string) {\n\tfor range 3 {\n\t}\n}\n" +
				"-- a.go --\npackage a\n\nimport \"example.com/x\"\n\nfunc Each(urls []string) {\n\tfor _, u := range urls {\n\t\tgo x.Do(u)\n\t}\n}\n",
			only: []string{"a.go"}, findings: []string{"CL106 a.go:7"},
		},
		{
			name: "a local replacement is the user's own code",
			tree: "-- go.mod --\nmodule example.com/a\n\ngo 1.24\n\nrequire example.com/x v1.0.0\n\nreplace example.com/x => ./x\n" +
				"-- x/go.mod --\nmodule example.com/x\n\ngo 1.24\n-- x/x.go --\npackage x\n\nimport \"net/http\"\n\nfunc Start(u string) { go http.Get(u) }\n" +
				"-- a.go --\npackage a\n\nimport \"example.com/x\"\n\nfunc Each(urls []string) {\n\tfor _, u := range urls {\n\t\tx.Start(u)\n\t}\n}\n",
			findings: []string{"CL106 a.go:7"},
		},
		{
			name:    "another platform",
			tree:    module + "-- a.go --\npackage a\n-- a_plan9.go --\n" + fanOut + "-- b_plan9.go --\npackage a\n",
			notices: []string{"left-out a_plan9.go:0 this and 1 other files are left out by build constraints"},
		},
		{
			name:    "only files of another platform",
			tree:    module + "-- x/a_plan9.go --\npackage x\n-- a.go --\npackage a\n",
			notices: []string{"left-out x/a_plan9.go:0 is left out by build constraints"},
		},
		{
			name: "build tags", tree: module + "-- a.go --\n//go:build special\n\n" + fanOut,
			tags: []string{"special"}, findings: []string{"CL106 a.go:7"},
		},
		{
			name:     "//line is ignored",
			tree:     module + "-- a.go --\n//line other.y:100\n" + fanOut,
			findings: []string{"CL106 a.go:6"},
		},
		{name: "generated files are skipped", tree: module + "-- a.go --\n// Code generated by hand. DO NOT EDIT.\n\n" + fanOut},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			root := writeTree(t, row.tree)
			files := row.only
			if files == nil {
				files = goFiles(t, root)
			}
			got, err := goscan.Scan(context.Background(), goscan.Options{Root: root, Files: files, Tests: row.tests, Tags: row.tags})
			if err != nil {
				t.Fatalf("see analyzers/goscan/scan.go: %v", err)
			}
			var findings []string
			for _, f := range got.Findings {
				if f.Code == "CL106" || f.Code == "CL107" {
					findings = append(findings, fmt.Sprintf("%s %s:%d", f.Code, f.Span.File, f.Span.Line))
				}
			}
			if d := cmp.Diff(row.findings, findings); d != "" {
				t.Errorf("findings (-want +got); see analyzers/goscan/load.go:\n%s", d)
			}
			compareNotices(t, row.notices, got)
		})
	}
}

func compareNotices(t *testing.T, want []string, got goscan.Result) {
	t.Helper()
	var notices []string
	for i, n := range got.Notices {
		text := fmt.Sprintf("%s %s:%d %s", n.Kind, n.Span.File, n.Span.Line, n.Text)
		if n.Fatal {
			text += " (fatal)"
		}
		if i < len(want) { // the part that the row names
			head, fatal := strings.CutSuffix(want[i], " (fatal)")
			if strings.HasPrefix(text, head) && n.Fatal == fatal {
				text = want[i]
			}
		}
		notices = append(notices, text)
	}
	if d := cmp.Diff(want, notices); d != "" {
		t.Errorf("notices (-want +got); see analyzers/goscan/notices.go:\n%s", d)
	}
}

// TestPackageThatUsesCgo: without cgo the go command leaves such files out, and that is told.
func TestPackageThatUsesCgo(t *testing.T) {
	t.Setenv("CGO_ENABLED", "0")
	root := writeTree(t, module+"-- a.go --\n"+fanOut+"-- c.go --\npackage a\n\nimport \"C\"\n-- only/c.go --\npackage only\n\nimport \"C\"\n")
	got, err := goscan.Scan(context.Background(), goscan.Options{Root: root, Files: goFiles(t, root)})
	if err != nil {
		t.Fatal(err)
	}
	compareNotices(t, []string{"no-cgo c.go:0 this and 1 other files use cgo"}, got)
	if got.Stats.Files != 1 {
		t.Errorf("files analysed: %d, want 1", got.Stats.Files)
	}
}

// TestSolvedSitesAreRelativeToTheRoot: the census names files as the user does.
func TestSolvedSitesAreRelativeToTheRoot(t *testing.T) {
	t.Parallel()
	root := writeTree(t, module+"-- sub/a.go --\n"+fanOut)
	got, err := goscan.Scan(context.Background(), goscan.Options{Root: root, Files: []string{"sub/a.go"}})
	if err != nil {
		t.Fatal(err)
	}
	if text := fmt.Sprintf("%+v %+v", got.Solved, got.Findings); len(got.Solved) == 0 || strings.Contains(text, root) {
		t.Errorf("an absolute path is in what was found; see scanner.relative in analyzers/goscan/scan.go:\n%s", text)
	}
}

func TestCancelledScanEnds(t *testing.T) {
	t.Parallel()
	root := writeTree(t, module+"-- a.go --\n"+fanOut)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := goscan.Scan(ctx, goscan.Options{Root: root, Files: []string{"a.go"}}); err == nil {
		t.Error("Scan with a cancelled context gives no error")
	}
}

func writeTree(t *testing.T, tree string) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse([]byte(tree)).Files {
		name := filepath.Join(root, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func goFiles(t *testing.T, root string) []string {
	t.Helper()
	var out []string
	for _, depth := range []string{"*.go", "*/*.go"} {
		names, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(depth)))
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range names {
			rel, _ := filepath.Rel(root, n)
			out = append(out, filepath.ToSlash(rel))
		}
	}
	slices.Sort(out)
	return out
}

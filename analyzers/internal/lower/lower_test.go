package lower_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/concurlint/concurlint/analyzers/internal/lower"
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

var update = flag.Bool("update", false, "write the sites into testdata/*.txtar")

// TestSites compares the sites of each testdata/*.txtar with what stands in its file "sites". With -update they are
// written there: read them before you commit them.
func TestSites(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := sitesOf(t, ar.Files[0])
			if *update {
				ar.Files = append(ar.Files[:1], txtar.File{Name: "sites", Data: []byte(got)})
				if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want := ""
			if len(ar.Files) > 1 {
				want = string(ar.Files[1].Data)
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("analyzers/internal/lower/%s (-want +got):\n%s", name, d)
			}
		})
	}
}

var column = regexp.MustCompile(` @(\d+):\d+`)

func sitesOf(t *testing.T, file txtar.File) string {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file.Name, file.Data, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, fn := range lowerFile(fset, f, standardOnly{importer.ForCompiler(fset, "source", nil)}).Funcs {
		b.WriteString(column.ReplaceAllString(fn.String(), " @$1") + "\n")
	}
	return b.String()
}

// lowerFile type-checks as far as the imports go.
func lowerFile(fset *token.FileSet, f *ast.File, imports types.Importer) lower.Lowered {
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
	}
	conf := types.Config{Importer: imports, Error: func(error) {}}
	pkg, _ := conf.Check("a", fset, []*ast.File{f}, info) // an import that is missing is part of some tests
	return lower.Lower(&lower.Package{
		Fset: fset, Files: []*ast.File{f}, Path: "a", Types: pkg, Info: info, Catalog: lower.NewCatalog(rules.Builtin()),
		Ours:  func(path string) bool { return path == "a" },
		Known: func(string) bool { return false },
		Delay: func(string) (site.Amount, bool) { return site.Amount{}, false },
		File:  filepath.Base,
	})
}

// standardOnly has nothing but the standard library; its zero value not even that.
type standardOnly struct{ types.Importer }

func (i standardOnly) Import(path string) (*types.Package, error) {
	if i.Importer == nil || strings.Contains(path, ".") {
		return nil, fmt.Errorf("no package %s", path)
	}
	return i.Importer.Import(path)
}

// FuzzLower holds that no source makes the lowering fail, and that equal source gives equal sites.
func FuzzLower(f *testing.F) {
	names, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range names {
		if ar, err := txtar.ParseFile(name); err == nil {
			f.Add(ar.Files[0].Data)
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		var before string
		for range 2 {
			fset := token.NewFileSet()
			file, _ := parser.ParseFile(fset, "a.go", src, parser.ParseComments|parser.SkipObjectResolution)
			if file == nil {
				return
			}
			var b strings.Builder
			for _, fn := range lowerFile(fset, file, standardOnly{}).Funcs {
				b.WriteString(fn.String())
			}
			if before != "" && before != b.String() {
				t.Fatal("two runs differ: see analyzers/internal/lower for a range over a map")
			}
			before = b.String()
		}
	})
}

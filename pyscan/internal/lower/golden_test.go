package lower_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/lower"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

var update = flag.Bool("update", false, "rewrite the sites in testdata/*.txtar")

// TestSites lowers the Python files of each archive in testdata, one a question, and compares the sites of their
// functions with the file named sites. Module bodies without sites are left out.
func TestSites(t *testing.T) {
	t.Parallel()
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives in testdata: %v", err)
	}
	for _, name := range archives {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := sites(t, archive)
			want := ""
			for i, f := range archive.Files {
				if f.Name == "sites" {
					want = string(f.Data)
					archive.Files[i].Data = []byte(got)
				}
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("pyscan/internal/lower/%s: sites differ (-want +got); if the new ones are right: go test ./pyscan/internal/lower -update\n%s", name, diff)
			}
		})
	}
}

func sites(t *testing.T, archive *txtar.Archive) string {
	t.Helper()
	var inputs []index.Input
	for _, f := range archive.Files {
		if !strings.HasSuffix(f.Name, ".py") {
			continue
		}
		tree, err := syntax.Parse(f.Name, f.Data)
		if err != nil {
			t.Skip(err) // without cgo there is nothing to lower
		}
		inputs = append(inputs, index.Input{Path: f.Name, Tree: tree})
	}
	target := func(string) string { return strings.TrimSpace(string(archive.Comment)) }
	funcs := lower.Lower(t.Context(), index.New(inputs, index.Options{}), rules.Builtin(), lower.Options{Target: target})
	var b strings.Builder
	for _, f := range funcs {
		if len(f.Sites) > 0 || f.Span.Line > 1 {
			b.WriteString(f.String())
		}
	}
	return b.String()
}

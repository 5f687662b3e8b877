// Package internal_test keeps the shape of the program: who may import whom.
package internal_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/concurlint/concurlint"

// order is the one way that imports go: a package may import those of its own row and of the rows above.
var order = [][]string{
	{"rules", "internal/site", "internal/finding", "internal/workers", "internal/pattern", "internal/lex", "internal/overlay", "internal/revision"},
	{"internal/config", "internal/suppress", "internal/cache"},
	{"internal/proof", "internal/check"},
	{"analyzers", "pyscan"},
	{"internal/engine"},
	{"internal/filter"},
	{"internal/report", "internal/fix", "internal/baseline"},
	{"internal/lint"},
	{"internal/server"},
	{"internal/ecosystem"},
	{"cmd", "internal/gen"},
}

// never names what must not be reached at all, however indirectly.
var never = []struct{ from, to, why string }{
	{"./internal/check/...", "go/ast", "decisions see sites, not syntax"},
	{"./internal/check/...", "smacker/go-tree-sitter", "decisions see sites, not syntax"},
	{"./analyzers/...", "tree-sitter", "golangci-lint builds the analyzers without cgo"},
	{"./analyzers/...", module + "/pyscan", "golangci-lint builds the analyzers without cgo"},
	{"./pyscan/...", module + "/analyzers", "the languages do not know each other"},
}

func TestImportOrder(t *testing.T) {
	t.Parallel()
	for _, line := range goList(t, "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...") {
		imports := strings.Fields(line)
		own := row(imports[0])
		if own < 0 && len(imports) > 1 {
			t.Errorf("%s stands in no row: add it to order in internal/order_test.go", imports[0])
		}
		for _, path := range imports[1:] {
			if strings.HasPrefix(path, module) && row(path) > own {
				t.Errorf("%s imports %s, which comes after it: see order in internal/order_test.go", imports[0], path)
			}
		}
	}
}

func TestNeverReached(t *testing.T) {
	t.Parallel()
	for _, rule := range never {
		for _, path := range goList(t, "-deps", rule.from) {
			if strings.Contains(path, rule.to) {
				t.Errorf("%s reaches %s: %s; go mod why tells the way", rule.from, path, rule.why)
			}
		}
	}
}

// row returns the place of a package in order, -1 for none.
func row(path string) int {
	rel := strings.TrimPrefix(path, module+"/")
	return slices.IndexFunc(order, func(names []string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return rel == name || strings.HasPrefix(rel, name+"/") })
	})
}

func goList(t *testing.T, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list %s: %v", strings.Join(args, " "), err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

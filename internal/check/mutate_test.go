package check

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var mutate = flag.String("mutate", "", "comma-separated folders or files whose conditions are changed one at a time; every change must fail a row of the table")

// A mutant is one file with one condition changed.
type mutant struct {
	where string
	text  []byte
}

// TestMutants changes one condition at a time and expects the table to notice. It is slow and runs by `make mutate`.
func TestMutants(t *testing.T) {
	if *mutate == "" {
		t.Skip("runs with -mutate=internal/check,internal/proof")
	}
	survivors, total := 0, 0
	for _, dir := range strings.Split(*mutate, ",") {
		if !strings.HasSuffix(dir, ".go") {
			dir = filepath.Join(dir, "*.go")
		}
		files, err := filepath.Glob(filepath.Join("../..", dir))
		if err != nil || len(files) == 0 {
			t.Fatalf("no Go files in %s: %v", dir, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			for _, m := range mutants(t, file) {
				total++
				if survives(t, file, m) {
					survivors++
					t.Errorf("no row of internal/check/testdata/table.txt notices: %s", m.where)
				}
			}
		}
	}
	t.Logf("%d of %d mutants survived", survivors, total)
}

func mutants(t *testing.T, file string) []mutant {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, file, src, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []mutant
	text := func(n ast.Node) string { return string(src[set.Position(n.Pos()).Offset:set.Position(n.End()).Offset]) }
	replace := func(n ast.Node, with string) {
		from, to := set.Position(n.Pos()), set.Position(n.End())
		changed := string(src[:from.Offset]) + with + string(src[to.Offset:])
		out = append(out, mutant{fmt.Sprintf("%s:%d: %s becomes %s", filepath.Base(file), from.Line, text(n), with), []byte(changed)})
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op == token.LAND || n.Op == token.LOR {
				replace(n, "("+text(n.X)+")")
				replace(n, "("+text(n.Y)+")")
			}
		case *ast.IfStmt:
			replace(n.Cond, "!("+text(n.Cond)+")")
		}
		return true
	})
	return out
}

// survives reports whether the table still passes with the mutant in place. One that does not compile does not count.
func survives(t *testing.T, file string, m mutant) bool {
	t.Helper()
	dir := t.TempDir()
	changed := filepath.Join(dir, "mutant.go")
	if err := os.WriteFile(changed, m.text, 0o600); err != nil {
		t.Fatal(err)
	}
	real, err := filepath.Abs(file)
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {real: changed}})
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "test", "-vet=off", "-timeout=60s", "-overlay="+list, "-run=TestTable", ".")
	return cmd.Run() == nil
}

//go:build cgo

package index

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// TestResolve reads each project in testdata. A line that ends in
//
//	aio.gather(x)  #? external asyncio.gather
//
// is resolved (a call by its function, `x: T` by its annotation) and compared.
// The comment of the archive may hold `roots: a b`.
func TestResolve(t *testing.T) {
	t.Parallel()
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives in testdata", err)
	}
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			asked := 0
			for _, f := range project(t, txtar.Parse(data)).Files {
				asked += checkFile(t, path, f)
			}
			if asked == 0 {
				t.Errorf("%s asks nothing: add lines with #?", path)
			}
		})
	}
}

func project(t testing.TB, archive *txtar.Archive) *Project {
	t.Helper()
	var o Options
	if _, roots, ok := strings.Cut(string(archive.Comment), "roots:"); ok {
		o.Roots = strings.Fields(roots)
	}
	var inputs []Input
	for _, f := range archive.Files {
		tree, err := syntax.Parse(f.Name, f.Data)
		if err != nil {
			t.Fatal(err)
		}
		if tree.Root().HasError() {
			t.Fatalf("%s: syntax error at line %d", f.Name, tree.Line(tree.Errors[0].Start))
		}
		if strings.HasPrefix(string(f.Data), "# not read") {
			tree = nil
		}
		inputs = append(inputs, Input{Path: f.Name, Tree: tree})
	}
	return New(inputs, o)
}

var marked = regexp.MustCompile(`#\? (.*)`)

func checkFile(t *testing.T, archive string, f *File) int {
	if f.Tree == nil {
		return 0
	}
	wants := map[int]string{}
	for _, c := range f.Tree.Comments {
		if m := marked.FindSubmatch(f.Tree.Src[c.Start:c.End]); m != nil {
			wants[f.Tree.Line(c.Start)] = strings.TrimSpace(string(m[1]))
		}
	}
	asked := len(wants)
	for n := range f.Tree.Root().Inside() {
		want, ok := wants[n.Line()]
		if !ok || !isQuestion(n) {
			continue
		}
		delete(wants, n.Line())
		if got := show(ask(f, n)); got != want {
			t.Errorf("%s: %s:%d: %s\n got %s\nwant %s", archive, f.Path, n.Line(), n.Text(), got, want)
		}
	}
	for line := range wants {
		t.Errorf("%s: %s:%d asks nothing that can be resolved", archive, f.Path, line)
	}
	return asked
}

func isQuestion(n syntax.Node) bool {
	k := n.Kind()
	return k == syntax.ExpressionStatement || k == syntax.Decorator || k == syntax.ReturnStatement ||
		k == syntax.ListComprehension || k == syntax.Lambda
}

// ask resolves the expression of a statement.
func ask(f *File, n syntax.Node) Name {
	e := n.First()
	for {
		switch e.Kind() {
		case syntax.Call:
			if isHead(f, e) {
				return f.Resolve(e)
			}
			e = e.Field(syntax.FieldFunction)
		case syntax.Assignment:
			return f.Annotation(e.Field(syntax.FieldType))
		case syntax.Await:
			e = e.First()
		case syntax.ListComprehension, syntax.Lambda:
			e = e.Field(syntax.FieldBody)
		default:
			return f.Resolve(e)
		}
	}
}

func isHead(f *File, call syntax.Node) bool {
	return f.Resolve(call.Field(syntax.FieldFunction)).Is("importlib.import_module")
}

func show(n Name) string {
	s := n.Kind.String()
	switch n.Kind {
	case Local:
		s += fmt.Sprintf(" %s/%d", n.Binding.Name, len(n.Binding.Defs))
	case Attribute:
		s += fmt.Sprintf(" %s/%d", n.Path, len(n.Fields))
	default:
		if n.Path != "" {
			s += " " + n.Path
		}
	}
	if len(n.Rest) > 0 {
		s += " ." + strings.Join(n.Rest, ".")
	}
	for _, other := range n.Also {
		s += " or " + show(other)
	}
	return s
}

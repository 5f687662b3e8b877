//go:build cgo

package syntax

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/google/go-cmp/cmp"
	sitter "github.com/smacker/go-tree-sitter"
)

func mustParse(t testing.TB, src string) *Tree {
	t.Helper()
	tree, err := Parse("x.py", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func ExampleParse() {
	tree, err := Parse("app.py", []byte("async def main():\n    await asyncio.gather(*jobs)\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for n := range tree.Root().Inside() {
		if n.Kind() == Call {
			fmt.Println(n.Line(), n.Col(), n.Field(FieldFunction).Text())
			for arg := range n.Field(FieldArguments).Named() {
				fmt.Println(arg.Kind(), arg.First().Text())
			}
		}
	}
	def := tree.Root().First()
	fmt.Println(def.Kind(), def.HasToken("async"), def.Field(FieldName).Text())
	// Output:
	// 2 11 asyncio.gather
	// list_splat jobs
	// function_definition true main
}

func TestDecode(t *testing.T) {
	t.Parallel()
	utf16le := "\xFF\xFEx\x00 \x00=\x00 \x00\xe9\x00\n\x00"
	for _, row := range []struct{ name, src, want, notice string }{
		{"plain", "x = 1\n", "x = 1\n", ""},
		{"UTF-8", "x = 'é'\n", "x = 'é'\n", ""},
		{"UTF-8 mark", "\xEF\xBB\xBFx = 1\n", "x = 1\n", ""},
		{"UTF-16 little", utf16le, "x = é\n", ""},
		{"UTF-16 big", "\xFE\xFF\x00x\x00\n", "x\n", ""},
		{"UTF-16 half", "\xFE\xFF\x00x\x00", "x", "half a UTF-16 character at the end"},
		{"latin-1", "# -*- coding: latin-1 -*-\nx = '\xe9'\n", "# -*- coding: latin-1 -*-\nx = 'é'\n", ""},
		{"latin-1, second line", "#!python\n# vim: set fileencoding=iso-8859-1 :\nx = '\xe9'\n", "#!python\n# vim: set fileencoding=iso-8859-1 :\nx = 'é'\n", ""},
		{"cookie behind code", "x = 1\n# coding: latin-1\ny = '\xe9'\n", "x = 1\n# coding: latin-1\ny = '_'\n", "bytes that are not UTF-8, read as '_'"},
		{"cp1252", "# coding=cp1252\nx = '\x80'\n", "# coding=cp1252\nx = '€'\n", ""},
		{"unknown cookie", "# coding: koi8-r\nx = '\xc1'\n", "# coding: koi8-r\nx = '_'\n", "unknown encoding koi8-r, foreign letters read as '_'"},
		{"bad bytes", "x\xff = 1\n", "x_ = 1\n", "bytes that are not UTF-8, read as '_'"},
		{"NUL", "x\x00= 1\n", "x = 1\n", "NUL bytes, read as blanks"},
		{"empty", "", "", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			tree := mustParse(t, row.src)
			notice := ""
			for _, n := range tree.Notices {
				notice += n.Text
			}
			if diff := cmp.Diff([]string{row.want, row.notice}, []string{string(tree.Src), notice}); diff != "" {
				t.Errorf("see decode.go: want -, got +\n%s", diff)
			}
		})
	}
}

func TestErrorsStayInTheirFunction(t *testing.T) {
	t.Parallel()
	tree := mustParse(t, "def good():\n    return 1\n\ndef bad():\n    return (1 +* 2)\n\ndef fine():\n    return 2\n")
	got := map[string]bool{}
	for n := range tree.Root().Inside() {
		if n.Kind() == FunctionDefinition {
			got[n.Field(FieldName).Text()] = n.HasError()
		}
	}
	if diff := cmp.Diff(map[string]bool{"good": false, "bad": true, "fine": false}, got); diff != "" {
		t.Errorf("see HasError in tree.go: want -, got +\n%s", diff)
	}
	if len(tree.Errors) == 0 || tree.Line(tree.Errors[0].Start) != 5 {
		t.Errorf("Errors = %v, want the first on line 5: see firstErrors", tree.Errors)
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	p, err := NewParser(Options{MaxBytes: 20})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if _, err := p.Parse("big.py", []byte(strings.Repeat("x\n", 20))); !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "big.py") {
		t.Errorf("a large file gives %v", err)
	}
	if tree, err := p.Parse("small.py", []byte("x\n")); err != nil || tree.NumNodes() == 0 {
		t.Errorf("the parser is lost after an error: %v", err)
	}
}

func TestTimeLimitLeavesTheParserUsable(t *testing.T) {
	t.Parallel()
	p, err := NewParser(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	p.c.SetOperationLimit(1)
	if _, err := p.Parse("slow.py", []byte(strings.Repeat("x = [1, 2, 3]\n", 50000))); !errors.Is(err, ErrTooSlow) {
		t.Fatalf("a microsecond gives %v", err)
	}
	p.c.SetOperationLimit(0)
	tree, err := p.Parse("next.py", []byte("x = 1\n"))
	if err != nil || tree.Root().End() != 6 || tree.Root().HasError() {
		t.Errorf("the next parse gives %v, %v", tree, err)
	}
}

func TestPositions(t *testing.T) {
	t.Parallel()
	tree := mustParse(t, "a\r\nb\rc\n\n  d")
	got := map[string][2]int{}
	for n := range tree.Root().Inside() {
		if n.Kind() == Identifier {
			got[n.Text()] = [2]int{n.Line(), n.Col()}
		}
	}
	want := map[string][2]int{"a": {1, 1}, "b": {2, 1}, "c": {3, 1}, "d": {5, 3}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("see lineStarts in tree.go: want -, got +\n%s", diff)
	}
}

func TestComments(t *testing.T) {
	t.Parallel()
	tree := mustParse(t, "# one\nx = '# no'  # two\ny = (a.  # three\n  b)\nz = f'{a # no\n}'\nw = f'''{a # four\n}'''\n")
	var got []string
	for _, c := range tree.Comments {
		got = append(got, string(tree.Src[c.Start:c.End]))
	}
	if diff := cmp.Diff([]string{"# one", "# two", "# three", "# no", "# four"}, got); diff != "" {
		t.Errorf("see scan.go: want -, got +\n%s", diff)
	}
}

// TestNodeLayout guards the one unsafe access: flatten reads the C node that a
// sitter.Node begins with.
func TestNodeLayout(t *testing.T) {
	t.Parallel()
	first := reflect.TypeFor[sitter.Node]().Field(0)
	if first.Offset != 0 || first.Type.Kind() != reflect.Struct || first.Type.Size() != 32 {
		t.Errorf("sitter.Node begins with %v of %d bytes at %d: read flatten in parser_cgo.go against the new version", first.Type, first.Type.Size(), first.Offset)
	}
	if size := unsafe.Sizeof(record{}); size != 20 {
		t.Errorf("a record has %d bytes: flatten.h says 20", size)
	}
}

// TestEveryKindIsNamed fails when the grammar has a kind or field that we do not.
func TestEveryKindIsNamed(t *testing.T) {
	t.Parallel()
	g := loadGrammar()
	for s, k := range g.kinds {
		symbol := sitter.Symbol(s)
		if g.language.SymbolType(symbol) == sitter.SymbolTypeRegular && k == UnknownKind && !strings.HasPrefix(g.language.SymbolName(symbol), "_") {
			t.Errorf("symbol %s has no constant: add it to kind.go", g.language.SymbolName(symbol))
		}
	}
	for id := 1; g.language.FieldName(id) != ""; id++ {
		if g.fields[id] == NoField {
			t.Errorf("field %s has no constant: add it to field.go", g.language.FieldName(id))
		}
	}
}

func TestNullNode(t *testing.T) {
	t.Parallel()
	var n Node
	if !n.IsNull() || n.Text() != "" || !n.Parent().IsNull() || !n.First().IsNull() || n.Line() != 0 || n.HasError() {
		t.Error("the null node must answer with nothing: see tree.go")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"def f[T=int](): return f'{x:{y}}'\n", "try: pass\nexcept* A, B: pass\n", "(a.\n#\nb)", "\xff\xfe", "f'{", "t'{{{a!r:", "[*x for x in", "x\r\ty"} {
		f.Add([]byte(s))
	}
	p, err := NewParser(Options{MaxTime: time.Second})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		Imports(src)
		tree, err := p.Parse("fuzz.py", src)
		if err != nil {
			t.Skip()
		}
		checkTree(t, tree)
	})
}

// checkTree says what must hold of any tree.
func checkTree(t *testing.T, tree *Tree) {
	t.Helper()
	root := tree.Root()
	if root.Size() != tree.NumNodes() {
		t.Fatalf("root holds %d of %d nodes", root.Size(), tree.NumNodes())
	}
	for n := range root.Inside() {
		p := n.Parent()
		if n.Start() < p.Start() || n.End() > p.End() || n.End() > len(tree.Src) || n.Start() > n.End() {
			t.Fatalf("%v at [%d,%d) leaves its parent %v", n.Kind(), n.Start(), n.End(), p.Kind())
		}
		if n.ID()+n.Size() > p.ID()+p.Size() {
			t.Fatalf("%v reaches out of its parent", n.Kind())
		}
	}
	for _, c := range tree.Comments {
		if c.Start >= c.End || c.End > len(tree.Src) || tree.Src[c.Start] != '#' {
			t.Fatalf("comment at %v", c)
		}
	}
}

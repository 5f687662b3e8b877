//go:build cgo

package index

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

func one(t testing.TB, src string) *File {
	t.Helper()
	return project(t, &txtar.Archive{Files: []txtar.File{{Name: "m.py", Data: []byte(src)}}}).File("m.py")
}

func Example() {
	tree, err := syntax.Parse("app/main.py", []byte("import asyncio as aio\nasync def run(jobs):\n    await aio.gather(*jobs)\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	p := New([]Input{{Path: "app/main.py", Tree: tree}}, Options{})
	f := p.File("app/main.py")
	for n := range tree.Root().Inside() {
		if n.Kind() == syntax.Call {
			name := f.Resolve(n.Field(syntax.FieldFunction))
			fmt.Println(name.Kind, name.Path, "in", f.FunctionOf(n).Path)
		}
	}
	// Output: external asyncio.gather in main.run
}

func TestFunctions(t *testing.T) {
	t.Parallel()
	f := one(t, `
import functools
def plain(a, b: int = 1, /, c=2, *args: int, d, e: str = "x", **kw) -> int: pass
async def co(*, a): await a
def gen(): yield 1
async def agen():
    def inner(): return (yield)
    yield
    [x for x in (yield)]
lam = lambda self, *a: self
class C:
    @staticmethod
    def static(a): pass
    @classmethod
    def cls(cls): pass
    @property
    def prop(self): pass
    @functools.cached_property
    def cached(self): pass
    @functools.lru_cache(maxsize=1)
    async def method(self):
        class Local:
            def deep(self): pass
        lambda: 1
def plain(): pass
def typed[T](a: T): pass
`)
	var got []string
	for _, fn := range f.Functions {
		got = append(got, describe(fn))
	}
	want := []string{
		"m.plain(a/, b/=:, c=, *args:, d!, e!=:, **kw) ->",
		"m.co(a!) async",
		"m.gen() gen",
		"m.agen() async gen",
		"m.agen.inner() gen outer=agen",
		"m.<lambda>(self, *a)",
		"m.C.static(a) class=C static @builtins.staticmethod",
		"m.C.cls(cls) class=C classmethod @builtins.classmethod",
		"m.C.prop(self) class=C property @builtins.property",
		"m.C.cached(self) class=C property @functools.cached_property",
		"m.C.method(self) async class=C @functools.lru_cache",
		"m.C.method.Local.deep(self) class=Local",
		"m.C.method.<lambda>() outer=method",
		"m.plain#2()",
		"m.typed(a:)",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("see define.go: want -, got +\n%s", diff)
	}
	if fn := f.Project.Function("m.plain#2"); fn == nil || fn.Node.Line() < 20 {
		t.Errorf("Function(m.plain#2) is not the second def: see path in build.go")
	}
	if c := f.Project.Class("m.C.method.Local"); c == nil || c.Name != "Local" {
		t.Errorf("Class(m.C.method.Local) = %v", c)
	}
}

func describe(f *Function) string {
	var params []string
	for _, p := range f.Params {
		params = append(params, map[ParamKind]string{VarArgs: "*", VarKwargs: "**"}[p.Kind]+p.Name+
			map[ParamKind]string{PositionalOnly: "/", KeywordOnly: "!"}[p.Kind]+
			mark(!p.Default.IsNull(), "=")+mark(!p.Annotation.IsNull(), ":"))
	}
	s := f.Path + "(" + strings.Join(params, ", ") + ")" + mark(!f.Returns.IsNull(), " ->") +
		mark(f.Async, " async") + mark(f.Generator, " gen")
	if f.Class != nil {
		s += " class=" + f.Class.Name
	}
	if f.Outer != nil {
		s += " outer=" + f.Outer.Name
	}
	s += mark(f.Static, " static") + mark(f.ClassMethod, " classmethod") + mark(f.Property, " property")
	for _, d := range f.Decorators {
		s += " @" + d.Name.Path
	}
	return s
}

func mark(on bool, s string) string {
	if on {
		return s
	}
	return ""
}

func TestDefs(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, src, want string }{
		{"plain", "x = f()", "assigned f()"},
		{"chained", "x = y = f()", "assigned f()"},
		{"annotated", "x: int = 1", "assigned 1 : int"},
		{"declared", "x: int", "declared : int"},
		{"augmented", "x = 1\nx += 2", "assigned 1; augmented 2"},
		{"unpacked", "y, x = f()", "assigned f() at 1"},
		{"unpacked deep", "y, (z, x) = f()", "assigned f() at -1"},
		{"unpacked star", "y, *z, x = f()", "assigned f() at -1"},
		{"starred", "y, *x = f()", "assigned f() at -1"},
		{"pairwise", "y, x = a, b", "assigned b"},
		{"pairwise list", "[y, x] = [a, b]", "assigned b"},
		{"pairwise nested", "y, (z, x) = a, (b, c)", "assigned c"},
		{"not pairwise", "y, x = *a, b", "assigned *a, b at 1"},
		{"for", "for x in f(): pass", "for f()"},
		{"for pair", "for i, x in enumerate(y): pass", "for enumerate(y) at 1"},
		{"with", "with f() as x: pass", "with f()"},
		{"with parenthesised", "with (f() as x, g()): pass", "with f()"},
		{"with one in parentheses", "with (f() as x): pass", "with f()"},
		{"with tuple", "with f() as (y, x): pass", "with f() at 1"},
		{"except", "try: pass\nexcept (A, B) as x: pass", "except (A, B)"},
		{"except group", "try: pass\nexcept* A as x: pass", "except A"},
		{"walrus", "[(x := i) for i in y]", "walrus i"},
		{"import", "import x.y", "import x.y"},
		{"from", "from a import b as x", "import a.b"},
		{"def", "def x(): pass", "def"},
		{"class", "class x: pass", "class"},
		{"del", "x = 1\ndel x, y", "assigned 1; deleted"},
		{"alias", "type x = int", "alias int"},
		{"match", "match a:\n  case {'k': [x]}: pass", "match"},
		{"global", "def f():\n  global x\n  x = 2\nx = 1", "assigned 2; assigned 1"},
		{"lazy", "lazy import x", "import x"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b := one(t, row.src+"\n").Top.Lookup("x")
			if b == nil {
				t.Fatalf("%q does not bind x: see bind.go", row.src)
			}
			var got []string
			for _, d := range b.Defs {
				got = append(got, describeDef(d))
			}
			if diff := cmp.Diff(row.want, strings.Join(got, "; ")); diff != "" {
				t.Errorf("%q: see bind.go: want -, got +\n%s", row.src, diff)
			}
		})
	}
}

func describeDef(d Def) string {
	s := map[DefKind]string{
		Assigned: "assigned", Augmented: "augmented", Walrus: "walrus", Declared: "declared", Deleted: "deleted",
		ForTarget: "for", WithTarget: "with", ExceptTarget: "except", MatchTarget: "match", Imported: "import",
		FunctionDef: "def", ClassDef: "class", TypeAlias: "alias",
	}[d.Kind]
	if d.Import != nil {
		s += " " + strings.TrimSuffix(d.Import.From+"."+d.Import.Name, ".")
	}
	if !d.Value.IsNull() {
		s += " " + d.Value.Text()
	}
	if d.Unpacked {
		s += fmt.Sprintf(" at %d", d.At)
	}
	if !d.Annotation.IsNull() {
		s += " : " + d.Annotation.Text()
	}
	return s
}

func TestFields(t *testing.T) {
	t.Parallel()
	f := one(t, `
import dataclasses
@dataclasses.dataclass
class C:
    url: str
    size: int = 5
    def __init__(self, pool):
        self.pool: Pool = pool
        self.a, self.b = 1, make()
        with lock() as self.held: pass
        def later(): self.pool = None
    @classmethod
    def make(cls): cls.shared = 1
    @staticmethod
    def no(self): self.never = 1
    def other(this): this.size = 2
C.outside = 3
`)
	var got []string
	for _, field := range f.Classes[0].Fields {
		in := "body"
		if field.Func != nil {
			in = field.Func.Name
		}
		got = append(got, field.Name+" in "+in+": "+describeDef(field.Def))
	}
	want := []string{
		"url in body: declared : str",
		"size in body: assigned 5 : int",
		"pool in __init__: assigned pool : Pool",
		"a in __init__: assigned 1",
		"b in __init__: assigned make()",
		"held in __init__: with lock()",
		"pool in later: assigned None",
		"shared in make: assigned 1",
		"size in other: assigned 2",
		"outside in body: assigned 3",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("see linkTarget in link.go: want -, got +\n%s", diff)
	}
	if got := f.Classes[0].Decorators[0].Name.Path; got != "dataclasses.dataclass" {
		t.Errorf("decorator %q", got)
	}
}

func TestMRO(t *testing.T) {
	t.Parallel()
	f := one(t, `
import ext
class A: pass
class B(A): pass
class C(A): pass
class D(B, C): pass
class E(D, ext.X): pass
class F(G): pass
class G(F): pass
class H(A, B): pass
`)
	want := map[string]string{
		"A": "A true", "B": "B A true", "C": "C A true", "D": "D B C A true", "E": "E D B C A false",
		"F": "F G true", "G": "G true", "H": "H A B true",
	}
	got := map[string]string{}
	for _, c := range f.Classes {
		order, complete := c.MRO()
		for _, k := range order {
			got[c.Name] += k.Name + " "
		}
		got[c.Name] += fmt.Sprint(complete)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("see order in class.go: want -, got +\n%s", diff)
	}
}

func FuzzIndex(f *testing.F) {
	for _, s := range []string{
		"def f[T](a=lambda: a): return [x for x in (y for y in a)]\n", "class A(A): pass\nclass B(super().x): pass\n",
		"from . import *\nx = y = x\nimport x.y as z\n", "a, (*b, c.d) = c.d, (1, *2)\n", "match x:\n case A(b=c): pass\n", "global x\nnonlocal y\nimport \n",
	} {
		f.Add([]byte(s))
	}
	p, err := syntax.NewParser(syntax.Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		tree, err := p.Parse("a/b.py", src)
		if err != nil {
			t.Skip()
		}
		file := New([]Input{{Path: "a/b.py", Tree: tree}, {Path: "a/__init__.py", Tree: tree}}, Options{}).File("a/b.py")
		for n := range tree.Root().Inside() {
			file.Resolve(n)
			file.Annotation(n)
		}
	})
}

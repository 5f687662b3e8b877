//go:build cgo

package syntax

import (
	"strings"
	"testing"
)

// TestModernSyntax holds a row for each form that Python gained from 3.8 to
// 3.15. Shape is a part of the statement's shape where a rewrite decides it.
func TestModernSyntax(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, src, shape string }{
		{"walrus", "if (n := f()): pass\n", "named_expression"},
		{"walrus in subscript", "a[i := 0]\n", "named_expression"},
		{"positional only", "def f(a, /, b): pass\n", "positional_separator"},
		{"keyword only", "def f(*, a): pass\n", "keyword_separator"},
		{"f-string debug", "f'{x=}'\n", "interpolation"},
		{"f-string same quotes", "f\"{x[\"a\"]}\"\n", "subscript"},
		{"f-string nested", "f'{f'{f'{1}'}'}'\n", "interpolation"},
		{"f-string multi-line", "f'''{\nx\n}'''\n", "interpolation"},
		{"f-string format", "f'{x!r:>{w}}'\n", "format_specifier"},
		{"f-string lambda", "f'{(lambda x: x)(1)}'\n", "lambda"},
		{"f-string backslash", "f'{\"\\n\".join(a)}'\n", "call"},
		{"f-string name escape", "f'\\N{DASH} {x}'\n", "interpolation"},
		{"parenthesised with", "with (open(a) as f, open(b) as g): pass\n", "with_item"},
		{"parenthesised with, one", "with (open(a) as f,): pass\n", "with_item"},
		{"decorator expression", "@a[0].b(1)\ndef f(): pass\n", "decorator"},
		{"dict union", "a |= b | c\n", "augmented_assignment"},
		{"match", "match a:\n  case {'k': [x, *_], **r} if x: pass\n  case P(x=1) | None: pass\n  case _: pass\n", "class_pattern"},
		{"match as a name", "match = re.match(a)\nmatch(1)\nprint(match.group())\n", ""},
		{"type as a name", "type = 1\ntype(x)\n", ""},
		{"lazy as a name", "lazy = 1\nlazy.x\nlazy(1)\nx = lazy\n", ""},
		{"except group", "try: pass\nexcept* A as e: pass\n", "(except_clause value:(as_pattern (identifier A)"},
		{"except group apart", "try: pass\nexcept *A: pass\n", "(except_clause value:(identifier A)"},
		{"except group tuple", "try: pass\nexcept *(A, B): pass\n", "(except_clause value:(tuple (identifier A) (identifier B))"},
		{"except group bare", "try: pass\nexcept* A, B: pass\n", "(except_clause value:(binary_operator"},
		{"except bare two", "try: pass\nexcept A, B: pass\n", "(except_clause value:(binary_operator left:(identifier A) right:(identifier B))"},
		{"except bare three", "try: pass\nexcept a.A, b.B, C: pass\n", "right:(identifier C)"},
		{"except bare call", "try: pass\nexcept f(a, b), C: pass\n", "(except_clause value:(binary_operator left:(call"},
		{"except named", "try: pass\nexcept (A, B) as e: pass\n", "as_pattern"},
		{"t-string", "t'{x}'\n", "interpolation"},
		{"t-string raw", "rt'\\{x}' Tr\"{y}\"\n", "interpolation"},
		{"t-string triple", "t'''a {x!r:>{w}} b'''\n", "format_specifier"},
		{"type alias", "type X[T: int] = list[T]\n", "type_alias_statement"},
		{"type parameters", "def f[T: (int, str), *Ts, **P](x: T) -> T: pass\n", "type_parameter"},
		{"type default, def", "def f[T = int, U=dict[str, int]](x): pass\n", "type_parameter"},
		{"type default, class", "class A[T: int = int, *Ts = *tuple[int], **P = [int, str]]: pass\n", "type_parameter"},
		{"type default, alias", "type X[T = int] = list[T]\n", "type_alias_statement"},
		{"unpack in list", "[*x for x in y]\n", "list_comprehension"},
		{"unpack in set", "{*x for x in y}\n", "set_comprehension"},
		{"unpack in dict", "{**x for x in y}\n", "comprehension"},
		{"unpack in call", "f(*x for x in y)\n", "generator_expression"},
		{"unpack over lines", "[  # all\n    *x\n    for x in y\n]\n", "list_comprehension"},
		{"unpack elsewhere", "f(*a, *[b for b in c], **d)\n", "list_splat"},
		{"lazy import", "lazy import a.b as c\n", "pass_statement"},
		{"lazy from", "if x:\n    lazy from a import b\n    y()\n", "import_from_statement"},
		{"newline after dot", "x = (a.\n     b.  # why\n  c)\ny = 1\n", "attribute"},
		{"newline after dot in def", "def f():\n  x = (a.\nb)\n  return x\n", "attribute"},
		{"newline after operator", "def f():\n    x = (a +\nb)\n    return x\n", "binary_operator"},
		{"CR only", "def f():\r  return 1\rx = 2\r", "function_definition"},
		{"CRLF", "def f():\r\n  return 1\r\nx = \\\r\n 2\r\n", "function_definition"},
		{"form feed", "x = 1\n\fdef f():\n  pass\n", "function_definition"},
		{"unparenthesised return", "def f(): return *a, b\n", "return_statement"},
		{"unparenthesised yield", "def f(): yield *a, b\n", "yield"},
		{"star in for", "for x in *a, b: pass\n", "for_statement"},
		{"star in index", "a[*b]\n", "subscript"},
		{"star annotation", "def f(*args: *Ts): pass\n", "splat_type"},
		{"async comprehension", "async def f(): return [x async for x in y if await z]\n", "list_comprehension"},
		{"async comprehension nested", "async def f(): return [[y async for y in x] for x in z]\n", "list_comprehension"},
		{"await in f-string", "async def f(): return f'{await x}'\n", "await"},
		{"global ellipsis", "x: int = ...\n", "ellipsis"},
		{"number separators", "1_000 + 0x_ff + 1e1_0 + 1_0j\n", "binary_operator"},
		{"matrix product", "a @= b @ c\n", "augmented_assignment"},
		{"print forms", "print\nprint()\nprint(*a, sep='')\n", ""},
		{"return in finally", "try: pass\nfinally: pass\n", "finally_clause"},
		{"unicode name", "größe = naïve.été\n", "attribute"},
		{"dict values", "{**a, 'b': 1, **c}\n", "dictionary_splat"},
		{"keyword default", "lambda *a, b=1, **c: (yield)\n", "lambda"},
		{"semicolons", "a; b; c;\n", ""},
		{"no final newline", "def f():\n  pass", "function_definition"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			tree, err := Parse("x.py", []byte(row.src))
			if err != nil {
				t.Fatal(err)
			}
			shape := tree.Root().String()
			if tree.Root().HasError() {
				t.Errorf("syntax error in %q: mend cure.go\n%s", row.src, shape)
			}
			if !strings.Contains(shape, row.shape) {
				t.Errorf("%q: no %q in\n%s", row.src, row.shape, shape)
			}
			if got := string(tree.Src); got != row.src {
				t.Errorf("Src is %q, want the original %q", got, row.src)
			}
		})
	}
}

// TestMagics: the lines of a notebook that IPython reads itself are numbers, and the code around them is code.
func TestMagics(t *testing.T) {
	t.Parallel()
	magic := func(mark string) string {
		return "(module (expression_statement (integer " + mark + ")) (expression_statement (call"
	}
	for _, row := range []struct{ name, src, shape string }{
		{"line magic", "%matplotlib inline\nf()\n", magic("%")},
		{"shell", "!ls -l 'a\nf()\n", magic("!")},
		{"short", "!\nf()\n", magic("!")},
		{"in a block", "if x:\n    !ls\nf()\n", "consequence:(block (expression_statement (integer !)"},
		{"over lines", "!pip install \\\n  a b\nf()\n", magic("!")},
		{"assigned", "x = !ls\ny = %time f()\n", "right:(integer !)"},
		{"help", "f.h??\nf()\n", magic("f")},
		{"help before", "?f\nf()\n", magic("?")},
		{"help at the end of a line", "g(1).h?\nf()\n", magic("g")},
		{"operators", "a = b % c\na %= b\na != b\n", "(comparison_operator"},
		{"continued operator", "a = (b\n  % c)\nd = e \\\n  % f\n", "(binary_operator"},
		{"strings", "f'{a!r} {b % c}'\n'''\n%s\n!\n?'''\n", "(interpolation"},
		{"top-level await", "await f()\nasync with a as b: pass\n", "(await"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			tree, err := Parse("x.ipynb", []byte(row.src))
			if err != nil {
				t.Fatal(err)
			}
			if shape := tree.Root().String(); tree.Root().HasError() || !strings.Contains(shape, row.shape) {
				t.Errorf("%q: mend magic.go: no %q in\n%s", row.src, row.shape, shape)
			}
		})
	}
}

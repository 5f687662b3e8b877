package syntax

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestImports(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, src string
		want      []string
	}{
		{"plain", "import a", []string{"a"}},
		{"dotted", "import a.b.c as d, e as f, g\n", []string{"a", "e", "g"}},
		{"from", "from a.b import c, d\n", []string{"a"}},
		{"relative", "from . import a\nfrom ..b import c\n", []string{"."}},
		{"inside", "def f():\n    import a; import b\n    if x: import c\n", []string{"a", "b", "c"}},
		{"continued", "import a, \\\n  b\nfrom \\\n  c import (\n  d)\n", []string{"a", "b", "c"}},
		{"lazy", "lazy import a\nlazy from b import c\n", []string{"a", "b"}},
		{"text", "'''\nimport a\n'''\n# import b\nx = 'import c'\n", nil},
		{"yield from", "def f():\n    yield from a\n    raise b from c\n", nil},
		{"comment behind", "import a  # , b\n", []string{"a"}},
		{"one line", "try: import a\nexcept ImportError: import b\nelse: import c\n", []string{"a", "b", "c"}},
		{"broken", "import \nfrom\nimport a,", []string{"a"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(row.want, Imports([]byte(row.src))); diff != "" {
				t.Errorf("%q: see outline.go: want -, got +\n%s", row.src, diff)
			}
		})
	}
}

func BenchmarkImports(b *testing.B) {
	src := []byte("import a\ndef f(x, y):\n    \"\"\"Text of a docstring.\"\"\"\n    return [x.get(i, f'{y}') for i in range(10)]  # why\n")
	for len(src) < 1<<20 {
		src = append(src, src...)
	}
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		Imports(src)
	}
}

package pyscan_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/pyscan"
)

// bystander finds something of several rules and imports nothing of its project.
const bystander = `import asyncio
import time


async def all_at_once(urls, get):
    await asyncio.gather(*[get(u) for u in urls])


async def forgets(job):
    asyncio.create_task(job())


async def stands_still():
    time.sleep(1)


class Cache:
    def __init__(self):
        self.lock = asyncio.Lock()

    async def read(self, key):
        await self.lock.acquire()
        if key is None:
            return None
        self.lock.release()
`

// FuzzScan scans any text as a module that another one imports, beside one that has nothing to do with it.
func FuzzScan(f *testing.F) {
	for _, src := range fixtureTexts(f) {
		f.Add(src)
	}
	for _, m := range mutations {
		f.Add(m.change(rand.New(rand.NewPCG(1, 2)), []byte(bystander)))
	}
	alone := scanFiles(f, fstest.MapFS{"other/b.py": {Data: []byte(bystander)}})
	if len(alone.Findings) < 3 {
		f.Fatalf("pyscan/fuzz_test.go: the bystander has %d findings, want one a coroutine", len(alone.Findings))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		holds(t, src, alone)
	})
}

// TestMutations changes the fixtures as an editor or a bad disk would. CONCURLINT_CORPUS names a folder of other sources.
func TestMutations(t *testing.T) {
	t.Parallel()
	alone := scanFiles(t, fstest.MapFS{"other/b.py": {Data: []byte(bystander)}})
	texts := fixtureTexts(t)
	rounds := 1
	if corpus := os.Getenv("CONCURLINT_CORPUS"); corpus != "" {
		texts, rounds = readAll(t, os.DirFS(corpus)), len(mutations)
	}
	for i, src := range texts {
		random := rand.New(rand.NewPCG(uint64(i), 1))
		for round := range rounds {
			m := mutations[(i+round)%len(mutations)]
			if !t.Failed() {
				t.Log(i, m.name)
				holds(t, m.change(random, src), alone)
			}
		}
	}
}

// holds says what must hold of any module: the scan ends, its findings lie in their files and in order, and the
// bystander's are what they are without it.
func holds(t *testing.T, src []byte, alone pyscan.Result) {
	t.Helper()
	files := fstest.MapFS{
		"pkg/__init__.py": {}, "pkg/a.py": {Data: src}, "pkg/user.py": {Data: []byte("from pkg.a import *\nfrom pkg import a\n\n\nasync def use():\n    await a.f(a.g())\n")},
		"other/b.py": {Data: []byte(bystander)},
	}
	got := scanFiles(t, files)
	for _, n := range got.Notices {
		if strings.HasPrefix(n.Text, "concurlint failed") {
			t.Fatalf("%s: %s, on\n%q", n.Span.File, n.Text, src)
		}
		inFile(t, files, n.Span)
	}
	for _, found := range got.Findings {
		inFile(t, files, found.Span)
		for _, s := range found.Steps {
			inFile(t, files, s.Span)
		}
	}
	if !slices.IsSortedFunc(got.Findings, func(a, b finding.Finding) int { return strings.Compare(a.Span.File, b.Span.File) }) {
		t.Fatalf("findings are not in the order of their files, on\n%q", src)
	}
	others := slices.DeleteFunc(got.Findings, func(f finding.Finding) bool { return f.Span.File != "other/b.py" })
	if diff := gocmp.Diff(alone.Findings, others); diff != "" {
		t.Fatalf("a file changes what is found in one that does not know it (-alone +beside):\n%s\non\n%q", diff, src)
	}
}

func inFile(t *testing.T, files fstest.MapFS, s finding.Span) {
	t.Helper()
	if s.IsZero() {
		return
	}
	in, ok := files[s.File]
	if !ok {
		t.Fatalf("a span in %q, which is no file of the project", s.File)
	}
	text := pyscan.Text(s.File, in.Data)
	if s.Start < 0 || s.End < s.Start || s.End > len(text) || s.Line < 0 || s.Col < 0 {
		t.Fatalf("span %+v lies outside of its %d bytes:\n%q", s, len(text), text)
	}
	if s.Start > 0 && bytes.Count(text[:s.Start], []byte("\n"))+1 > s.Line {
		t.Fatalf("span %+v: line %d does not reach byte %d of\n%q", s, s.Line, s.Start, text)
	}
}

func scanFiles(tb testing.TB, files fstest.MapFS) pyscan.Result {
	tb.Helper()
	got, err := pyscan.Scan(tb.Context(), files, pyscan.Options{Files: slices.Sorted(maps.Keys(files)), Target: "3.9"})
	if err != nil {
		tb.Fatal(err)
	}
	return got
}

// A mutation makes another text of one. It is no program as a rule.
type mutation struct {
	name   string
	change func(r *rand.Rand, src []byte) []byte
}

var mutations = []mutation{
	{"a line less", func(r *rand.Rand, src []byte) []byte {
		return lines(src, func(l [][]byte) [][]byte { i := r.IntN(len(l)); return slices.Delete(l, i, i+1) })
	}},
	{"a line twice", func(r *rand.Rand, src []byte) []byte {
		return lines(src, func(l [][]byte) [][]byte { i := r.IntN(len(l)); return slices.Insert(l, i, l[i]) })
	}},
	{"two lines swapped", func(r *rand.Rand, src []byte) []byte {
		return lines(src, func(l [][]byte) [][]byte {
			i, j := r.IntN(len(l)), r.IntN(len(l))
			l[i], l[j] = l[j], l[i]
			return l
		})
	}},
	{"the end lost", func(r *rand.Rand, src []byte) []byte { return src[:r.IntN(len(src)+1)] }},
	{"two words swapped", func(r *rand.Rand, src []byte) []byte {
		words := bytes.SplitAfter(src, []byte(" "))
		i, j := r.IntN(len(words)), r.IntN(len(words))
		words[i], words[j] = words[j], words[i]
		return bytes.Join(words, nil)
	}},
	{"a foreign byte", func(r *rand.Rand, src []byte) []byte { return inserted(r, src, string([]byte{byte(r.IntN(256))})) }},
	{"a bracket too many", func(r *rand.Rand, src []byte) []byte {
		return inserted(r, src, pick(r, "(", "[", "{", ")", "]", "}", `"`, `"""`, `f"{`))
	}},
	{"a keyword too many", func(r *rand.Rand, src []byte) []byte {
		return inserted(r, src, pick(r, " await ", " async ", "\nelse:\n", "\nfinally:\n", " yield ", " return ", "\nexcept:\n", " lambda: ", " del ", "\nglobal x\n", " match x:\n", "*", "@", ":="))
	}},
	{"other indentation", func(r *rand.Rand, src []byte) []byte {
		return bytes.ReplaceAll(src, []byte("\n    "), []byte(pick(r, "\n  ", "\n\t", "\n     ", "\n", "\r", "\n\f")))
	}},
	{"deep nesting", func(r *rand.Rand, src []byte) []byte { return inserted(r, src, nested(r, 600)) }},
}

// nested is something that stands in itself.
func nested(r *rand.Rand, depth int) string {
	if r.IntN(2) == 0 {
		return strings.Repeat(pick(r, "(", "[", "f(", "{1: ", "not ", "await ", "lambda: ", "-", "x.y[", "f'{", "a if b else ", "[x for x in "), depth)
	}
	var b strings.Builder
	head := pick(r, "if x:", "for x in y:", "while x:", "with x as y:", "try:", "async with x:", "def f(x):", "class A(B):", "match x:\n case 1:")
	b.WriteByte('\n')
	for i := range depth / 4 {
		fmt.Fprintf(&b, "%s%s\n", strings.Repeat(" ", i), head)
	}
	return b.String()
}

func pick(r *rand.Rand, from ...string) string { return from[r.IntN(len(from))] }

func inserted(r *rand.Rand, src []byte, text string) []byte {
	at := r.IntN(len(src) + 1)
	return slices.Concat(src[:at], []byte(text), src[at:])
}

func lines(src []byte, change func([][]byte) [][]byte) []byte {
	return bytes.Join(change(bytes.SplitAfter(src, []byte("\n"))), nil)
}

// fixtureTexts are the sources of the fixtures.
func fixtureTexts(tb testing.TB) [][]byte {
	tb.Helper()
	return readAll(tb, os.DirFS(filepath.Clean(fixtures)))
}

func readAll(tb testing.TB, tree fs.FS) [][]byte {
	tb.Helper()
	var out [][]byte
	for _, name := range pythonFiles(tb, tree) {
		src, err := fs.ReadFile(tree, path.Clean(name))
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, src)
	}
	return out
}

package engine

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/check"
	"github.com/concurlint/concurlint/internal/finding"
)

// fakes are languages that analyse nothing and say so of every file.
func fakes() []Language {
	return []Language{fake("go", "Go", ".go"), fake("python", "Python", ".py")}
}

func fake(name, title, ext string) Language {
	return Language{
		Name: name, Title: title,
		Takes: func(base string) bool { return strings.HasSuffix(base, ext) },
		Scan: func(_ context.Context, s Scope) (check.Scan, error) {
			return check.Scan{Result: check.Result{Stats: finding.Stats{Files: len(s.Files)}}}, nil
		},
	}
}

// tree writes files; a text "-> b" makes a link to b.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if link, ok := strings.CutPrefix(text, "-> "); ok {
			err = os.Symlink(link, path)
		} else {
			err = os.WriteFile(path, []byte(text), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func list(files ...string) map[string]string {
	out := map[string]string{}
	for _, f := range files {
		out[f] = ""
	}
	return out
}

func with(files map[string]string, name, text string) map[string]string {
	files[name] = text
	return files
}

func TestDiscover(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name  string
		files map[string]string
		dir   string // working directory in the tree
		opts  Options
		want  []string // all languages, sorted by path within each; relative to the tree
		kinds []string // of notices
	}{
		{name: "both languages, nothing else", files: list("a.go", "b/c.py", "d.txt"), want: []string{"a.go", "b/c.py"}},
		{name: "default excludes", files: list("a.py", "venv/b.py", "node_modules/c.py", "x/__pycache__/d.py", "vendor/e.go", ".git/f.py"), want: []string{"a.py"}},
		{name: "an environment by its mark", files: list("a.py", "my/pyvenv.cfg", "my/lib/b.py"), want: []string{"a.py"}},
		{name: "what go leaves out", files: list("a.go", "testdata/b.go", "testdata/c.py", "_x/d.go", "_e.go"), want: []string{"a.go", "testdata/c.py"}},
		{name: "a named testdata folder", files: list("testdata/b.go"), opts: Options{Paths: []string{"testdata"}}, want: []string{"testdata/b.go"}},
		{name: "dots mean the folder", files: list("x/a.go", "b.go"), opts: Options{Paths: []string{"./x/..."}}, want: []string{"x/a.go"}},
		{name: "only dots", files: list("x/a.go"), opts: Options{Paths: []string{"..."}}, want: []string{"x/a.go"}},
		{name: "the same file once", files: list("x/a.go"), opts: Options{Paths: []string{".", "x", "x/a.go"}}, want: []string{"x/a.go"}},
		{name: "gitignore", files: with(list("a.py", "build/b.py", "x/build/c.py", "x/keep.py", "gen_1.py"), ".gitignore", "build/\n# no\ngen_*.py\n"), want: []string{"a.py", "x/keep.py"}},
		{name: "gitignore anchored", files: with(list("out/a.py", "x/out/b.py"), ".gitignore", "/out\n"), want: []string{"x/out/b.py"}},
		{name: "gitignore nested and negated", files: with(with(list("x/a.py", "x/b.py", "c.py"), ".gitignore", "*.py\n"), "x/.gitignore", "!b.py\n"), want: []string{"x/b.py"}},
		{name: "gitignore contents but one", files: with(list("d/a.py", "d/keep/b.py"), ".gitignore", "d/*\n!d/keep\n"), want: []string{"d/keep/b.py"}},
		{name: "gitignore contents by two stars", files: with(list("d/a.py", "d/e/b.py", "c.py"), ".gitignore", "d/**\n"), want: []string{"c.py"}},
		{name: "gitignore has no alternatives", files: with(list("a.py", "{a,b}.py"), ".gitignore", "{a,b}.py\n"), want: []string{"a.py"}},
		{name: "gitignore with CRLF and blanks", files: with(list("a.py", "b.py"), ".gitignore", "b.py  \r\n"), want: []string{"a.py"}},
		{name: "gitignore of a folder above", dir: "x", files: with(with(list("x/a.py", "x/b.py"), ".gitignore", "x/b.py\n"), ".git/HEAD", ""), want: []string{"x/a.py"}},
		{name: "git's own exclude file", files: with(with(list("a.py", "b.py"), ".git/HEAD", ""), ".git/info/exclude", "b.py\n"), want: []string{"a.py"}},
		{name: "a named ignored folder", files: with(list("build/b.py"), ".gitignore", "build\n"), opts: Options{Paths: []string{"build"}}, want: []string{"build/b.py"}},
		{name: "a named ignored file", files: with(list("b.py"), ".gitignore", "b.py\n"), opts: Options{Paths: []string{"b.py"}}, want: []string{"b.py"}},
		{name: "a named ignored file under force", files: with(list("b.py"), ".gitignore", "b.py\n"), opts: Options{Paths: []string{"b.py"}, ForceExclude: true}, kinds: []string{finding.Excluded}},
		{name: "a named file in an environment under force", files: list("venv/b.py"), opts: Options{Paths: []string{"venv/b.py"}, ForceExclude: true}, kinds: []string{finding.Excluded}},
		{name: "exclude by name", files: list("a.py", "x/old.py"), opts: Options{Exclude: []string{"old.py"}}, want: []string{"a.py"}},
		{name: "exclude by path from the working directory", dir: "x", files: with(list("x/y/a.py", "x/b.py", "y/c.py"), ".git/HEAD", ""), opts: Options{Paths: []string{"..", "."}, Exclude: []string{"y/"}}, want: []string{"x/b.py"}},
		{name: "links are not followed", files: map[string]string{"a/b.py": "", "a/loop": "-> ..", "a/c.py": "-> b.py"}, want: []string{"a/b.py"}},
		{name: "a named link is", files: map[string]string{"a/b.py": "", "l": "-> a"}, opts: Options{Paths: []string{"l"}}, want: []string{"a/b.py"}},
		{name: "missing", files: list("a.py"), opts: Options{Paths: []string{"a.py", "b.py"}}, want: []string{"a.py"}, kinds: []string{finding.Missing}},
		{name: "an empty folder", files: list("a.py", "x/b.txt"), opts: Options{Paths: []string{"a.py", "x"}}, want: []string{"a.py"}, kinds: []string{finding.NothingToDo}},
		{name: "a named file of no language", files: list("a.txt"), opts: Options{Paths: []string{"a.txt"}}, kinds: []string{finding.NothingToDo}},
		{name: "a name that is not UTF-8", files: list("a.py", "\xff.py"), want: []string{"a.py"}, kinds: []string{finding.Unreadable}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			opts, top := row.opts, tree(t, row.files)
			opts.Dir = filepath.Join(top, row.dir)
			opts.Languages = fakes()
			got, err := discover(t.Context(), opts)
			if err != nil {
				t.Fatal(err)
			}
			var files, kinds []string
			for _, f := range slices.Concat(got.files...) {
				files = append(files, relative(top, filepath.Join(got.root, f)))
			}
			for _, n := range got.notices {
				kinds = append(kinds, n.Kind)
			}
			if diff := cmp.Diff(row.want, files); diff != "" {
				t.Errorf("internal/engine/discover.go: files (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(row.kinds, kinds); diff != "" {
				t.Errorf("internal/engine/discover.go: notices (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAround(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name  string
		files map[string]string
		paths []string
		want  []string
	}{
		{"a named file of a project", list(".git/HEAD", "a.py", "b/c.py", "venv/d.py", "e.go"), []string{"a.py"}, []string{"b/c.py"}},
		{"a named folder of a project", list("pyproject.toml", "a.py", "b/c.py"), []string{"b"}, []string{"a.py"}},
		{"all was named", list(".git/HEAD", "a.py"), []string{"."}, nil},
		{"no project", list("a.py", "b/c.py"), []string{"a.py"}, nil},
		{"stubs of a named folder", list(".git/HEAD", "a.py", "b/c.py", "b/d.pyi", "venv/e.pyi"), []string{"."}, []string{"b/d.pyi"}},
		{"stubs around a named file", list(".git/HEAD", "a.py", "b.pyi"), []string{"a.py"}, []string{"b.pyi"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			languages := fakes()
			languages[1].Around = true
			languages[1].Beside = func(name string) bool { return strings.HasSuffix(name, ".pyi") }
			got, err := discover(t.Context(), Options{Dir: tree(t, row.files), Paths: row.paths, Languages: languages})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(row.want, append(got.around[1], got.beside[1]...)); diff != "" {
				t.Errorf("internal/engine/around.go (-want +got):\n%s", diff)
			}
		})
	}
}

package engine

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/concurlint/concurlint/internal/pattern"
)

// ignores answers what .gitignore files and --exclude leave out. It reads the files by itself: git is never called on a
// scanned tree, because a repository's configuration can name programs to run.
type ignores struct {
	root  string
	top   string // .gitignore files above it do not count
	own   []pattern.Pattern
	files map[string][]pattern.Pattern // by folder, read when first asked for
}

// excluded reports whether the last pattern that matches the path excludes it. Whether a folder above is excluded is
// the walker's to know: it does not come here then.
func (g *ignores) excluded(rel string, folder bool) bool {
	out := pattern.Excluded(g.own, rel, folder, false)
	if out {
		return true
	}
	for _, dir := range foldersAbove(rel) {
		if dir == g.top || contains(g.top, dir) {
			out = pattern.Excluded(g.read(dir), rel, folder, out)
		}
	}
	return out
}

// read returns the patterns of a folder's .gitignore; at the root, those of .git/info/exclude before them. A file that
// cannot be read excludes nothing.
func (g *ignores) read(dir string) []pattern.Pattern {
	if patterns, ok := g.files[dir]; ok {
		return patterns
	}
	var all []pattern.Pattern
	names := []string{".gitignore"}
	if dir == "." {
		names = []string{".git/info/exclude", ".gitignore"}
	}
	for _, name := range names {
		if text, err := readSmall(filepath.Join(g.root, filepath.FromSlash(dir), name)); err == nil {
			patterns, _ := pattern.Parse(text, dir) // git overlooks a bad line too
			all = append(all, patterns...)
		}
	}
	g.files[dir] = all
	return all
}

// maxIgnoreFile is far above any .gitignore; a device or a dump of that name is not read.
const maxIgnoreFile = 1 << 20

func readSmall(name string) (string, error) {
	info, err := os.Stat(name)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() || info.Size() > maxIgnoreFile {
		return "", fmt.Errorf("%s is no small regular file", name)
	}
	text, err := os.ReadFile(name)
	return string(text), err
}

// foldersAbove returns the folders that hold the path, outermost first: ".", "a", "a/b" for a/b/c.
func foldersAbove(rel string) []string {
	folders := []string{"."}
	for i, c := range rel {
		if c == '/' {
			folders = append(folders, rel[:i])
		}
	}
	return folders
}

// contains reports whether path lies in folder; both are relative to the root.
func contains(folder, path string) bool { return folder == "." || strings.HasPrefix(path, folder+"/") }

// join puts a name under a folder relative to the root.
func join(dir, name string) string {
	if dir == "." {
		return name
	}
	return path.Join(dir, name)
}

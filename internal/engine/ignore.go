package engine

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A pattern is one line of a .gitignore.
type pattern struct {
	base     string   // folder of the file, relative to the root
	globs    []string // one a segment of the path from base; ** stands for any number
	anywhere bool     // one glob, for the last segment of any path below base
	negate   bool
	onlyDirs bool
}

// ignores answers what .gitignore files and --exclude leave out. It reads the files by itself: git is never called on a
// scanned tree, because a repository's configuration can name programs to run.
type ignores struct {
	root  string
	top   string // .gitignore files above it do not count
	own   []pattern
	files map[string][]pattern // by folder, read when first asked for
}

// excluded reports whether the last pattern that matches the path excludes it. Whether a folder above is excluded is
// the walker's to know: it does not come here then.
func (g *ignores) excluded(rel string, folder bool) bool {
	out := decide(g.own, rel, folder, false)
	if out {
		return true
	}
	for _, dir := range foldersAbove(rel) {
		if dir == g.top || contains(g.top, dir) {
			out = decide(g.read(dir), rel, folder, out)
		}
	}
	return out
}

func decide(patterns []pattern, rel string, folder, out bool) bool {
	for _, p := range patterns {
		if p.matches(rel, folder) {
			out = !p.negate
		}
	}
	return out
}

func (p pattern) matches(rel string, folder bool) bool {
	if p.onlyDirs && !folder {
		return false
	}
	if p.anywhere {
		return segmentMatches(p.globs[0], path.Base(rel))
	}
	return segmentsMatch(p.globs, strings.Split(relative(p.base, rel), "/"))
}

// segmentsMatch matches segment by segment, because no glob but ** reaches over a slash.
func segmentsMatch(globs, names []string) bool {
	for i, glob := range globs {
		if glob == "**" && i == len(globs)-1 {
			return len(names) > 0 // what is in the folder, not the folder
		}
		if glob == "**" {
			return segmentsMatch(globs[i+1:], names) || len(names) > 0 && segmentsMatch(globs[i:], names[1:])
		}
		if len(names) == 0 || !segmentMatches(glob, names[0]) {
			return false
		}
		names = names[1:]
	}
	return len(names) == 0
}

func segmentMatches(glob, name string) bool {
	ok, err := path.Match(glob, name)
	return ok && err == nil // parseIgnore lets no bad glob pass
}

// read returns the patterns of a folder's .gitignore; at the root, those of .git/info/exclude before them. A file that
// cannot be read excludes nothing.
func (g *ignores) read(dir string) []pattern {
	if patterns, ok := g.files[dir]; ok {
		return patterns
	}
	var all []pattern
	names := []string{".gitignore"}
	if dir == "." {
		names = []string{".git/info/exclude", ".gitignore"}
	}
	for _, name := range names {
		if text, err := readSmall(filepath.Join(g.root, filepath.FromSlash(dir), name)); err == nil {
			patterns, _ := parseIgnore(text, dir) // git overlooks a bad line too
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

// parseIgnore reads lines in the form of a .gitignore. It returns the good ones and an error about the first bad one.
func parseIgnore(text, base string) ([]pattern, error) {
	var patterns []pattern
	var bad error
	for line := range strings.Lines(text) {
		p, ok := parsePattern(strings.TrimRight(line, "\r\n"), base)
		switch {
		case !ok:
		case p.valid():
			patterns = append(patterns, p)
		case bad == nil:
			bad = fmt.Errorf("bad pattern %q", strings.TrimSpace(line))
		}
	}
	return patterns, bad
}

// parsePattern reads one line; it reports false for a blank one or a comment.
func parsePattern(line, base string) (pattern, bool) {
	glob := trimBlanks(line)
	if glob == "" || strings.HasPrefix(glob, "#") {
		return pattern{}, false
	}
	p := pattern{base: base}
	glob, p.negate = strings.CutPrefix(glob, "!")
	glob, p.onlyDirs = strings.CutSuffix(glob, "/")
	if glob == "" {
		return pattern{}, false
	}
	p.anywhere = !strings.Contains(glob, "/")
	glob = strings.ReplaceAll(strings.TrimPrefix(glob, "/"), "[!", "[^")
	p.globs = strings.Split(glob, "/")
	return p, true
}

func (p pattern) valid() bool {
	return !slices.ContainsFunc(p.globs, func(glob string) bool {
		_, err := path.Match(glob, "")
		return err != nil
	})
}

// trimBlanks cuts blanks at the end unless a backslash stands before them.
func trimBlanks(line string) string {
	for strings.HasSuffix(line, " ") && !strings.HasSuffix(line, `\ `) || strings.HasSuffix(line, "\t") {
		line = line[:len(line)-1]
	}
	return line
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

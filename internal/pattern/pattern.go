// Package pattern matches paths against lines in the form of a .gitignore: https://git-scm.com/docs/gitignore. Paths are
// slash-separated and relative to one root.
package pattern

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// A Pattern is one line of a .gitignore.
type Pattern struct {
	base     string   // folder of the file, relative to the root
	globs    []string // one a segment of the path from base; ** stands for any number
	anywhere bool     // one glob, for the last segment of any path below base
	negate   bool
	onlyDirs bool
}

// Excluded reports whether the last pattern that matches the path excludes it, out where none matches. Whether a folder
// above is excluded is the walker's to know.
func Excluded(patterns []Pattern, rel string, folder, out bool) bool {
	for _, p := range patterns {
		if p.matches(rel, folder) {
			out = !p.negate
		}
	}
	return out
}

func (p Pattern) matches(rel string, folder bool) bool {
	if p.onlyDirs && !folder {
		return false
	}
	if p.anywhere {
		return segmentMatches(p.globs[0], path.Base(rel))
	}
	below, ok := below(p.base, rel)
	return ok && segmentsMatch(p.globs, strings.Split(below, "/"))
}

// Holds reports whether the patterns mean the file, by itself or by a folder above it.
func Holds(patterns []Pattern, file string) bool {
	for i, c := range file {
		if c == '/' && Excluded(patterns, file[:i], true, false) {
			return true
		}
	}
	return Excluded(patterns, file, false, false)
}

// below returns the path as seen from the folder; false where it lies elsewhere. A folder above or beside the root holds
// all of it.
func below(folder, rel string) (string, bool) {
	if folder == "." || folder == "" || strings.HasPrefix(folder, "..") {
		return rel, true
	}
	return strings.CutPrefix(rel, folder+"/")
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
	return ok && err == nil // Parse lets no bad glob pass
}

// Parse reads lines; base is the folder they are about. It returns the good ones and an error about the first bad one.
func Parse(text, base string) ([]Pattern, error) {
	var patterns []Pattern
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
func parsePattern(line, base string) (Pattern, bool) {
	glob := trimBlanks(line)
	if glob == "" || strings.HasPrefix(glob, "#") {
		return Pattern{}, false
	}
	p := Pattern{base: base}
	glob, p.negate = strings.CutPrefix(glob, "!")
	glob, p.onlyDirs = strings.CutSuffix(glob, "/")
	if glob == "" {
		return Pattern{}, false
	}
	p.anywhere = !strings.Contains(glob, "/")
	glob = strings.ReplaceAll(strings.TrimPrefix(glob, "/"), "[!", "[^")
	p.globs = strings.Split(glob, "/")
	return p, true
}

func (p Pattern) valid() bool {
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

package engine

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/finding"
)

// walk takes what lies in a folder. Links are not followed: what they lead to is looked at where it stands, and a loop
// of links has no end.
func (w *walker) walk(ctx context.Context, rel string, goIgnores bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	entries, err := w.found.disk.ReadDir(filepath.Join(w.found.root, filepath.FromSlash(rel)))
	if err != nil {
		w.notice(finding.Notice{Span: finding.Span{File: rel}, Text: reason(err), Remedy: "check the permissions, or leave the folder out with --exclude", Kind: finding.Unreadable})
		return nil
	}
	for _, e := range entries {
		child := join(rel, e.Name())
		switch {
		case e.IsDir() && w.leaveFolder(child, e.Name()):
			w.left++
		case e.IsDir():
			if err := w.walk(ctx, child, goIgnores || config.GoIgnoresFolder(e.Name())); err != nil {
				return err
			}
		case e.Type().IsRegular():
			w.entry(child, e.Name(), goIgnores)
		}
	}
	return nil
}

// entry takes a file of a folder unless something excludes it.
func (w *walker) entry(rel, name string, goIgnores bool) {
	i := w.language(rel)
	if i < 0 {
		w.beside(rel, name)
		return
	}
	ignored := w.opts.Languages[i].Name == "go" && (goIgnores || config.GoIgnoresFolder(name))
	if ignored || w.ignores.excluded(rel, false) {
		w.left++
		return
	}
	w.take(rel)
}

// beside notes a file that some language wants to read besides its own.
func (w *walker) beside(rel, name string) {
	i := slices.IndexFunc(w.opts.Languages, func(l Language) bool { return l.Beside != nil && l.Beside(name) })
	if i >= 0 && !w.seen[rel] && !w.ignores.excluded(rel, false) {
		w.seen[rel] = true
		w.found.beside[i] = append(w.found.beside[i], rel)
	}
}

// excludedAbove reports whether a walk from the root would not come to the path.
func (w *walker) excludedAbove(rel string, folder bool) bool {
	segments := strings.Split(rel, "/")
	if rel == "." || segments[0] == ".." {
		return false
	}
	goIgnores := false
	for i, name := range segments {
		prefix := strings.Join(segments[:i+1], "/")
		if i == len(segments)-1 && !folder {
			lang := w.language(rel)
			return w.ignores.excluded(prefix, false) || goIgnores && lang >= 0 && w.opts.Languages[lang].Name == "go"
		}
		if w.leaveFolder(prefix, name) {
			return true
		}
		goIgnores = goIgnores || config.GoIgnoresFolder(name)
	}
	return false
}

func (w *walker) leaveFolder(rel, name string) bool {
	return config.ExcludedFolder(name) || w.ignores.excluded(rel, true) || w.isEnvironment(rel)
}

// isEnvironment reports whether a folder is a Python environment, whatever its name.
func (w *walker) isEnvironment(rel string) bool {
	_, err := os.Lstat(filepath.Join(w.found.root, filepath.FromSlash(rel), "pyvenv.cfg"))
	return err == nil
}

// reason is the error without the path, which the notice names already.
func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

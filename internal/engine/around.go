package engine

import (
	"context"
	"os"
	"path/filepath"
	"slices"
)

// around lists the files of the project that were not named, so that a hook that names two files knows what these
// import. Where no language wants them, or all were named, it does not look.
func (w *walker) around(ctx context.Context) ([][]string, error) {
	none := make([][]string, len(w.opts.Languages))
	wanted := slices.ContainsFunc(w.opts.Languages, func(l Language) bool { return l.Around })
	if !wanted || slices.Contains(w.found.folders, ".") || w.opts.Root == "" && !isProject(w.found.root) {
		return none, nil
	}
	other := &walker{
		opts: w.opts, ignores: w.ignores, seen: w.seen, // seen: what was named is not listed again
		found: &found{disk: w.found.disk, root: w.found.root, files: none, beside: w.found.beside},
	}
	other.opts.Languages = slices.Clone(w.opts.Languages)
	for i, l := range other.opts.Languages {
		if !l.Around {
			other.opts.Languages[i].Takes = func(string) bool { return false }
		}
	}
	err := other.walk(ctx, ".", false)
	return other.found.files, err
}

// isProject reports whether a folder is one project: a repository, or a folder that a build file marks. Any other
// folder could be the root of the disk.
func isProject(dir string) bool {
	return slices.ContainsFunc([]string{".git", "pyproject.toml", "setup.py", "setup.cfg", "requirements.txt"}, func(name string) bool {
		_, err := os.Lstat(filepath.Join(dir, name))
		return err == nil
	})
}

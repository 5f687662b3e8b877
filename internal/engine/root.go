package engine

import (
	"os"
	"path/filepath"
	"strings"
)

// commonRoot returns the folder that all paths are given relative to: the root of the one git repository that holds
// them, else the working directory where it holds them, else the deepest folder that does. Reports need one root, and
// code scanning wants the repository's.
func commonRoot(dir string, targets []target) string {
	var folders []string
	for _, t := range targets {
		switch {
		case t.err != nil:
		case t.info.IsDir():
			folders = append(folders, t.path)
		default:
			folders = append(folders, filepath.Dir(t.path))
		}
	}
	if len(folders) == 0 {
		return dir
	}
	if root, ok := sharedRepository(folders); ok {
		return root
	}
	common := dir
	for _, f := range folders {
		if !within(dir, f) {
			common = folders[0]
		}
	}
	for _, f := range folders {
		for !within(common, f) {
			common = filepath.Dir(common)
		}
	}
	return common
}

func sharedRepository(folders []string) (string, bool) {
	root, ok := repository(folders[0])
	for _, f := range folders[1:] {
		other, found := repository(f)
		ok = ok && found && other == root
	}
	return root, ok
}

// repository returns the nearest folder above that has a .git, which is a file in a worktree or a submodule.
func repository(dir string) (string, bool) {
	for {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir, true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", false
		}
		dir = parent
	}
}

// within reports whether path is folder or lies in it; both are absolute.
func within(folder, path string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// relative returns the path as seen from base, slash-separated.
func relative(base, path string) string {
	if base == "." && !filepath.IsAbs(path) {
		return path
	}
	if below, ok := strings.CutPrefix(path, base+"/"); ok {
		return below
	}
	rel, err := filepath.Rel(filepath.FromSlash(base), filepath.FromSlash(path))
	if err != nil {
		return filepath.ToSlash(path)
	}
	return filepath.ToSlash(rel)
}

package goscan

import (
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/packages"
)

// doubtFile notes that a file was not analysed in full, where it is one of those named.
func (s *scanner) doubtFile(name string) {
	if s.named[name] {
		s.partial[name] = true
	}
}

// doubt notes the files of packages that did not type-check, or that import one which did not.
func (s *scanner) doubt(pkgs []*packages.Package) {
	for _, p := range pkgs {
		if !p.IllTyped && len(p.Errors) == 0 {
			continue
		}
		for _, file := range slices.Concat(p.GoFiles, p.CompiledGoFiles, p.IgnoredFiles) {
			s.doubtFile(s.relative(file))
		}
	}
}

// doubtFolders notes the files of a group whose packages could not be loaded.
func (s *scanner) doubtFolders(g group) {
	for name := range s.named {
		if slices.Contains(g.folders, filepath.Dir(filepath.Join(s.opts.Root, filepath.FromSlash(name)))) {
			s.doubtFile(name)
		}
	}
}

package adapt

import (
	"go/build"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// ours reports whether a package is the user's own code. Only then is it lowered, and only then do importers know its
// sites: the drivers do not agree by themselves on which dependencies are analysed, and what libraries do is said by
// models.
//
// A package of a module without a version is ours: the main module and the members of a workspace. One with a version is
// ours where its files do not lie in a module cache or a vendor folder: a replacement by a local folder. Without module
// information (Bazel, GOPATH, analysistest) whatever is given as source is ours but the standard library.
func ours(pass *analysis.Pass) bool {
	file := filepath.ToSlash(firstFile(pass))
	if file == "" || standardLibrary(file) {
		return false
	}
	if pass.Module == nil || pass.Module.Path == "" || pass.Module.Version == "" {
		return true
	}
	return !strings.Contains(file, "@"+pass.Module.Version+"/") && !strings.Contains(file, "/vendor/")
}

// standardLibrary reports whether a file lies in the tree that the go command brings. A file of a package that is built
// with cgo may lie in the build cache; no such package is ours.
func standardLibrary(file string) bool {
	root := filepath.ToSlash(build.Default.GOROOT)
	return root != "" && strings.HasPrefix(file, root+"/src/")
}

package goscan

import (
	"bytes"
	"cmp"
	"context"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
)

// adHoc makes a package of the files of each folder, without the go command's view of a module: the standard library
// resolves, other imports do not, and what is called in them is known by its name alone.
func (s *scanner) adHoc(ctx context.Context, g group) []*packages.Package {
	h := &adHoc{scanner: s, fset: token.NewFileSet()}
	for _, dir := range g.folders {
		h.folder(dir)
	}
	std := h.standardLibrary(ctx)
	for _, p := range h.pkgs {
		h.check(p, std)
	}
	return h.pkgs
}

type adHoc struct {
	*scanner
	fset *token.FileSet
	pkgs []*packages.Package
}

// folder parses the files of a folder that this platform builds, by the package that they say they belong to.
func (h *adHoc) folder(dir string) {
	entries, err := h.opts.Disk.ReadDir(dir)
	if err != nil {
		return // discovery has just read it; what is gone since is counted as not loaded
	}
	bc := build.Default
	bc.BuildTags, bc.OpenFile = h.opts.Tags, h.open
	byName := map[string]*packages.Package{}
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || !strings.HasSuffix(name, ".go") || !h.opts.Tests && strings.HasSuffix(name, "_test.go") {
			continue
		}
		if ok, err := bc.MatchFile(dir, name); !ok && err == nil {
			continue
		}
		path := filepath.Join(dir, name)
		file, err := h.parse(h.fset, path, parser.ParseComments|parser.SkipObjectResolution)
		if file == nil {
			h.unreadable(path, err)
			continue
		}
		if err != nil {
			h.parseError(err)
		}
		h.add(byName, dir, path, file)
	}
}

// open is how the build package looks at the constraints of a file.
func (h *adHoc) open(path string) (io.ReadCloser, error) {
	text, err := h.opts.Disk.ReadFile(path)
	return io.NopCloser(bytes.NewReader(text)), err
}

// parse reads and parses a file; what it returns besides an error may be a part of it, or nothing.
func (s *scanner) parse(fset *token.FileSet, path string, mode parser.Mode) (*ast.File, error) {
	text, err := s.opts.Disk.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return parser.ParseFile(fset, path, text, mode)
}

func (h *adHoc) add(byName map[string]*packages.Package, dir, path string, file *ast.File) {
	name := file.Name.Name
	p := byName[name]
	if p == nil {
		id := h.relative(dir)
		if strings.HasSuffix(name, "_test") {
			id += "_test"
		}
		if len(byName) > 0 && !strings.HasSuffix(name, "_test") {
			id += "#" + name
		}
		p = &packages.Package{ID: id, PkgPath: id, Name: name, Dir: dir, Fset: h.fset, Imports: map[string]*packages.Package{}}
		byName[name] = p
		h.pkgs = append(h.pkgs, p)
	}
	p.GoFiles = append(p.GoFiles, path)
	p.CompiledGoFiles = append(p.CompiledGoFiles, path)
	p.Syntax = append(p.Syntax, file)
}

// standardLibrary loads what the files import of it.
func (h *adHoc) standardLibrary(ctx context.Context) map[string]*types.Package {
	var paths []string
	for _, p := range h.pkgs {
		for _, f := range p.Syntax {
			for _, spec := range f.Imports {
				path, err := strconv.Unquote(spec.Path.Value)
				first, _, _ := strings.Cut(path, "/")
				if err == nil && !strings.Contains(first, ".") && path != "C" && isDir(filepath.Join(build.Default.GOROOT, "src", filepath.FromSlash(path))) {
					paths = append(paths, path)
				}
			}
		}
	}
	slices.Sort(paths)
	paths = slices.Compact(paths)
	out := map[string]*types.Package{"unsafe": types.Unsafe}
	if len(paths) == 0 {
		return out
	}
	cfg := &packages.Config{Context: ctx, Mode: packages.LoadTypes, Dir: build.Default.GOROOT, Env: append(os.Environ(), "GOTOOLCHAIN=local", "GOWORK=off", "GO111MODULE=off", "GOFLAGS=")}
	pkgs, err := packages.Load(cfg, paths...)
	if err != nil {
		return out // types are missing: names still say what is meant
	}
	for _, p := range pkgs {
		if p.Types != nil {
			out[p.PkgPath] = p.Types
		}
	}
	return out
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

type importsOf map[string]*types.Package

// Import returns a package of the standard library, or an empty one that has nothing but its path.
func (m importsOf) Import(path string) (*types.Package, error) {
	if p := m[path]; p != nil {
		return p, nil
	}
	p := types.NewPackage(path, lastElement(path))
	p.MarkComplete()
	m[path] = p
	return p, nil
}

func lastElement(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// check type-checks a package; what does not resolve stays without a type.
func (h *adHoc) check(p *packages.Package, std map[string]*types.Package) {
	p.TypesInfo = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}, Scopes: map[ast.Node]*types.Scope{},
		Instances: map[*ast.Ident]types.Instance{}, FileVersions: map[*ast.File]string{},
	}
	p.TypesSizes = types.SizesFor("gc", cmp.Or(os.Getenv("GOARCH"), runtime.GOARCH))
	conf := types.Config{Importer: importsOf(std), Error: func(error) {}, Sizes: p.TypesSizes, FakeImportC: true}
	p.Types, _ = conf.Check(p.PkgPath, h.fset, p.Syntax, p.TypesInfo) // errors are expected: imports are missing
	p.IllTyped = true
}

package index

import (
	"context"
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/workers"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// An Input is one file of the project. Path is relative to the root, with
// slashes. A nil Tree is a file that exists but was not read: what it defines
// is Unknown.
type Input struct {
	Path string
	Tree *syntax.Tree
}

// Options say what the files do not.
type Options struct {
	// Roots are folders known to be on the import path, relative to the root of
	// the project. Others are found from the files.
	Roots []string
}

// A Project is the files that are read together. It does not change after New
// and may be used by many goroutines.
type Project struct {
	// Files stand in the order of their paths.
	Files []*File

	modules   *modules
	byPath    map[string]*File
	functions map[string]*Function
	classes   map[string]*Class
}

// A File is one file and what it binds.
type File struct {
	Path    string
	Tree    *syntax.Tree // nil when the file was not read
	Project *Project
	// Module is the canonical dotted name, unique in the project: relative to
	// the folder above that the imports around it need on the path (failing
	// those, the nearest that is no package), or to the project's root where
	// two files would have the same name.
	Module string
	// Package reports whether the file is an __init__.
	Package bool
	// Stub reports whether the file is a .pyi: it tells of which types things
	// are that have no source here, and its functions do nothing.
	Stub bool
	// Notebook reports whether the file is an .ipynb: its module body runs in a
	// loop, and may await.
	Notebook bool
	// Top is the scope of the module body.
	Top *Scope
	// Imports lists all import statements, in order, one entry a bound name.
	Imports []*Import
	// Functions lists all functions, methods and lambdas, in order.
	Functions []*Function
	// Classes lists all classes, in order.
	Classes []*Class

	scopes  []*Scope // by first node
	targets []target
	exports exports // what star imports of this file bring
	stars   []*File // whose names star imports bring in
	// starsOpaque says that a star import brings in names that are not known.
	starsOpaque bool
	module      *module
}

// New indexes files. Files with the same path: the last counts.
func New(inputs []Input, o Options) *Project {
	p := &Project{byPath: map[string]*File{}, functions: map[string]*Function{}, classes: map[string]*Class{}}
	for _, in := range inputs {
		p.byPath[in.Path] = newFile(p, in)
	}
	for _, f := range p.byPath {
		p.Files = append(p.Files, f)
	}
	slices.SortFunc(p.Files, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
	p.modules = newModules(p.Files, o.Roots)
	inParallel(p.Files, build)
	p.modules.nameAll(p.Files)
	p.link()
	return p
}

func newFile(p *Project, in Input) *File {
	name := strings.TrimSuffix(path.Base(in.Path), path.Ext(in.Path))
	f := &File{Path: in.Path, Tree: in.Tree, Project: p, Package: name == "__init__", Stub: path.Ext(in.Path) == ".pyi", Notebook: path.Ext(in.Path) == ".ipynb"}
	f.Top = newScope(f, ModuleScope, syntax.Node{}, nil)
	return f
}

// inParallel calls do for each file, on as many goroutines as there are cores.
func inParallel(files []*File, do func(*File)) {
	workers.Each(context.Background(), len(files), func(jobs iter.Seq[int]) {
		for i := range jobs {
			do(files[i])
		}
	})
}

// File is the file with this path; nil if there is none.
func (p *Project) File(path string) *File { return p.byPath[path] }

// Function is the function with this canonical path; nil if there is none.
func (p *Project) Function(path string) *Function { return p.functions[path] }

// Class is the class with this canonical path; nil if there is none.
func (p *Project) Class(path string) *Class { return p.classes[path] }

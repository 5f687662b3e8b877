package index

import "github.com/concurlint/concurlint/pyscan/internal/syntax"

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

	modules *modules
}

// A File is one file and what it binds.
type File struct {
	Path    string
	Tree    *syntax.Tree // nil when the file was not read
	Project *Project
	// Module is the canonical dotted name, unique in the project: relative to
	// the nearest folder above that is no package, or to the project's root
	// where two files would have the same name.
	Module string
	// Package reports whether the file is an __init__.
	Package bool
	// Top is the scope of the module body.
	Top *Scope
	// Imports lists all import statements, in order, one entry a bound name.
	Imports []*Import
	// Functions lists all functions, methods and lambdas, in order.
	Functions []*Function
	// Classes lists all classes, in order.
	Classes []*Class

	scopes []*Scope // by first node
	module *module
}

// An Import is one name that an import statement binds.
type Import struct {
	Node syntax.Node // the statement
	// From is the module named, made absolute where a project file is meant:
	// "os.path" in `import os.path`, "x" in `from x import y`.
	From string
	// Name is what is taken out of From: "" for `import x`, "*" for all.
	Name string
	// Bound is the name that the file sees; "" for a star import.
	Bound string
	// Level counts the leading dots.
	Level int
	// TypeChecking says that it runs for type checkers only.
	TypeChecking bool
	// Scope is where the statement stands.
	Scope *Scope
}

// New indexes files. Files with the same path: the last counts.
func New(inputs []Input, o Options) *Project { return &Project{} }

// File is the file with this path; nil if there is none.
func (p *Project) File(path string) *File { return nil }

// Function is the function with this canonical path; nil if there is none.
func (p *Project) Function(path string) *Function { return nil }

// Class is the class with this canonical path; nil if there is none.
func (p *Project) Class(path string) *Class { return nil }

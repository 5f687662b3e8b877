package index

import "github.com/concurlint/concurlint/pyscan/internal/syntax"

// A ScopeKind is what opens a scope.
type ScopeKind uint8

// The scopes of Python. TypeScope holds the type parameters of a definition
// (`def f[T]`) and lies around it.
const (
	ModuleScope ScopeKind = iota + 1
	ClassScope
	FunctionScope
	LambdaScope
	ComprehensionScope
	TypeScope
)

// A Scope is a region of a file with names of its own.
type Scope struct {
	Kind ScopeKind
	// Node is the module, class_definition, function_definition, lambda or
	// comprehension.
	Node   syntax.Node
	File   *File
	Parent *Scope // by Python's rules: class scopes are still in this chain
	// Func is the function whose body this is; nil elsewhere.
	Func *Function
	// Class is the class whose body this is; nil elsewhere.
	Class *Class
	// Bindings are the names bound here, in order of their first binding.
	Bindings []*Binding

	byName          map[string]*Binding
	declared        map[string]*Scope // global and nonlocal names -> where they live
	stars           []*Import
	first, last     int // node IDs inside: [first, last)
	outer, outerEnd int // node IDs of a comprehension's first iterable, which runs outside
	around          *Scope
}

// A Binding is one name in one scope, with every place that binds it.
type Binding struct {
	Name  string
	Scope *Scope
	// Defs stand in source order. More than one means that which one reaches a
	// use needs flow (number them, or be silent).
	Defs []Def
}

// A DefKind is how a name is bound.
type DefKind uint8

// The ways to bind a name. Declared is an annotation without a value; Deleted
// is `del x`; both leave the name without a value.
const (
	Assigned DefKind = iota + 1
	Augmented
	Walrus
	Declared
	Deleted
	Parameter
	ForTarget
	WithTarget
	ExceptTarget
	MatchTarget
	Imported
	FunctionDef
	ClassDef
	TypeParam
	TypeAlias
)

// A Def is one place that binds a name.
type Def struct {
	Kind DefKind
	// Node is the identifier (or the import's name) that is bound.
	Node syntax.Node
	// Value is what it is bound to: the right side, the iterable of a for, the
	// context manager of a with, the exception types of an except. Null where
	// there is none.
	Value syntax.Node
	// Unpacked says that the target is part of a tuple or list; At is then its
	// place in the outermost one, counted from 0 (-1 behind a starred one or deeper).
	Unpacked bool
	At       int
	// Annotation of an annotated assignment or parameter; null if none.
	Annotation syntax.Node

	Import *Import   // Imported
	Func   *Function // FunctionDef; Parameter: the function it belongs to
	Class  *Class    // ClassDef
}

// Lookup is the binding of name in this scope itself; nil if there is none.
func (s *Scope) Lookup(name string) *Binding { return s.byName[name] }

// ScopeOf is the scope in which n is evaluated. Defaults, decorators and
// annotations are evaluated outside the function they belong to, and so is the
// first iterable of a comprehension.
func (f *File) ScopeOf(n syntax.Node) *Scope { return f.Top }

// FunctionOf is the innermost function or lambda in whose body n is evaluated;
// nil in module and class bodies.
func (f *File) FunctionOf(n syntax.Node) *Function {
	for s := f.ScopeOf(n); s != nil; s = s.Parent {
		if s.Func != nil || s.Kind == ClassScope {
			return s.Func
		}
	}
	return nil
}

package index

import (
	"sort"

	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

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
	Node syntax.Node
	File *File
	// Parent is the scope around it. Names of a class scope are not seen from
	// the functions inside it, though it is their parent.
	Parent *Scope
	// Func is the function whose body this is; nil elsewhere.
	Func *Function
	// Class is the class whose body this is; nil elsewhere.
	Class *Class
	// Bindings are the names bound here, in order of their first binding.
	Bindings []*Binding

	byName   map[string]*Binding
	declared map[string]*Scope // global and nonlocal names -> where they live
	inside   nodes
	outside  nodes  // the first iterable of a comprehension
	around   *Scope // the scope whose inside holds ours
}

// nodes are the node IDs [first, last).
type nodes struct{ first, last int }

func (r nodes) has(id int) bool { return r.first <= id && id < r.last }

func nodesOf(n syntax.Node) nodes {
	if n.IsNull() {
		return nodes{}
	}
	return nodes{n.ID(), n.ID() + n.Size()}
}

// newScope opens a scope; inside is the node whose subtree is evaluated in it.
func newScope(f *File, kind ScopeKind, inside syntax.Node, parent *Scope) *Scope {
	s := &Scope{Kind: kind, Node: inside, File: f, Parent: parent, byName: map[string]*Binding{}, inside: nodesOf(inside)}
	f.scopes = append(f.scopes, s)
	return s
}

// A Binding is one name in one scope, with every place that binds it.
type Binding struct {
	Name  string
	Scope *Scope
	// Defs stand in source order. More than one means that which one reaches a
	// use needs flow (number them, or be silent). A def in another scope than
	// Scope got there by global or nonlocal, or is a walrus in a comprehension.
	Defs []Def
	// counted are those that count, where there are several and the file is read.
	counted []*Def
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
	// context manager of a with, the exception types of an except, the default
	// of a parameter. Null where there is none.
	Value syntax.Node
	// Unpacked says that the target is part of a tuple or list and Value the
	// whole; At is then its place in the outermost one, counted from 0 (-1 when
	// it is starred, behind a starred one, or deeper). `a, b = x, y` is taken
	// apart already.
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

// bind adds a definition of name, in the scope that a global or nonlocal
// statement says.
func (s *Scope) bind(name string, d Def) {
	if home := s.declared[name]; home != nil {
		s = home
	}
	b := s.byName[name]
	if b == nil {
		b = &Binding{Name: name, Scope: s}
		s.byName[name] = b
		s.Bindings = append(s.Bindings, b)
	}
	b.Defs = append(b.Defs, d)
}

// ScopeOf is the scope in which n is evaluated. Defaults, decorators and
// annotations are evaluated outside the function they belong to, and so is the
// first iterable of a comprehension.
func (f *File) ScopeOf(n syntax.Node) *Scope {
	if n.IsNull() {
		return f.Top
	}
	id := n.ID()
	i := sort.Search(len(f.scopes), func(i int) bool { return f.scopes[i].inside.first > id })
	if i == 0 {
		return f.Top
	}
	for s := f.scopes[i-1]; s != nil; s = s.around {
		if s.inside.has(id) && !s.outside.has(id) {
			return s
		}
	}
	return f.Top
}

// sortScopes puts the scopes in the order of the text and nests their regions,
// for ScopeOf. Regions nest otherwise than names: a lambda in the default of a
// parameter lies before the function's region, a generator in the first
// iterable of another lies inside its region but not in its scope.
func (f *File) sortScopes() {
	sort.SliceStable(f.scopes, func(i, j int) bool { return f.scopes[i].inside.first < f.scopes[j].inside.first })
	var open *Scope
	for _, s := range f.scopes {
		for open != nil && !open.inside.has(s.inside.first) {
			open = open.around
		}
		s.around = open
		open = s
	}
}

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

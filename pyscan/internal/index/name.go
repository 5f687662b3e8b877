package index

import "github.com/concurlint/concurlint/pyscan/internal/syntax"

// A NameKind is what a name stands for.
type NameKind uint8

// What a name can stand for. Unknown, the zero value, also covers names that
// are bound more than once, come by a star import nobody can see through, or
// lie in a file that was not read.
const (
	Unknown NameKind = iota
	// External is defined outside the project: Path is its canonical name.
	// Builtins are "builtins.open".
	External
	// ModuleName is a module or package of the project: Module (nil for a
	// namespace package) and Path.
	ModuleName
	// FunctionName is a function or method of the project: Func and Path.
	FunctionName
	// ClassName is a class of the project: Class and Path.
	ClassName
	// Variable is bound in a module or class body: Binding and Path.
	Variable
	// Local is bound in a function, lambda or comprehension: Binding.
	Local
	// Attribute is a field of an instance or class of the project, reached by
	// self, cls or the class: Class, Path and Fields.
	Attribute
)

// A Name is what an expression refers to.
type Name struct {
	Kind NameKind
	// Path is the canonical dotted name: External and all of the project but Local.
	Path string
	// Rest is what follows in the chain and cannot be resolved by names alone:
	// ["get"] in client.get with a local client. Variable, Local, Attribute,
	// FunctionName only.
	Rest []string

	Module  *File
	Func    *Function
	Class   *Class
	Binding *Binding
	Fields  []Field
	// Also are the other meanings of a name that is bound in the arms of one
	// try or if (`try: import ujson as json; except ImportError: import json`).
	Also []Name
}

// Is reports whether n is the external API path, under this name or another arm's.
func (n Name) Is(path string) bool {
	if n.Kind == External && n.Path == path {
		return true
	}
	for _, other := range n.Also {
		if other.Is(path) {
			return true
		}
	}
	return false
}

// Resolve says what an expression refers to where it stands: an identifier, a
// dotted name, an attribute chain, or one of these in parentheses. Anything
// else is Unknown.
func (f *File) Resolve(expr syntax.Node) Name { return Name{} }

// ResolveIn is Resolve for a dotted name given as text, as in a string
// annotation, looked up in scope s.
func (s *Scope) ResolveIn(dotted string) Name { return Name{} }

// Annotation says which class a type annotation names. Quotes, Optional,
// `| None`, Annotated and the arguments of a generic are taken off; a union of
// two classes is Unknown.
func (f *File) Annotation(n syntax.Node) Name { return Name{} }

// Method looks a method up in c and its bases, in method resolution order. The
// Name is External where an external base may define it, Unknown where the
// bases are not known.
func (c *Class) Method(name string) Name { return Name{} }

// Field lists the assignments to attribute name in the first class of the
// method resolution order that has any.
func (c *Class) Field(name string) []Field { return nil }

// MRO is c and its bases inside the project, nearest first. Complete says that
// it holds all of them: no base is external or unknown.
func (c *Class) MRO() (order []*Class, complete bool) { return nil, false }

// Self is the class that a binding is an instance of (or is, for cls) because
// it is the first parameter of a method; nil otherwise.
func (b *Binding) Self() *Class { return nil }

package index

import "github.com/concurlint/concurlint/pyscan/internal/syntax"

// A Function is a def or a lambda.
type Function struct {
	Name string // "<lambda>" for lambdas
	// Path is the canonical name, unique in the project: module, outer
	// definitions and Name, dotted; a second one of the same name ends in #2.
	Path  string
	File  *File
	Node  syntax.Node // function_definition or lambda
	Body  syntax.Node // block, or the expression of a lambda
	Scope *Scope      // of the body
	// Class is the class whose body directly holds it; nil if it is no method.
	Class *Class
	// Outer is the function directly around it; nil if there is none.
	Outer  *Function
	Params []Param
	// Decorators stand in source order, outermost first.
	Decorators []Decorator
	Returns    syntax.Node // the return annotation; null if none

	Async     bool
	Generator bool // has a yield of its own
	// Static, ClassMethod and Property are what the builtin decorators make it.
	Static, ClassMethod, Property bool
}

// A ParamKind is how a parameter takes its argument.
type ParamKind uint8

// The kinds of parameters.
const (
	PositionalOrKeyword ParamKind = iota
	PositionalOnly
	KeywordOnly
	VarArgs   // *args
	VarKwargs // **kwargs
)

// A Param is one parameter, without the separators / and *.
type Param struct {
	Name       string
	Kind       ParamKind
	Node       syntax.Node // the identifier
	Annotation syntax.Node // null if none
	Default    syntax.Node // null if none
}

// A Decorator is one @ line.
type Decorator struct {
	Node syntax.Node // the expression after @
	// Name is what is applied: the callee for a decorator with arguments.
	Name Name
}

// A Class is a class definition.
type Class struct {
	Name       string
	Path       string // canonical, as Function.Path
	File       *File
	Node       syntax.Node
	Scope      *Scope
	Outer      *Scope // where it is defined
	Decorators []Decorator
	// Bases are the positional bases, generics taken off (Base[T] is Base).
	Bases []Name
	// Keywords are the other arguments: metaclass=M, total=False.
	Keywords []syntax.Node
	// Fields lists what is assigned in the class body, on self in its methods
	// and on the class by name, in source order.
	Fields []Field

	fields   map[string][]Field // the same by name
	mro      []*Class
	external []Name // bases that are not in the project
	complete bool
	state    orderState
}

// An orderState says how far the method resolution order of a class is.
type orderState uint8

const (
	unordered orderState = iota
	ordering
	ordered
)

// A Field is one assignment to an attribute of a class or of its instances.
type Field struct {
	Name string
	// Def says how and to what; its Node is an identifier in the class body,
	// else the attribute.
	Def Def
	// Func is where it is assigned: a method, or any function that names the
	// class; nil in class and module bodies.
	Func *Function
	// Class is the class that it is assigned on.
	Class *Class
}

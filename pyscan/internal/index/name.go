package index

import "slices"

// A NameKind is what a name stands for.
type NameKind uint8

// What a name can stand for. Unknown, the zero value, also covers names that
// come by a star import nobody can see through, lie in a file that was not
// read, or in a part of the project that is not there.
const (
	Unknown NameKind = iota
	// External is defined outside the project: Path is its canonical name.
	// Builtins are "builtins.open".
	External
	// ModuleName is a module or package of the project: Module (nil for a
	// namespace package) and Path.
	ModuleName
	// FunctionName is a function or method of the project: Func and Path. A
	// Func with Property set is called by naming it.
	FunctionName
	// ClassName is a class of the project: Class and Path.
	ClassName
	// Variable is bound in a module or class body, and not known to be one of
	// the above: Binding and Path. Also a function that is defined twice.
	Variable
	// Local is bound in a function, lambda or comprehension: Binding.
	Local
	// Attribute is a field of an instance or class of the project, reached by
	// self, cls or the class: Class, Path and Fields.
	Attribute
	// FunctionAttribute is an attribute of a function of the project, as in
	// task.delay: Func, Path (the function's) and Rest.
	FunctionAttribute
)

// String names k, for tests.
func (k NameKind) String() string {
	return [...]string{"unknown", "external", "module", "function", "class", "variable", "local", "attribute", "function attribute"}[k]
}

// A Name is what an expression refers to.
type Name struct {
	Kind NameKind
	// Path is the canonical dotted name: External and all of the project but Local.
	Path string
	// Rest is what follows in the chain and cannot be resolved by names alone:
	// ["get"] in client.get with a local client. Variable, Local, Attribute and
	// FunctionAttribute only.
	Rest []string

	Module  *File
	Func    *Function
	Class   *Class // ClassName; Attribute: the base-most class that assigns it
	Binding *Binding
	// Fields are the assignments to an Attribute in all classes of the method
	// resolution order, nearest class first; empty where none is seen, though
	// the attribute of that Path is still one object per instance.
	Fields []Field
	// Also are the other meanings of a name that is imported in the arms of one
	// if (`if sys.version_info >= (3, 11): from asyncio import timeout` and so on).
	Also []Name

	folder *module // ModuleName
}

// Is reports whether n is the external API path, under this name or another arm's.
func (n Name) Is(path string) bool {
	return n.Kind == External && len(n.Rest) == 0 && n.Path == path ||
		slices.ContainsFunc(n.Also, func(other Name) bool { return other.Is(path) })
}

// with is n with one more attribute that names alone cannot resolve.
func (n Name) with(attr string) Name {
	n.Rest = append(slices.Clip(n.Rest), attr)
	return n
}

func external(path string) Name { return Name{Kind: External, Path: path} }

func moduleName(m *module) Name {
	return Name{Kind: ModuleName, Path: m.name, Module: m.file, folder: m}
}

func functionName(f *Function) Name { return Name{Kind: FunctionName, Path: f.Path, Func: f} }

func className(c *Class) Name { return Name{Kind: ClassName, Path: c.Path, Class: c} }

// variableName is a binding about which nothing more is known.
func variableName(b *Binding) Name {
	switch b.Scope.Kind {
	case ModuleScope, ClassScope:
		return Name{Kind: Variable, Path: prefix(b.Scope) + "." + b.Name, Binding: b}
	case TypeScope:
		return Name{}
	}
	return Name{Kind: Local, Binding: b}
}

package lower

import (
	"go/ast"
	"go/types"

	"github.com/concurlint/concurlint/internal/site"
)

// A variable is a parameter, a result or a local variable, with all that is ever assigned to it.
type variable struct {
	object   *types.Var
	owner    *function // the function that declares it
	defs     []*definition
	stores   []store   // fields and package variables that it is stored in
	whole    *variable // that holds the literal which stands for it
	returned int       // which result it is returned as; -1 for none
}

// A definition is one place at which a variable gets a value.
type definition struct {
	variable *variable
	kind     defKind
	in       *function // in which the assignment stands
	at       ast.Node
	expr     ast.Expr // the value, or the call that returns it among others
	index    int      // which result of expr; -1: expr is the value itself
	name     string   // of an object that begins here
	ref      site.Ref
	state    refState
}

type defKind uint8

const (
	value  defKind = iota // expr
	zero                  // declared without a value
	param                 // index is its number
	item                  // an element of what is ranged over
	count                 // a counter, or an index that is ranged over
	update                // x += ..., x++
)

type refState uint8

const (
	open refState = iota
	resolving
	resolved
)

// A destination says where the value of an expression goes.
type destination struct {
	lhs    []ast.Expr // assigned to
	result int        // returned as this result and those after it; -1: not returned
	store  *store     // an element of a literal of the user's own type
}

// A store is a place that outlives a variable: a field of an own type or a variable of the package.
type store struct {
	owner types.Type // of a field
	field string
	to    ast.Expr // the selector or identifier; nil for a literal's element
}

func (u *unit) isField(s *ast.SelectorExpr) bool {
	sel := u.Info.Selections[s]
	return sel != nil && sel.Kind() == types.FieldVal
}

// valueReceiver reports whether the expression is a receiver that is a copy: what is stored in it is gone.
func (u *unit) valueReceiver(e ast.Expr) bool {
	v := u.variable(unparen(e))
	if v == nil || v.owner == nil || v.owner.recv == nil || len(v.defs) == 0 || v.defs[0].kind != param || v.defs[0].index != 0 {
		return false
	}
	_, pointer := types.Unalias(v.object.Type()).(*types.Pointer)
	return !pointer
}

func packageLevel(v *types.Var) bool {
	return v.Pkg() != nil && v.Parent() == v.Pkg().Scope()
}

// variable returns the local variable that an identifier names, nil for anything else.
func (u *unit) variable(e ast.Expr) *variable {
	id, ok := e.(*ast.Ident)
	if !ok || id.Name == "_" {
		return nil
	}
	v, ok := u.Info.ObjectOf(id).(*types.Var)
	if !ok || packageLevel(v) || v.IsField() {
		return nil
	}
	return u.variableOf(v)
}

func (u *unit) variableOf(v *types.Var) *variable {
	w := u.variables[v]
	if w == nil {
		w = &variable{object: v, returned: -1}
		u.variables[v] = w
	}
	return w
}

func (u *unit) addDef(f *function, lhs ast.Expr, d *definition) {
	v := u.variable(unparen(lhs))
	if v == nil {
		return
	}
	if v.owner == nil {
		v.owner = u.ownerOf(v.object, f)
	}
	d.variable, d.in = v, f
	if d.kind == zero && isNilable(v.object.Type()) && u.opensByName(d) == nil || d.kind == value && isNil(d.expr) {
		return // no object
	}
	d.name = v.owner.nextName(v.object.Name())
	v.defs = append(v.defs, d)
}

// ownerOf is the innermost function around the declaration of a variable.
func (u *unit) ownerOf(v *types.Var, f *function) *function {
	for f.outer != nil && !f.within(v.Pos()) {
		f = f.outer
	}
	return f
}

// nextName numbers the definitions of one name: g, g#2, g#3.
func (f *function) nextName(name string) string {
	f.names[name]++
	if n := f.names[name]; n > 1 {
		return name + "#" + itoa(n)
	}
	return name
}

// isNilable reports whether the zero value of a type is nil, or not known.
func isNilable(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Struct, *types.Array:
		return false
	case *types.Basic:
		return u.Kind() == types.Invalid
	}
	return true
}

func isNil(e ast.Expr) bool {
	id, ok := unparen(e).(*ast.Ident)
	return ok && id.Name == "nil"
}

// ownType reports whether a named type, or what it points to, is declared in the user's own code.
func (u *unit) ownType(t types.Type) bool {
	named := namedType(t)
	return named != nil && named.Obj().Pkg() != nil && u.Ours(importPath(named.Obj().Pkg()))
}

package lower

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/concurlint/concurlint/internal/site"
)

// selectorRef is a variable of another package, or a field.
func (s scope) selectorRef(e *ast.SelectorExpr) site.Ref {
	if v, ok := s.Info.Uses[e.Sel].(*types.Var); ok && packageLevel(v) {
		return site.Ref{Kind: s.Catalog.kind(v.Type()), Scope: site.ScopeProcess, Name: importPath(v.Pkg()) + "." + v.Name()}
	}
	sel := s.Info.Selections[e]
	if sel == nil || sel.Kind() != types.FieldVal {
		return site.Ref{}
	}
	for _, row := range s.fieldRows(e) {
		if row.Same == "receiver" {
			return s.ref(e.X)
		}
	}
	return s.fieldOf(e.X, sel)
}

// fieldOf names a field: of an own type by the type, of anything else as a part of the object that has it.
func (s scope) fieldOf(x ast.Expr, sel *types.Selection) site.Ref {
	kind := s.Catalog.kind(sel.Type())
	owner, field := fieldOwner(sel)
	holder := s.ref(x)
	switch {
	case holder.Kind == site.Item && (kind == site.Object || basic(sel.Type())):
		holder.Name += "." + field
		return holder
	case s.ownType(owner):
		return s.fieldRef(owner, field, kind)
	case basic(sel.Type()):
		return site.Ref{}
	case holder.Known() && typeName(owner) == "" && holder.Kind == site.Object:
		holder.Name += "." + field // of a struct without a name
		holder.Kind = kind
		return holder
	case holder.Kind != site.Object && holder.Known():
		return holder // the body of a response
	case holder.Scope == site.ScopeParam:
		holder.Name += "." + field
		holder.Kind = kind
		return holder
	}
	return site.Ref{Kind: kind}
}

// fieldOwner returns the type that declares the field, seen through embedded fields.
func fieldOwner(sel *types.Selection) (types.Type, string) {
	t := sel.Recv()
	path := sel.Index()
	for _, i := range path[:len(path)-1] {
		st := structOf(deref(t))
		if st == nil || i >= st.NumFields() {
			break
		}
		t = st.Field(i).Type()
	}
	return t, sel.Obj().Name()
}

func deref(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// indexRef: an element taken by the counter of a loop is an element of the loop; any other one is not known.
func (s scope) indexRef(e *ast.IndexExpr) site.Ref {
	unknown := site.Ref{Kind: s.Catalog.kind(s.Info.TypeOf(e))}
	id, ok := unparen(e.Index).(*ast.Ident)
	if !ok {
		return unknown
	}
	if v := s.variable(id); v != nil && s.counts(v) {
		return site.Ref{Kind: site.Item, Scope: site.ScopeCall, Func: v.owner.name, Name: text(e)}
	}
	return unknown
}

// counts reports whether the variable is the counter of a loop or an index that is ranged over.
func (s scope) counts(v *variable) bool {
	if v.owner != nil && v.owner.counter[v.object] != nil {
		return true
	}
	return slices.ContainsFunc(v.defs, func(d *definition) bool { return d.kind == count })
}

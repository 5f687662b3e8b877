package lower

import (
	"go/ast"
	"go/types"

	"github.com/concurlint/concurlint/internal/site"
)

// lasting names an object by how long it lives: in a field, a variable of the package, the caller, or this run.
func (s scope) lasting(d *definition, kind site.ObjKind) site.Ref {
	v := d.variable
	if v.whole != nil && v.whole != v && (v.whole.returned >= 0 || len(v.whole.stores) > 0) {
		v = v.whole
	}
	for _, st := range v.stores {
		if r := s.storeRef(&st, kind); r.Known() {
			return r
		}
	}
	if v.returned >= 0 {
		return site.Ref{Kind: kind, Scope: site.ScopeResult, Func: v.owner.name, N: v.returned, Name: d.name}
	}
	return site.Ref{Kind: kind, Scope: site.ScopeCall, Func: v.owner.name, Name: d.name}
}

func (s scope) storeRef(st *store, kind site.ObjKind) site.Ref {
	if st.to != nil {
		r := s.ref(st.to)
		if kind != site.Object {
			r.Kind = kind
		}
		return r
	}
	return s.fieldRef(st.owner, st.field, kind)
}

func (s scope) fieldRef(owner types.Type, field string, kind site.ObjKind) site.Ref {
	name := typeName(owner)
	if name == "" {
		return site.Ref{Kind: kind}
	}
	return site.Ref{Kind: kind, Scope: site.ScopeInstance, Func: name, Name: field}
}

func (s scope) paramRef(v *variable, n int) site.Ref {
	r := site.Ref{Kind: s.Catalog.kind(v.object.Type()), Scope: site.ScopeParam, Func: v.owner.name, N: n, Name: v.object.Name()}
	if basic(v.object.Type()) {
		r.Kind = site.Object
	}
	if _, request := s.Catalog.entry(s.signature(v.owner)); request && n >= fieldCount(v.owner.recv) {
		r.Scope, r.N = site.ScopeRequest, 0
	}
	return r
}

// signature returns the type of a function; nil where it has none.
func (u *unit) signature(f *function) *types.Signature {
	switch n := f.node.(type) {
	case *ast.FuncDecl:
		if f.object != nil {
			return f.object.Signature()
		}
	case *ast.FuncLit:
		sig, _ := u.Info.TypeOf(n).(*types.Signature)
		return sig
	}
	return nil
}

// newObject names what an expression makes by where it goes: a variable, a field, the caller, or nowhere.
func (s scope) newObject(e ast.Expr, index int, t types.Type) site.Ref {
	kind := s.Catalog.kind(t)
	if call, ok := e.(*ast.CallExpr); ok {
		if k := s.openedKind(call, max(index, 0)); k != site.Object {
			kind = k
		}
	}
	d, ok := s.f.dests[e]
	if !ok {
		return s.unnamedRef(e, max(index, 0), kind)
	}
	i := max(index, 0)
	switch {
	case d.store != nil:
		return s.storeRef(d.store, kind)
	case d.result >= 0:
		return site.Ref{Kind: kind, Scope: site.ScopeResult, Func: s.f.name, N: d.result + i, Name: "r" + itoa(d.result+i)}
	case i < len(d.lhs):
		return s.assigned(d.lhs[i], e, kind)
	}
	return s.unnamedRef(e, i, kind)
}

// assigned is the object that an assignment gives a name.
func (s scope) assigned(lhs, rhs ast.Expr, kind site.ObjKind) site.Ref {
	if v := s.variable(unparen(lhs)); v != nil {
		for _, d := range v.defs {
			if d.expr != nil && d.in == s.f && contains(d.expr, rhs) {
				return s.defRef(d)
			}
		}
		return site.Ref{Kind: kind}
	}
	if id, ok := unparen(lhs).(*ast.Ident); ok && id.Name == "_" {
		return s.unnamedRef(rhs, 0, kind)
	}
	r := s.ref(lhs)
	if r.Kind == site.Object || r.Kind == site.Item && kind != site.Object {
		r.Kind = kind
	}
	return r
}

func contains(outer, inner ast.Node) bool {
	return outer.Pos() <= inner.Pos() && inner.End() <= outer.End()
}

// unnamedRef names an object that no variable holds by its number in the function.
func (s scope) unnamedRef(e ast.Expr, index int, kind site.ObjKind) site.Ref {
	key := unnamedKey{e, index}
	name := s.f.unnamed[key]
	if name == "" {
		s.f.objects++
		name = itoa(s.f.objects)
		s.f.unnamed[key] = name
	}
	return site.Ref{Kind: kind, Scope: site.ScopeCall, Func: s.f.name, Name: name}
}

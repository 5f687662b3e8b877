package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/concurlint/concurlint/internal/site"
)

// A scope is the function in which expressions are read.
type scope struct {
	*unit
	f *function
}

// ref says which object an expression means; the zero Ref for what is no object.
func (s scope) ref(e ast.Expr) site.Ref {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return s.ref(e.X)
	case *ast.StarExpr:
		return s.ref(e.X)
	case *ast.TypeAssertExpr:
		return s.ref(e.X)
	case *ast.UnaryExpr:
		return s.unaryRef(e)
	case *ast.Ident:
		return s.identRef(e)
	case *ast.SelectorExpr:
		return s.selectorRef(e)
	case *ast.IndexExpr:
		return s.indexRef(e)
	case *ast.SliceExpr:
		return s.ref(e.X)
	case *ast.CallExpr:
		return s.callRef(e, 0)
	case *ast.CompositeLit:
		if part := s.samePart(e); part != nil {
			return s.ref(part)
		}
		return s.newObject(e, -1, s.Info.TypeOf(e))
	case *ast.BinaryExpr:
		return s.computedRef(e.X, e.Y)
	}
	return site.Ref{}
}

// samePart is the element of a literal that the whole stands for, by a row: an http.Client is its transport with a few words around.
func (s scope) samePart(e *ast.CompositeLit) ast.Expr {
	name := s.standsFor(s.Info.TypeOf(e))
	if name == "" {
		return nil
	}
	for _, el := range e.Elts {
		kv, ok := el.(*ast.KeyValueExpr)
		if !ok || text(kv.Key) != name {
			continue
		}
		if r := s.ref(kv.Value); r.Known() && r.Kind != site.Object {
			return kv.Value
		}
	}
	return nil
}

func (s scope) unaryRef(e *ast.UnaryExpr) site.Ref {
	switch e.Op {
	case token.AND:
		return s.ref(e.X)
	case token.ARROW:
		return s.elementRef(e)
	}
	return site.Ref{}
}

// elementRef: what is received from a channel is an element of it.
func (s scope) elementRef(e *ast.UnaryExpr) site.Ref {
	return site.Ref{Kind: site.Item, Scope: site.ScopeCall, Func: s.f.name, Name: text(e)}
}

// computedRef: what is computed from elements alone is an element.
func (s scope) computedRef(parts ...ast.Expr) site.Ref {
	var found site.Ref
	for _, p := range parts {
		if tv, ok := s.Info.Types[p]; ok && tv.Value != nil {
			continue
		}
		if r := s.ref(p); r.Kind == site.Item {
			found = r
		}
	}
	return found
}

func (s scope) identRef(id *ast.Ident) site.Ref {
	v, ok := s.Info.ObjectOf(id).(*types.Var)
	if !ok {
		return site.Ref{}
	}
	if packageLevel(v) {
		return site.Ref{Kind: s.Catalog.kind(v.Type()), Scope: site.ScopeProcess, Name: importPath(v.Pkg()) + "." + v.Name()}
	}
	w := s.variableOf(v)
	defs := s.definitionsAt(w, s.f, id.Pos())
	if len(defs) != 1 {
		return s.oneOf(w, defs)
	}
	return s.defRef(defs[0])
}

// oneOf: several definitions reach the use. They mean one object only where all are the same one.
func (s scope) oneOf(w *variable, defs []*definition) site.Ref {
	unknown := site.Ref{Kind: s.Catalog.kind(w.object.Type())}
	if len(defs) == 0 {
		if w.owner != nil && w.returned >= 0 && w.isResult() {
			return site.Ref{Kind: unknown.Kind, Scope: site.ScopeResult, Func: w.owner.name, N: w.returned, Name: w.object.Name()}
		}
		return unknown
	}
	first := s.defRef(defs[0])
	for _, d := range defs[1:] {
		if r := s.defRef(d); !r.Same(first) || r.Kind != first.Kind {
			return unknown
		}
	}
	return first
}

// isResult reports whether the variable is a named result.
func (v *variable) isResult() bool {
	return v.owner.results != nil && v.owner.results.Pos() <= v.object.Pos() && v.object.Pos() < v.owner.results.End()
}

// defRef says which object a definition gives its variable.
func (s scope) defRef(d *definition) site.Ref {
	switch d.state {
	case resolved:
		return d.ref
	case resolving:
		return site.Ref{}
	}
	d.state = resolving
	d.ref = scope{s.unit, d.in}.newRef(d)
	d.state = resolved
	return d.ref
}

func (s scope) newRef(d *definition) site.Ref {
	v := d.variable
	switch d.kind {
	case param:
		return s.paramRef(v, d.index)
	case item:
		return site.Ref{Kind: site.Item, Scope: site.ScopeCall, Func: v.owner.name, Name: d.name}
	case count, update:
		return site.Ref{}
	case zero:
		kind := s.Catalog.kind(v.object.Type())
		if row := s.opensByName(d); row != nil {
			kind = s.kindWord(row.Object)
		}
		return s.lasting(d, kind)
	}
	if d.index <= 0 {
		if r, alias := s.alias(d.expr); alias {
			return r
		}
	}
	kind := s.resultKind(d)
	if basic(v.object.Type()) && kind == site.Object && v.returned < 0 {
		return s.basicRef(d)
	}
	return s.lasting(d, kind)
}

// basicRef: numbers and texts are no objects, but what is computed from an element of a loop stands for the element.
func (s scope) basicRef(d *definition) site.Ref {
	found := site.Ref{}
	ast.Inspect(d.expr, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && found.IsZero() {
			if v := s.variable(id); v != nil && v != d.variable {
				if r := s.identRef(id); r.Kind == site.Item {
					found = r
				}
			}
		}
		_, lit := n.(*ast.FuncLit)
		return !lit && found.IsZero()
	})
	return found
}

func basic(t types.Type) bool {
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() != types.Invalid
}

// resultKind is the kind of the object that a definition makes: as the call's row says, or as its type does.
func (s scope) resultKind(d *definition) site.ObjKind {
	if call, ok := unparen(d.expr).(*ast.CallExpr); ok {
		if kind := s.openedKind(call, max(d.index, 0)); kind != site.Object {
			return kind
		}
	}
	return s.Catalog.kind(d.variable.object.Type())
}

// openedKind is the kind of what a call opens as its result i.
func (s scope) openedKind(call *ast.CallExpr, i int) site.ObjKind {
	_, rows := s.rows(call)
	for _, row := range rows {
		if slices.Contains(row.Does, "open") && row.Result == i {
			kind, _ := site.ParseKind(row.Object)
			return kind
		}
	}
	return site.Object
}

// alias returns the object that an expression names without making one.
func (s scope) alias(e ast.Expr) (site.Ref, bool) {
	switch e := unparen(e).(type) {
	case *ast.Ident, *ast.SelectorExpr, *ast.StarExpr, *ast.TypeAssertExpr, *ast.IndexExpr, *ast.SliceExpr:
		return s.ref(e), true
	case *ast.UnaryExpr:
		if lit, ok := unparen(e.X).(*ast.CompositeLit); ok {
			return s.partOf(lit)
		}
		return s.ref(e), e.Op == token.AND || e.Op == token.ARROW
	case *ast.CompositeLit:
		return s.partOf(e)
	case *ast.CallExpr:
		return s.sameAs(e)
	}
	return site.Ref{}, false
}

// partOf returns the variable's object for which a literal stands.
func (s scope) partOf(lit *ast.CompositeLit) (site.Ref, bool) {
	part := s.samePart(lit)
	if part == nil || s.variable(unparen(stripAddress(part))) == nil {
		return site.Ref{}, false
	}
	return s.ref(part), true
}

// callRef is the object that a call returns as result i.
func (s scope) callRef(call *ast.CallExpr, i int) site.Ref {
	if i == 0 {
		if r, ok := s.sameAs(call); ok {
			return r
		}
	}
	t := s.resultType(call, i)
	if t != nil && basic(t) {
		return s.computedRef(call.Args...)
	}
	if errorType(t) {
		return site.Ref{}
	}
	return s.newObject(call, i, t)
}

func (s scope) resultType(call *ast.CallExpr, i int) types.Type {
	t := s.Info.TypeOf(call)
	if tuple, ok := t.(*types.Tuple); ok {
		if i < tuple.Len() {
			return tuple.At(i).Type()
		}
		return nil
	}
	return t
}

func errorType(t types.Type) bool {
	return t != nil && types.Identical(t, types.Universe.Lookup("error").Type())
}

// sameAs returns the object that a call merely hands back: a conversion, or what a row says is the same.
func (s scope) sameAs(call *ast.CallExpr) (site.Ref, bool) {
	if s.isConversion(call) {
		return s.ref(call.Args[0]), true
	}
	_, rows := s.rows(call)
	for _, row := range rows {
		switch {
		case row.Request:
			return site.Ref{Kind: s.kindWord(row.Object), Scope: site.ScopeRequest, Func: s.f.name, Name: text(call)}, true
		case row.Same == "receiver":
			if r := receiver(call); r != nil {
				return s.ref(r), true
			}
		case row.Same != "":
			if arg := argument(call, row.Same); arg != nil {
				return s.ref(arg), true
			}
		}
	}
	return site.Ref{}, false
}

func (s scope) kindWord(word string) site.ObjKind {
	kind, _ := site.ParseKind(word)
	return kind
}

func (s scope) isConversion(call *ast.CallExpr) bool {
	tv, ok := s.Info.Types[call.Fun]
	return ok && tv.IsType() && len(call.Args) == 1
}

package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// expr reads an expression: its operands first, then what it does.
func (w *walker) expr(e ast.Expr) {
	switch e := e.(type) {
	case nil:
	case *ast.Ident:
		w.ambiguous(e)
	case *ast.CallExpr:
		w.call(e)
	case *ast.FuncLit:
		w.kept(e)
	case *ast.UnaryExpr:
		w.unary(e)
	case *ast.BinaryExpr:
		w.binary(e)
	case *ast.CompositeLit:
		w.literalExpr(e)
	case *ast.ParenExpr:
		w.expr(e.X)
	case *ast.SelectorExpr:
		w.expr(e.X)
	case *ast.StarExpr:
		w.expr(e.X)
	case *ast.TypeAssertExpr:
		w.expr(e.X)
	case *ast.IndexExpr:
		w.expr(e.X)
		w.expr(e.Index)
	case *ast.SliceExpr:
		w.expr(e.X)
		w.expr(e.Low)
		w.expr(e.High)
	case *ast.KeyValueExpr:
		w.expr(e.Value)
	}
}

// ambiguous: where a variable may hold one of several objects, what happens to it may happen to each.
func (w *walker) ambiguous(id *ast.Ident) {
	v := w.variable(id)
	if v == nil || len(v.defs) < 2 {
		return
	}
	defs := w.definitionsAt(v, w.f, id.Pos())
	if len(defs) < 2 || w.oneOf(v, defs).Known() {
		return
	}
	for _, d := range defs {
		if r := w.defRef(d); tracked(r) {
			w.emit(site.Site{Do: site.Escape, On: r, Guess: true}, id)
		}
	}
}

func (w *walker) unary(e *ast.UnaryExpr) {
	if e.Op == token.ARROW {
		w.expr(e.X)
		w.receive(e.X, e, false)
		return
	}
	w.expr(e.X)
}

// binary: the right side of && and || is a branch.
func (w *walker) binary(e *ast.BinaryExpr) {
	w.expr(e.X)
	if e.Op == token.LAND || e.Op == token.LOR {
		w.inBranch(false, w.reads(e.X), func() { w.expr(e.Y) })
		return
	}
	w.expr(e.Y)
}

// literalExpr reads a composite literal: its elements, then the object that some types are.
func (w *walker) literalExpr(e *ast.CompositeLit) {
	t := w.Info.TypeOf(e)
	part := w.samePart(e)
	for _, el := range e.Elts {
		val := el
		if kv, ok := el.(*ast.KeyValueExpr); ok {
			val = kv.Value
		}
		w.expr(val)
		if val != part {
			w.escape(val, e)
		}
	}
	row := w.literalRow(e)
	if row == nil {
		return
	}
	w.emit(site.Site{
		Do: site.Open, On: w.kindly(w.ref(e), row), API: w.typeText(e, t), For: row.For,
		Cap: w.capacity(row.Cap, nil, e), Time: w.duration(row.Time, row.Unit, nil, e), Args: w.elements(e),
	}, e)
}

// literalRow returns the row by which a literal of the type is a living object.
func (w *walker) literalRow(e *ast.CompositeLit) *rules.Model {
	if t := w.Info.TypeOf(e); t != nil {
		return w.Catalog.opens(t)
	}
	return nil
}

func (w *walker) typeText(e *ast.CompositeLit, t types.Type) string {
	if name := typeName(t); name != "" {
		return name
	}
	return text(e.Type)
}

// elements are the objects that a literal is made of.
func (w *walker) elements(e *ast.CompositeLit) []site.Ref {
	var out []site.Ref
	for _, el := range e.Elts {
		if kv, ok := el.(*ast.KeyValueExpr); ok {
			el = kv.Value
		}
		if r := w.ref(el); tracked(r) {
			out = append(out, r)
		}
	}
	return out
}

// kept reads a literal that is neither called nor started here: what it captures may live on in it.
func (w *walker) kept(lit *ast.FuncLit) {
	for _, r := range w.captured(lit) {
		if tracked(r.ref) {
			w.emit(site.Site{Do: site.Escape, On: r.ref}, lit)
		}
	}
}

// A capture is an object that a literal takes from the function around it.
type capture struct {
	ref      site.Ref
	variable *variable
}

// captured returns what a literal takes from outside, in the order in which it is named there.
func (w *walker) captured(lit *ast.FuncLit) []capture {
	var out []capture
	add := func(r site.Ref, v *variable) {
		if !r.IsZero() && r.Known() && !slices.ContainsFunc(out, func(c capture) bool { return c.ref == r }) {
			out = append(out, capture{r, v})
		}
	}
	inner := w.functions[lit]
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IndexExpr:
			if id, ok := unparen(n.Index).(*ast.Ident); ok {
				if v := w.variable(id); v != nil && outside(v, inner) && w.counts(v) {
					add(w.indexRef(n), v)
				}
			}
		case *ast.Ident:
			if v := w.variable(n); v != nil && outside(v, inner) {
				add(scope{w.unit, inner}.identRef(n), v)
			}
		}
		return true
	})
	return out
}

// outside reports whether the variable is declared outside of a literal.
func outside(v *variable, lit *function) bool {
	return v.owner != nil && lit != nil && !(lit.node.Pos() <= v.object.Pos() && v.object.Pos() < lit.node.End())
}

// tracked reports whether anybody asks where the object goes.
func tracked(r site.Ref) bool {
	switch r.Kind {
	case site.Object, site.Item, site.Signal:
		return false
	}
	return r.Known() && r.Scope != site.ScopeProcess && r.Scope != site.ScopeInstance
}

// kindly gives a ref the kind that a row says.
func (w *walker) kindly(r site.Ref, row *rules.Model) site.Ref {
	if kind, ok := site.ParseKind(row.Object); ok && (r.Known() || !r.IsZero()) {
		if r.Kind == site.Object || r.Kind == site.Item {
			r.Kind = kind
		}
	}
	return r
}

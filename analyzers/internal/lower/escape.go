package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// escape says that the value of an expression goes where it cannot be followed.
func (w *walker) escape(e ast.Expr, at ast.Node) {
	switch x := unparen(e).(type) {
	case *ast.FuncLit, *ast.CompositeLit:
		return // read where they stand
	case *ast.UnaryExpr:
		if x.Op == token.AND {
			w.escape(x.X, at)
		}
		return
	case *ast.SelectorExpr:
		if w.isMethodValue(x) { // conn.Close
			w.escapeRef(w.receiverRef(x), nil, at)
			return
		}
	case *ast.Ident:
		if w.escapeFunction(x, at) {
			return
		}
	case *ast.CallExpr:
		if w.builtin(x, "append") {
			return
		}
		if t, ok := w.Info.TypeOf(x).(*types.Tuple); ok { // wrap(open())
			for i := range t.Len() {
				w.escapeResult(w.callRef(x, i), t.At(i).Type(), at)
			}
			return
		}
	}
	if call, ok := unparen(e).(*ast.CallExpr); ok {
		w.escapeResult(w.ref(e), w.Info.TypeOf(call), at)
		return
	}
	w.escapeRef(w.ref(e), w.definitionOf(e), at)
}

// escapeResult: what a result is whose type did not resolve, only what made it knows.
func (w *walker) escapeResult(r site.Ref, t types.Type, at ast.Node) {
	if r.Known() && !known(t) {
		w.emit(site.Site{Do: site.Escape, On: r}, at)
		return
	}
	w.escapeRef(r, nil, at)
}

// escapeMethods: whoever is given conn.Close or group.Wait may call it.
func (w *walker) escapeMethods(call *ast.CallExpr) {
	for _, a := range call.Args {
		if x, ok := unparen(a).(*ast.SelectorExpr); ok && w.isMethodValue(x) {
			w.escape(x, call)
		}
	}
}

// escapeRest: several arguments of a variadic parameter are not told apart.
func (w *walker) escapeRest(call *ast.CallExpr, t target) {
	first := t.params - 1
	if t.method {
		first--
	}
	if !t.variadic || call.Ellipsis.IsValid() || len(call.Args) <= first+1 {
		return
	}
	for _, a := range call.Args[first:] {
		w.escape(a, call)
	}
}

func (w *walker) isMethodValue(x *ast.SelectorExpr) bool {
	sel := w.Info.Selections[x]
	return sel != nil && sel.Kind() == types.MethodVal
}

func (w *walker) definitionOf(e ast.Expr) *definition {
	if id, ok := unparen(e).(*ast.Ident); ok {
		return w.single(id)
	}
	return nil
}

// escapeRef writes the Escape of an object that somebody may ask about. Where its type says nothing, it is one that a
// function of the user's own code has made.
func (w *walker) escapeRef(r site.Ref, d *definition, at ast.Node) {
	if tracked(r) || r.Kind == site.Object && (r.Scope == site.ScopeParam || r.Known() && w.fromOwnCall(d)) {
		w.emit(site.Site{Do: site.Escape, On: r}, at)
	}
}

func (w *walker) fromOwnCall(d *definition) bool {
	if d == nil || d.kind != value {
		return false
	}
	in := scope{w.unit, d.in}
	call := in.plainCall(d.expr)
	return call != nil && in.target(call.Fun).name != ""
}

// escapeFunction: with a function goes what it ends (cancel) or what it captures.
func (w *walker) escapeFunction(id *ast.Ident, at ast.Node) bool {
	d := w.single(id)
	if d == nil || d.kind != value {
		return false
	}
	if t := w.identTarget(id); t.function != nil && t.function.outer != nil {
		w.kept(t.function.node.(*ast.FuncLit))
		return true
	}
	in := scope{w.unit, d.in}
	call := in.plainCall(d.expr)
	if call == nil || d.index < 1 {
		return false
	}
	_, rows := in.rows(call)
	for _, row := range rows {
		if row.Closer != nil && *row.Closer == d.index {
			w.emit(site.Site{Do: site.Escape, On: in.callRef(call, row.Result)}, at)
			return true
		}
	}
	return false
}

// escapeStarted: what is handed to a goroutine is its to end.
func (w *walker) escapeStarted(call *ast.CallExpr, at ast.Node) {
	for _, a := range call.Args {
		if r := w.ref(a); closable(r) {
			w.emit(site.Site{Do: site.Escape, On: r}, at)
		}
	}
	if lit, ok := unparen(call.Fun).(*ast.FuncLit); ok {
		w.escapeInto(lit, at)
	} else if sel, ok := unparen(call.Fun).(*ast.SelectorExpr); ok && w.Info.Selections[sel] != nil {
		if r := w.receiverRef(sel); closable(r) {
			w.emit(site.Site{Do: site.Escape, On: r}, at)
		}
	}
}

func (w *walker) escapeCaptured(call *ast.CallExpr, row *rules.Model) {
	for _, fn := range w.functionsGiven(call, row) {
		if lit, ok := unparen(fn).(*ast.FuncLit); ok {
			w.escapeInto(lit, call)
		}
	}
}

// closable objects are those that have to be ended by somebody.
func closable(r site.Ref) bool {
	switch r.Kind {
	case site.Conn, site.Client, site.Pool, site.Resource, site.Response, site.Rows, site.Tx:
		return tracked(r)
	}
	return false
}

// escapeInto: what a started literal closes or hands on is no longer the spawner's. What it merely uses still is.
func (w *walker) escapeInto(lit *ast.FuncLit, at ast.Node) {
	for _, c := range w.captured(lit) {
		if closable(c.ref) && w.endsIn(lit, c.variable) {
			w.emit(site.Site{Do: site.Escape, On: c.ref}, at)
		}
	}
}

// endsIn reports whether a literal closes the variable or hands it to something else.
func (w *walker) endsIn(lit *ast.FuncLit, v *variable) bool {
	in := scope{w.unit, w.functions[lit]}
	found := false
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return !found
		}
		_, rows := in.rows(call)
		if r := receiver(call); r != nil && in.names(rootOr(r), v) {
			found = found || slices.ContainsFunc(rows, func(m *rules.Model) bool { return slices.Contains(m.Does, "leave") })
		}
		for i, a := range call.Args {
			found = found || in.names(stripAddress(a), v) && (rows == nil || escapesArg(rows, i))
		}
		return !found
	})
	return found
}

// escapesArg reports whether a model says that the call takes over its argument i.
func escapesArg(rows []*rules.Model, i int) bool {
	return slices.ContainsFunc(rows, func(m *rules.Model) bool {
		return slices.Contains(m.Does, "escape") && m.On == "arg:"+itoa(i)
	})
}

func rootOr(e ast.Expr) ast.Expr {
	if id := rootIdent(e); id != nil {
		return id
	}
	return e
}

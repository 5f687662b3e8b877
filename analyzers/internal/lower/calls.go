package lower

import (
	"go/ast"
	"go/types"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// call reads a call: its arguments, then what it does.
func (w *walker) call(call *ast.CallExpr) {
	w.callee(call)
	w.arguments(call)
	w.applyCall(call)
}

// callee reads what is called; the sites of a literal come by the call.
func (w *walker) callee(call *ast.CallExpr) {
	if !isLiteral(unparen(call.Fun)) {
		w.expr(call.Fun)
	}
}

// arguments reads what is evaluated before the call. Literals that the call runs are read where they run.
func (w *walker) arguments(call *ast.CallExpr) {
	_, rows := w.rows(call)
	for i, a := range call.Args {
		if isLiteral(unparen(a)) && w.runs(rows, i) {
			continue
		}
		w.expr(a)
	}
}

// runs reports whether a row says that the call runs the function given as argument i.
func (w *walker) runs(rows []*rules.Model, i int) bool {
	for _, row := range rows {
		if row.Body != nil && row.Body.Index != nil && (*row.Body.Index == i || row.Body.Rest && i > *row.Body.Index) && row.Entry != "hot" {
			return true
		}
	}
	return false
}

// applyCall says what the call itself does: as the language, a model, or its definition says.
func (w *walker) applyCall(call *ast.CallExpr) {
	switch {
	case w.isConversion(call):
		return
	case w.applyBuiltin(call):
		return
	}
	if api, rows := w.rows(call); rows != nil {
		for _, row := range rows {
			w.applyRow(call, api, row)
		}
		w.useContexts(call, api)
		return
	}
	if w.endsByCall(call) {
		return
	}
	if w.accepts(call) {
		w.emit(site.Site{Do: site.Wait, API: text(call.Fun), For: "listener", Time: site.Amount{Kind: site.Endless}, Guess: true}, call)
	}
	t := w.target(call.Fun)
	switch {
	case t.name != "":
		w.escapeMethods(call)
		w.escapeRest(call, t)
		w.emit(w.ownCall(call, t), call)
		w.useContexts(call, t.name)
	default:
		w.foreignCall(call)
	}
}

func (w *walker) applyBuiltin(call *ast.CallExpr) bool {
	id, ok := unparen(call.Fun).(*ast.Ident)
	if !ok || !w.builtin(call, id.Name) {
		return false
	}
	switch id.Name {
	case "make":
		if len(call.Args) > 0 && w.isChan(call.Args[0]) {
			w.makeChan(call)
		}
	case "new":
		w.newCall(call)
	case "close":
		if len(call.Args) == 1 {
			w.emit(site.Site{Do: site.Tell, On: w.channel(call.Args[0]), API: "close", Cap: site.Amount{Kind: site.Endless}}, call)
		}
	case "append":
		for _, a := range call.Args[min(1, len(call.Args)):] {
			w.escape(a, call)
		}
	}
	return true
}

// builtin reports whether the call is one of the language's own functions.
func (u *unit) builtin(call *ast.CallExpr, name string) bool {
	id, ok := unparen(call.Fun).(*ast.Ident)
	if !ok || id.Name != name {
		return false
	}
	switch u.Info.Uses[id].(type) {
	case *types.Builtin:
		return true
	case nil:
		return types.Universe.Lookup(name) != nil && u.Info.Defs[id] == nil
	}
	return false
}

func (w *walker) newCall(call *ast.CallExpr) {
	if len(call.Args) != 1 {
		return
	}
	t := w.Info.TypeOf(call.Args[0])
	if t == nil {
		return
	}
	if row := w.Catalog.opens(t); row != nil {
		w.emit(site.Site{Do: site.Open, On: w.kindly(w.ref(call), row), API: typeName(t), For: row.For, Cap: w.capacity(row.Cap, nil, nil)}, call)
	}
}

// endsByCall: the call of a function that came with an object (a cancel function) ends the object.
func (w *walker) endsByCall(call *ast.CallExpr) bool {
	id, ok := unparen(call.Fun).(*ast.Ident)
	if !ok {
		return false
	}
	d := w.single(id)
	if d == nil || d.kind != value || d.index < 1 {
		return false
	}
	source := scope{w.unit, d.in}.plainCall(d.expr)
	if source == nil {
		return false
	}
	in := scope{w.unit, d.in}
	api, rows := in.rows(source)
	for _, row := range rows {
		if row.Closer == nil || *row.Closer != d.index {
			continue
		}
		s := site.Site{Do: site.Leave, On: in.callRef(source, row.Result), API: api}
		if kind, _ := site.ParseKind(row.Object); kind == site.Signal {
			s.Do, s.Cap = site.Tell, site.Amount{Kind: site.Endless}
		}
		w.emit(s, call)
		return true
	}
	return rows == nil && in.target(source.Fun).name != "" && w.endsWhatCameWith(call, in, source)
}

// endsWhatCameWith: a function of ours returned an object and a function without parameters, which is called: what else
// would it be for.
func (w *walker) endsWhatCameWith(call *ast.CallExpr, in scope, source *ast.CallExpr) bool {
	if len(call.Args) > 0 {
		return false
	}
	results, ok := w.Info.TypeOf(source).(*types.Tuple)
	if !ok {
		return false
	}
	ended := false
	for i := range results.Len() {
		if r := in.callRef(source, i); r.Known() && r.Kind != site.Signal {
			w.emit(site.Site{Do: site.Leave, On: r, API: text(call.Fun)}, call)
			ended = true
		}
	}
	return ended
}

// ownCall is the call of a function of the user's own code: its parameters, then its results.
func (w *walker) ownCall(call *ast.CallExpr, t target) site.Site {
	return site.Site{Do: site.Call, API: t.name, Args: append(w.parameters(call.Args, call.Ellipsis.IsValid(), t), w.results(call)...)}
}

// parameters are the arguments by the parameters of the callee, the receiver first. Several arguments of a variadic
// parameter are one only where there is one.
func (w *walker) parameters(args []ast.Expr, spread bool, t target) []site.Ref {
	n, variadic := t.params, t.variadic
	var out []site.Ref
	if t.method {
		out = append(out, t.receiver)
		n--
	}
	for i := range n {
		switch {
		case i >= len(args):
			out = append(out, site.Ref{})
		case variadic && i == n-1 && len(args) > n && !spread:
			out = append(out, site.Ref{})
		default:
			out = append(out, w.argumentRef(args[i]))
		}
	}
	return out
}

// argumentRef is what is handed over: an object, or an element of a loop.
func (w *walker) argumentRef(e ast.Expr) site.Ref {
	r := w.ref(e)
	if r.Kind != site.Item && basic(w.Info.TypeOf(e)) {
		return site.Ref{}
	}
	return r
}

// results are the objects that the call returns.
func (w *walker) results(call *ast.CallExpr) []site.Ref {
	t := w.Info.TypeOf(call)
	n := 1
	if tuple, ok := t.(*types.Tuple); ok {
		n = tuple.Len()
	}
	if t == nil {
		return nil
	}
	var out []site.Ref
	for i := range n {
		rt := w.resultType(call, i)
		if errorType(rt) || basic(rt) {
			out = append(out, site.Ref{})
			continue
		}
		out = append(out, w.callRef(call, i))
	}
	return out
}

// foreignCall: nothing is known of the callee. It may keep or close what it is given. Where it is a value or a method of
// an interface of the user's own, what it does is a guess.
func (w *walker) foreignCall(call *ast.CallExpr) {
	for _, a := range call.Args {
		w.escapeBy(site.Handed, a, call)
	}
	w.useContexts(call, text(call.Fun))
	if w.mayTakePermit(call.Fun) {
		w.emit(site.Site{Do: site.Gap, API: text(call.Fun)}, call)
	} else if w.dynamic(call.Fun) {
		w.emit(site.Site{Do: site.Call, API: text(call.Fun), Guess: true}, call)
	} else if name := w.works(call.Fun); name != "" {
		w.emit(site.Site{Do: site.Call, API: name}, call)
	}
}

// accepts: a method that is named and fails as those of listeners do, and is none that a row describes: it takes what
// somebody outside opens.
func (w *walker) accepts(call *ast.CallExpr) bool {
	sel, ok := unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || w.packageOf(sel.X) != "" || len(w.results(call)) != 2 {
		return false
	}
	return w.Catalog.models.Called("go", "accepts", sel.Sel.Name)
}

// mayTakePermit: a method that is called as those of limiters are, of something whose type did not resolve.
func (w *walker) mayTakePermit(fun ast.Expr) bool {
	sel, ok := unparen(fun).(*ast.SelectorExpr)
	if !ok || known(w.Info.TypeOf(sel.X)) || w.packageOf(sel.X) != "" {
		return false
	}
	return w.Catalog.models.Called("go", "takes a permit", sel.Sel.Name)
}

// works names a function of another package, one that may do more than look at its arguments; "" for the others.
func (w *walker) works(fun ast.Expr) string {
	if index, ok := unparen(fun).(*ast.IndexExpr); ok {
		fun = index.X
	}
	var obj types.Object
	switch fun := unparen(fun).(type) {
	case *ast.Ident:
		obj = w.Info.Uses[fun]
	case *ast.SelectorExpr:
		obj = w.Info.Uses[fun.Sel]
	}
	fn, ok := obj.(*types.Func)
	if !ok || fn.Pkg() == nil || fn.Pkg() == w.Types || w.Catalog.models.Listed("go", "light packages", importPath(fn.Pkg())) {
		return ""
	}
	return funcName(fn)
}

// dynamic reports whether a call goes where only the run knows: a function value, a method of an own interface.
func (w *walker) dynamic(fun ast.Expr) bool {
	switch fun := unparen(fun).(type) {
	case *ast.Ident:
		v := w.variable(fun)
		return v != nil
	case *ast.SelectorExpr:
		sel := w.Info.Selections[fun]
		if sel == nil {
			return false
		}
		if sel.Kind() == types.FieldVal {
			return true
		}
		return types.IsInterface(sel.Recv()) && w.ownType(sel.Recv())
	}
	return false
}

// useContexts: a context that is handed on is used.
func (w *walker) useContexts(call *ast.CallExpr, api string) {
	for _, a := range call.Args {
		if r := w.ref(a); r.Kind == site.Signal && r.Known() && w.Catalog.kind(w.Info.TypeOf(a)) == site.Signal {
			w.emit(site.Site{Do: site.Use, On: r, API: api}, call)
		}
	}
}

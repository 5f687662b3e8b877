package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"go/version"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// A known call is what models say of a call, looked up once.
type knownCall struct {
	api   string
	rows  []*rules.Model
	guess bool // a type was not known
}

// rows returns what models say of a call, under the name that they know it by.
func (s scope) rows(call *ast.CallExpr) (string, []*rules.Model) {
	k := s.lookup(call)
	return k.api, k.rows
}

func (s scope) lookup(call *ast.CallExpr) knownCall {
	if k, ok := s.calls[call]; ok {
		return k
	}
	s.calls[call] = knownCall{} // while it is being asked
	var k knownCall
	names, guess := s.callNames(call.Fun)
	k.api, k.rows = s.Catalog.rows(names...)
	if k.rows == nil {
		k.api, k.rows = s.wrapper(call)
	}
	if k.rows == nil && guess {
		k.api, k.rows = s.guessWrapper(call)
	}
	if k.rows == nil {
		k.api, k.rows = s.starter(call)
	}
	k.guess = guess && k.rows != nil
	s.calls[call] = k
	return k
}

// wrapper is what models say of functions with such parameters that return what they are given in another form: the clients that
// are generated around a connection. One of the user's own code says itself what it does.
func (s scope) wrapper(call *ast.CallExpr) (string, []*rules.Model) {
	sig, ok := typeOf(s.Info, call.Fun).(*types.Signature)
	if !ok || sig.Params().Len() != len(call.Args) || sig.Results().Len() != 1 || s.target(call.Fun).name != "" {
		return "", nil
	}
	api := signatureName(sig)
	rows := slices.DeleteFunc(slices.Clone(s.Catalog.models.Get("go", api)), func(m *rules.Model) bool { return m.Same == "" })
	if len(rows) == 0 {
		return "", nil
	}
	return api, rows
}

func typeOf(info *types.Info, e ast.Expr) types.Type {
	if t := info.TypeOf(e); t != nil {
		return t.Underlying()
	}
	return nil
}

// callNames are the names that a model may know a function by, the closest first.
func (s scope) callNames(fun ast.Expr) (names []string, guess bool) {
	switch fun := unparen(fun).(type) {
	case *ast.IndexExpr:
		return s.callNames(fun.X)
	case *ast.IndexListExpr:
		return s.callNames(fun.X)
	case *ast.Ident:
		if fn, ok := s.Info.Uses[fun].(*types.Func); ok {
			return []string{funcName(fn)}, false
		}
		if fn := s.onlyValue(fun); fn != nil {
			return s.callNames(fn)
		}
	case *ast.SelectorExpr:
		if fn, ok := s.Info.Uses[fun.Sel].(*types.Func); ok {
			return s.methodNames(fun, fn), false
		}
		return s.guessNames(fun)
	}
	return nil, false
}

func (s scope) methodNames(e *ast.SelectorExpr, fn *types.Func) []string {
	var names []string
	if sel := s.Info.Selections[e]; sel != nil {
		names = s.chainNames(e.X, fn.Name())
		if t := typeName(sel.Recv()); t != "" {
			names = append(names, t+"."+fn.Name())
		}
	}
	return append(names, funcName(fn))
}

// onlyValue is the function that a variable of the package is declared with, where nothing assigns another one: var sleep = time.Sleep.
func (u *unit) onlyValue(id *ast.Ident) ast.Expr {
	v, ok := u.Info.Uses[id].(*types.Var)
	if !ok || !packageLevel(v) || v.Pkg() != u.Types {
		return nil
	}
	if u.globals == nil {
		u.globals = u.onlyValues()
	}
	return u.globals[v]
}

// onlyValues are the functions of other packages that variables of this one are declared with and keep.
func (u *unit) onlyValues() map[*types.Var]ast.Expr {
	out := map[*types.Var]ast.Expr{}
	var changed []*types.Var
	drop := func(e ast.Expr) {
		if id, ok := unparen(e).(*ast.Ident); ok {
			if v, ok := u.Info.Uses[id].(*types.Var); ok {
				changed = append(changed, v)
			}
		}
	}
	for _, f := range u.Files {
		if strings.HasSuffix(u.Fset.PositionFor(f.FileStart, false).Filename, "_test.go") {
			continue // what a test puts there instead says nothing of the program
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				for i, name := range n.Names {
					v, ok := u.Info.Defs[name].(*types.Var)
					if !ok || !packageLevel(v) || len(n.Values) != len(n.Names) {
						continue
					}
					if sel, ok := unparen(n.Values[i]).(*ast.SelectorExpr); ok {
						if _, isFunc := u.Info.Uses[sel.Sel].(*types.Func); isFunc {
							out[v] = sel
						}
					}
				}
			case *ast.AssignStmt:
				for _, l := range n.Lhs {
					drop(l)
				}
			case *ast.UnaryExpr:
				if n.Op == token.AND {
					drop(n.X)
				}
			}
			return true
		})
	}
	for _, v := range changed {
		delete(out, v)
	}
	return out
}

// chainNames: a method of a field counts as one of the type that has the field: net/http.Response.Body.Close.
func (s scope) chainNames(x ast.Expr, method string) []string {
	field, ok := unparen(x).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	sel := s.Info.Selections[field]
	if sel == nil || sel.Kind() != types.FieldVal {
		return nil
	}
	owner, name := fieldOwner(sel)
	if t := typeName(owner); t != "" {
		return []string{t + "." + name + "." + method}
	}
	return nil
}

// fieldRows is what models say of a field.
func (s scope) fieldRows(e *ast.SelectorExpr) []*rules.Model {
	sel := s.Info.Selections[e]
	if sel == nil || sel.Kind() != types.FieldVal {
		return nil
	}
	owner, name := fieldOwner(sel)
	t := typeName(owner)
	if t == "" {
		return nil
	}
	_, rows := s.Catalog.rows(t + "." + name)
	return rows
}

// applyRow writes the sites that a row says a call produces.
func (w *walker) applyRow(call *ast.CallExpr, api string, row *rules.Model) {
	if row.Body != nil && !spawns(row) {
		w.runBody(call, api, row)
	}
	for _, word := range row.Does {
		do, ok := site.ParseDo(word)
		if !ok || do == site.Legacy && !w.before(call, row.Until) || do == site.Open && w.makesNothing(call, row) {
			continue
		}
		s := site.Site{Do: do, API: api, For: row.For, On: w.objectOf(call, api, row, do), Guess: w.lookup(call).guess}
		if do == site.Escape && s.On.IsZero() {
			continue
		}
		w.measure(&s, call, row)
		if row.Body != nil && (do == site.Spawn || do == site.Offload) {
			w.start(&s, call, row)
		}
		w.emit(s, call)
		if s.Do == site.Leave && row.On != "result" && w.f.last {
			w.leaveLater(s, call)
		}
		if s.Do == site.Spawn {
			w.escapeCaptured(call, row)
		}
		if s.Do == site.Open && s.On.Scope == site.ScopeProcess && (s.On.Kind == site.Pool || s.On.Kind == site.Client) && w.goesRound(s.On) {
			w.emit(site.Site{Do: site.Escape, On: s.On, API: site.Stored}, call)
		}
	}
}

// leaveLater: a deferred function ends what its variable holds when it runs, which may be what it was given after the defer.
func (w *walker) leaveLater(s site.Site, call *ast.CallExpr) {
	r := receiver(call)
	if r == nil {
		return
	}
	v := w.variable(rootOr(r))
	if v == nil || v.owner != w.f.outer {
		return
	}
	for _, d := range v.defs {
		on := w.defRef(d)
		if d.in == v.owner && d.at.Pos() > w.f.node.Pos() && on.Kind == s.On.Kind && on != s.On {
			s.On = on
			w.emit(s, call)
		}
	}
}

// makesNothing reports whether a row says that the call opens nothing with what it is given.
func (w *walker) makesNothing(call *ast.CallExpr, row *rules.Model) bool {
	c := row.Unless
	return c != nil && c.Index != nil && *c.Index < len(call.Args) && c.Made != nil && w.scope.madeWith(call.Args[*c.Index], c.Made)
}

// madeWith reports whether an object was made by a call or a literal with a constant text that fits.
func (s scope) madeWith(e ast.Expr, fits *regexp.Regexp) bool {
	e = unparen(stripAddress(unparen(e)))
	if id, ok := e.(*ast.Ident); ok {
		d := s.single(id)
		return d != nil && d.kind == value && d.expr != nil && scope{s.unit, d.in}.madeWith(d.expr, fits)
	}
	var parts []ast.Expr
	switch e := e.(type) {
	case *ast.CallExpr:
		if r := receiver(e); r != nil && types.Identical(typeOf(s.Info, r), typeOf(s.Info, e)) {
			return s.madeWith(r, fits) // req.WithContext(ctx)
		}
		parts = e.Args
	case *ast.CompositeLit:
		for _, part := range e.Elts {
			if kv, ok := part.(*ast.KeyValueExpr); ok {
				part = kv.Value
			}
			parts = append(parts, part)
		}
	}
	return slices.ContainsFunc(parts, func(part ast.Expr) bool {
		v := s.Info.Types[part].Value
		return v != nil && v.Kind() == constant.String && fits.MatchString(constant.StringVal(v))
	})
}

// before reports whether the file of a node is written for a version of Go below the given one. A version that is not known is not.
func (w *walker) before(n ast.Node, limit string) bool {
	for file, v := range w.Info.FileVersions {
		if file.FileStart <= n.Pos() && n.Pos() < file.FileEnd {
			return version.IsValid(v) && version.Compare(v, "go"+limit) < 0
		}
	}
	return false
}

func spawns(row *rules.Model) bool {
	return slices.Contains(row.Does, "spawn") || slices.Contains(row.Does, "offload")
}

// measure reads sizes and times off the call.
func (w *walker) measure(s *site.Site, call *ast.CallExpr, row *rules.Model) {
	if row.Cap != nil {
		s.Cap = w.capacity(row.Cap, call.Args, nil)
	}
	if row.Time != nil {
		s.Time = w.duration(row.Time, row.Unit, call.Args, nil)
	}
	if s.Do == site.Open {
		s.Args = w.derivedFrom(call)
	}
}

// derivedFrom are the receiver and the arguments that are objects.
func (w *walker) derivedFrom(call *ast.CallExpr) []site.Ref {
	var out []site.Ref
	exprs := call.Args
	if r := receiver(call); r != nil && w.isMethod(call) {
		exprs = append([]ast.Expr{r}, exprs...)
	}
	for _, a := range exprs {
		if r := w.ref(a); r.Known() && r.Kind != site.Object && r.Kind != site.Item {
			out = append(out, r)
		}
	}
	return out
}

func (s scope) isMethod(call *ast.CallExpr) bool {
	sel, ok := unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	if s.Info.Selections[sel] != nil {
		return true
	}
	return s.packageOf(sel.X) == ""
}

// objectOf says which object a row speaks of.
func (w *walker) objectOf(call *ast.CallExpr, api string, row *rules.Model, do site.Do) site.Ref {
	on := row.On
	if on == "" {
		switch {
		case do == site.Open || do == site.Spawn || do == site.Offload && !w.isMethod(call):
			on = "result"
		case w.isMethod(call):
			on = "receiver"
		}
	}
	var r site.Ref
	switch {
	case on == "result" && do != site.Open && w.resultless(call, row):
		return w.unnamedRef(call, spawned, w.kindWord(row.Object))
	case on == "result":
		r = w.callRef(call, row.Result)
	case on == "receiver":
		r = w.receiverOf(call, api)
	default:
		if arg := argument(call, on); arg != nil {
			r = w.ref(arg)
		}
	}
	if kind := w.kindWord(row.Object); kind != site.Object && !r.IsZero() && (r.Kind == site.Object || r.Kind == site.Item) {
		r.Kind = kind
	}
	return r
}

// receiverOf is what a method is called on: the embedded field that has it, unless the model knows the type around.
func (w *walker) receiverOf(call *ast.CallExpr, api string) site.Ref {
	sel, ok := unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return site.Ref{}
	}
	if t := w.Info.TypeOf(sel.X); typeName(t) != "" && strings.HasPrefix(api, typeName(t)+".") {
		return w.ref(sel.X)
	}
	return w.receiverRef(sel)
}

func (w *walker) resultless(call *ast.CallExpr, row *rules.Model) bool {
	t := w.resultType(call, row.Result)
	return t == nil || basic(t) || errorType(t)
}

// argument returns the argument that a model means by arg:INDEX.
func argument(call *ast.CallExpr, word string) ast.Expr {
	index, ok := strings.CutPrefix(word, "arg:")
	if !ok {
		return nil
	}
	i, err := strconv.Atoi(index)
	if err != nil || i < 0 || i >= len(call.Args) {
		return nil
	}
	return call.Args[i]
}

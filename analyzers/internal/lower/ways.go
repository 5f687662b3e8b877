package lower

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// setWays says of each site which ways out can be reached after it, and whether they surely pass it.
func (w *walker) setWays() {
	fl := w.flowOf(w.f)
	if fl == nil {
		return
	}
	for i := range w.sites {
		p := &w.sites[i]
		switch {
		case p.node < 0 || !hasWays(p.Do):
		case p.Do == site.Call:
			w.callWays(fl, p)
		default:
			p.Ways = w.waysOf(fl, p, w.birthsOf(p.On))
		}
	}
}

// callWays: what a call is given lives on where the call fails, what it returns does not.
func (w *walker) callWays(fl *flow, p *placed) {
	given, isGiven := w.givenBirths(p)
	if !w.returnsObject(p) {
		p.Ways = w.waysOf(fl, p, given)
		return
	}
	p.Ways = w.waysOf(fl, p, []*placed{p})
	if !isGiven {
		return
	}
	for _, x := range w.waysOf(fl, p, given) {
		i := slices.IndexFunc(p.Ways, func(y site.Way) bool { return y.ID == x.ID })
		if i >= 0 {
			p.Ways[i].Sure = x.Sure
			continue
		}
		p.Ways = append(p.Ways, x)
		p.Fails = append(p.Fails, x.ID)
	}
	slices.SortFunc(p.Ways, func(a, b site.Way) int { return cmp.Compare(a.ID, b.ID) })
}

func hasWays(d site.Do) bool {
	switch d {
	case site.Open, site.Enter, site.Spawn, site.Call, site.Leave, site.Wait, site.Tell, site.Escape:
		return true
	}
	return false
}

func (w *walker) waysOf(fl *flow, p *placed, births []*placed) []site.Way {
	var born []int
	for _, b := range births {
		born = append(born, b.node)
	}
	inside := w.loopsAround(births)
	cut := w.cuts(fl, births, inside)
	ways := fl.Ways(born, p.node, p.Must != site.Yes, cut)
	if p.Do == site.Escape && p.Guess { // perhaps of this object
		for i := range ways {
			ways[i].Sure = site.Unknown
		}
	}
	slices.SortFunc(ways, func(a, b site.Way) int { return cmp.Compare(a.ID, b.ID) })
	if len(births) == 0 && isArm(p) {
		inside = w.loopsAround([]*placed{p}) // whether the arm goes on
	}
	return slices.DeleteFunc(ways, func(x site.Way) bool {
		return x.Kind == site.Next && (p.deferred || len(inside) == 0 || !fl.isBack(x.ID, inside[0]))
	})
}

// isArm reports whether a site is what an arm of a select waits for.
func isArm(p *placed) bool {
	arm := p.Do == site.Wait || p.Do == site.Tell
	return arm && len(p.At) > 0 && p.At[len(p.At)-1].Kind == site.Select
}

func (fl *flow) isBack(id int, loop ast.Stmt) bool {
	n, ok := fl.backs[loop]
	return ok && fl.Exit[n].ID == id
}

// givenBirths are the sites at which the first object that a call is given comes to life; none: it was there before. It
// reports whether the call is given one at all.
func (w *walker) givenBirths(p *placed) (births []*placed, given bool) {
	if b := w.capturedBirths(p); len(b) > 0 {
		return b, true
	}
	refs, _ := w.splitArgs(p)
	for _, a := range refs {
		if !a.Known() || a.Kind == site.Item || a.Kind == site.Signal {
			continue
		}
		given = true
		if b := w.birthsOf(a); len(b) > 0 {
			return b, true
		}
	}
	return nil, given
}

// capturedBirths are the sites at which the last object comes to life that a function uses which is called where it is
// written.
func (w *walker) capturedBirths(p *placed) []*placed {
	call, ok := p.source.(*ast.CallExpr)
	if !ok {
		return nil
	}
	lit, ok := unparen(call.Fun).(*ast.FuncLit)
	if !ok {
		return nil
	}
	var last *placed
	for i := range w.sites {
		b := &w.sites[i]
		opens := b.Do == site.Open || b.Do == site.Enter
		if b.node < 0 || !opens && (b.Do != site.Call || last != nil && last.Do != site.Call) || b.source.End() > p.source.Pos() {
			continue
		}
		if slices.ContainsFunc(w.fateOf(b).self, func(v *variable) bool { return w.usedIn(lit.Body, v) }) {
			last = b
		}
	}
	if last == nil {
		return nil
	}
	return w.birthsOf(w.bornAs(last))
}

// bornAs is the object that a site brings to life.
func (w *walker) bornAs(b *placed) site.Ref {
	if b.Do != site.Call {
		return b.On
	}
	_, returned := w.splitArgs(b)
	for _, r := range returned {
		if r.Known() && r.Kind != site.Signal {
			return r
		}
	}
	return site.Ref{}
}

func (w *walker) usedIn(body ast.Node, v *variable) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && w.names(id, v) {
			found = true
		}
		return !found
	})
	return found
}

// splitArgs tells what a call is given from what it returns.
func (w *walker) splitArgs(p *placed) (given, returned []site.Ref) {
	call, ok := p.source.(*ast.CallExpr)
	if !ok {
		return p.Args, nil
	}
	n := len(p.Args) - min(len(w.results(call)), len(p.Args))
	return p.Args[:n], p.Args[n:]
}

func (w *walker) returnsObject(p *placed) bool {
	_, returned := w.splitArgs(p)
	return slices.ContainsFunc(returned, func(r site.Ref) bool { return r.Known() && r.Kind != site.Signal })
}

func (w *walker) birthsOf(r site.Ref) []*placed {
	var out []*placed
	if !r.Known() {
		return nil
	}
	for i := range w.sites {
		b := &w.sites[i]
		if b.node < 0 {
			continue
		}
		switch b.Do {
		case site.Open, site.Enter, site.Spawn:
			if b.On.Same(r) {
				out = append(out, b)
			}
		case site.Call:
			given, returned := w.splitArgs(b)
			if slices.ContainsFunc(returned, r.Same) && !slices.ContainsFunc(given, r.Same) {
				out = append(out, b)
			}
		}
	}
	return out
}

// loopsAround are the loops that the objects are born in, innermost first.
func (w *walker) loopsAround(births []*placed) []ast.Stmt {
	var out []ast.Stmt
	if len(births) == 0 {
		return nil
	}
	at := births[0].At
	for i := len(at) - 1; i >= 0; i-- {
		if loop := w.loops[at[i].ID]; loop != nil && !w.onlyWhileNone(births, loop) {
			out = append(out, loop)
		}
	}
	return out
}

// onlyWhileNone reports whether each run of a loop makes the object only while the variable for it, which was declared before the
// loop, is nil: the one that is there lives on into the next run.
func (w *walker) onlyWhileNone(births []*placed, loop ast.Stmt) bool {
	return !slices.ContainsFunc(births, func(b *placed) bool {
		return !slices.ContainsFunc(w.fateOf(b).self, func(v *variable) bool {
			return v.object.Pos() < loop.Pos() && asksForNone(w.scope, loop, v, b.source)
		})
	})
}

// asksForNone reports whether an if within a statement runs a place only where a variable is nil.
func asksForNone(s scope, within ast.Node, v *variable, place ast.Node) bool {
	found := false
	ast.Inspect(within, func(n ast.Node) bool {
		if n == nil || found || place.Pos() < n.Pos() || n.End() < place.End() {
			return false
		}
		if _, ok := n.(*ast.FuncLit); ok {
			return false
		}
		if i, ok := n.(*ast.IfStmt); ok && i.Body.Pos() <= place.Pos() && place.End() <= i.Body.End() {
			found = s.requiresNil(i.Cond, v)
		}
		return !found
	})
	return found
}

// requiresNil reports whether a condition holds only where a variable is nil.
func (s scope) requiresNil(cond ast.Expr, v *variable) bool {
	c, ok := unparen(cond).(*ast.BinaryExpr)
	if !ok {
		return false
	}
	switch c.Op {
	case token.LAND:
		return s.requiresNil(c.X, v) || s.requiresNil(c.Y, v)
	case token.EQL:
		return isNil(c.Y) && s.names(c.X, v) || isNil(c.X) && s.names(c.Y, v)
	}
	return false
}

// cuts reports the edges that do not carry the object: where its making failed, where it is nil, and into the next run
// of the loop that made it.
func (w *walker) cuts(fl *flow, births []*placed, inside []ast.Stmt) func(from, to int) bool {
	var fates []fate
	for _, b := range births {
		fates = append(fates, w.fateOf(b))
	}
	return func(from, to int) bool {
		for _, loop := range inside {
			if n, ok := fl.backs[loop]; ok && from == n {
				return true
			}
		}
		cond, ok := fl.conds[from]
		if !ok || len(fl.Succ[from]) != 2 || fl.Succ[from][0] == fl.Succ[from][1] {
			return false
		}
		holds := to == fl.Succ[from][0]
		return slices.ContainsFunc(fates, func(f fate) bool { return w.lacks(f, cond, holds) })
	}
}

// A fate is what tells whether making an object went well: an error, a bool, the object itself.
type fate struct {
	after token.Pos
	err   *variable
	ok    *variable
	self  []*variable
	call  ast.Node
}

func (w *walker) fateOf(p *placed) fate {
	f := fate{after: p.source.End(), call: p.source}
	e, ok := p.source.(ast.Expr)
	if !ok {
		return f
	}
	for i, l := range w.f.dests[e].lhs {
		v := w.variable(unparen(l))
		if v == nil {
			continue
		}
		t := v.object.Type()
		if call, ok := unparen(e).(*ast.CallExpr); ok && !known(t) {
			t = w.resultType(call, i) // declared by a call of which nothing is known
		}
		switch {
		case errorType(t), !known(t) && namedError(v.object.Name()):
			f.err = v
		case boolType(t), !known(t) && v.object.Name() == "ok":
			f.ok = v
		default:
			f.self = append(f.self, v)
		}
	}
	return f
}

// namedError: where nothing is known of a call, its error is what is named so.
func namedError(name string) bool {
	return strings.HasPrefix(name, "err") || strings.HasSuffix(name, "Err")
}

func boolType(t types.Type) bool {
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// lacks reports whether there is no object where the condition holds, or does not.
func (w *walker) lacks(f fate, cond ast.Expr, holds bool) bool {
	switch c := unparen(cond).(type) {
	case *ast.UnaryExpr:
		return c.Op == token.NOT && w.lacks(f, c.X, !holds)
	case *ast.Ident:
		return f.ok != nil && w.names(c, f.ok) && !holds && w.unchanged(f, f.ok, c.Pos())
	case *ast.CallExpr:
		if c == f.call {
			return !holds // if sem.TryAcquire(1)
		}
		if !holds && w.drains(f, c) {
			return true
		}
		return holds && f.err != nil && slices.ContainsFunc(c.Args, func(a ast.Expr) bool { return w.names(a, f.err) }) && w.unchanged(f, f.err, c.Pos())
	case *ast.BinaryExpr:
		switch {
		case c.Op != token.LAND && c.Op != token.LOR:
			return w.lacksCompared(f, c, holds)
		case holds == (c.Op == token.LAND): // both sides are decided
			return w.lacks(f, c.X, holds) || w.lacks(f, c.Y, holds)
		}
		return w.lacks(f, c.X, holds) && w.lacks(f, c.Y, holds)
	}
	return false
}

// drains reports whether a call asks the object for more of what it has: once there is none, it has closed itself.
func (w *walker) drains(f fate, c *ast.CallExpr) bool {
	of := receiver(c)
	if of == nil || !slices.ContainsFunc(f.self, func(v *variable) bool { return w.names(of, v) }) {
		return false
	}
	_, rows := w.rows(c)
	return slices.ContainsFunc(rows, func(m *rules.Model) bool { return m.Drains })
}

// lacksCompared reads err != nil, err == io.EOF and conn == nil.
func (w *walker) lacksCompared(f fate, c *ast.BinaryExpr, holds bool) bool {
	if c.Op != token.EQL && c.Op != token.NEQ {
		return false
	}
	x, y := c.X, c.Y
	if isNil(x) {
		x, y = y, x
	}
	equal := holds == (c.Op == token.EQL)
	switch {
	case f.err != nil && w.names(x, f.err) && w.unchanged(f, f.err, c.Pos()):
		return equal != isNil(y)
	case isNil(y) && !equal && w.couldNotBeRead(f, x):
		return true
	case isNil(y) && slices.ContainsFunc(f.self, func(v *variable) bool { return w.names(x, v) }):
		return equal
	}
	return false
}

// namesWhatEnds reports whether an expression is the part of an object by which it is ended: the Body of a response.
func (w *walker) namesWhatEnds(x ast.Expr, v *variable) bool {
	part, ok := unparen(x).(*ast.SelectorExpr)
	if !ok || !w.names(part.X, v) {
		return false
	}
	return slices.ContainsFunc(w.Catalog.typeRows(v.object.Type()), func(m *rules.Model) bool {
		return slices.ContainsFunc(m.Closes, func(method string) bool { return strings.HasPrefix(method, part.Sel.Name+".") })
	})
}

// couldNotBeRead reports whether an error is that of reading to the end the part by which the object is ended.
func (w *walker) couldNotBeRead(f fate, err ast.Expr) bool {
	id, ok := unparen(err).(*ast.Ident)
	if !ok {
		return false
	}
	d := w.single(id)
	if d == nil || d.kind != value || d.in != w.f {
		return false
	}
	call := w.plainCall(d.expr)
	if call == nil || len(call.Args) == 0 || call.Pos() < f.after {
		return false
	}
	_, rows := w.rows(call)
	spends := slices.ContainsFunc(rows, func(m *rules.Model) bool { return m.Spends })
	return spends && slices.ContainsFunc(f.self, func(v *variable) bool { return w.namesWhatEnds(call.Args[0], v) })
}

// unchanged reports whether nothing assigns to what tells of an object's making between that and a place. What stands in
// the other branch of an if does not run after it, and no object comes out of a branch that tries again because there is
// none.
func (w *walker) unchanged(f fate, v *variable, to token.Pos) bool {
	return !slices.ContainsFunc(v.defs, func(d *definition) bool {
		p := d.at.Pos()
		return f.after <= p && p < to && !w.otherBranch(f.after, p) && !w.triesAgain(f, p, to)
	})
}

// triesAgain reports whether a place stands in the body of an if that runs only where the object is not there, and that has
// ended before another place.
func (w *walker) triesAgain(f fate, p, to token.Pos) bool {
	found := false
	ast.Inspect(w.f.node, func(n ast.Node) bool {
		if n == nil || found || p < n.Pos() || n.End() <= p {
			return false
		}
		if s, ok := n.(*ast.IfStmt); ok && s.Pos() > f.after && s.Body.Pos() <= p && p < s.Body.End() && s.End() <= to && w.lacks(f, s.Cond, true) {
			found = true
		}
		return !found
	})
	return found
}

// otherBranch reports whether one if statement has a in its body and b in its else.
func (w *walker) otherBranch(a, b token.Pos) bool {
	found := false
	ast.Inspect(w.f.node, func(n ast.Node) bool {
		if n == nil || found || a < n.Pos() || n.End() < b {
			return false
		}
		if s, ok := n.(*ast.IfStmt); ok && s.Else != nil && s.Body.Pos() <= a && a <= s.Body.End() && s.Else.Pos() <= b && b <= s.Else.End() {
			found = true
		}
		return !found
	})
	return found
}

package lower

import (
	"go/ast"
	"go/types"

	"github.com/concurlint/concurlint/internal/site"
)

// stmt reads one statement.
func (w *walker) stmt(n ast.Stmt) {
	switch n := n.(type) {
	case *ast.BlockStmt:
		w.stmts(n.List)
	case *ast.LabeledStmt:
		w.stmt(n.Stmt)
	case *ast.ExprStmt:
		w.expr(n.X)
	case *ast.AssignStmt:
		w.assignment(n)
	case *ast.IncDecStmt:
		w.expr(n.X)
	case *ast.DeclStmt:
		w.decl(n)
	case *ast.GoStmt:
		w.goStmt(n)
	case *ast.DeferStmt:
		w.deferStmt(n)
	case *ast.ReturnStmt:
		w.returnStmt(n)
	case *ast.SendStmt:
		w.send(n)
	case *ast.IfStmt:
		w.ifStmt(n)
	case *ast.ForStmt:
		w.forStmt(n)
	case *ast.RangeStmt:
		w.rangeStmt(n)
	case *ast.SwitchStmt:
		w.switchStmt(n)
	case *ast.TypeSwitchStmt:
		w.typeSwitch(n)
	case *ast.SelectStmt:
		w.selectStmt(n)
	}
}

func (w *walker) stmts(list []ast.Stmt) {
	for _, s := range list {
		w.stmt(s)
	}
}

// optional reads a statement that may not be there.
func (w *walker) optional(n ast.Stmt) {
	if n != nil {
		w.stmt(n)
	}
}

func (w *walker) assignment(a *ast.AssignStmt) {
	for _, e := range a.Rhs {
		w.expr(e)
	}
	for _, e := range a.Lhs {
		if _, plain := e.(*ast.Ident); !plain {
			w.expr(e)
		}
	}
	for i, lhs := range a.Lhs {
		if len(a.Lhs) == len(a.Rhs) {
			w.stored(lhs, a.Rhs[i], a)
		} else if _, element := unparen(lhs).(*ast.IndexExpr); element {
			if call, ok := unparen(a.Rhs[0]).(*ast.CallExpr); ok { // conns[i], err = open()
				w.escapeRef(w.callRef(call, i), nil, a)
			}
		}
	}
}

// stored: what is put into something that may outlive the function is lost sight of. The API tells it from a return,
// which the caller sees.
func (w *walker) stored(lhs, value ast.Expr, at ast.Node) {
	if w.losesSight(lhs) {
		w.escapeBy(site.Stored, value, at)
	}
}

// escapeBy is escape with what tells it from a return.
func (w *walker) escapeBy(api string, value ast.Expr, at ast.Node) {
	before := len(w.sites)
	w.escape(value, at)
	for i := before; i < len(w.sites); i++ {
		if w.sites[i].Do == site.Escape {
			w.sites[i].API = api
		}
	}
}

// losesSight reports whether what is stored there may outlive the function: an element, a field, a package variable, a variable of the
// function around a literal. What
// the function makes and stores in a field of its own is named by the field anyway.
func (w *walker) losesSight(lhs ast.Expr) bool {
	switch lhs := unparen(lhs).(type) {
	case *ast.IndexExpr, *ast.StarExpr, *ast.SelectorExpr:
		return true
	case *ast.Ident:
		v, ok := w.Info.ObjectOf(lhs).(*types.Var)
		return ok && (packageLevel(v) || w.ofOuter(v))
	}
	return false
}

// ofOuter reports whether the variable belongs to a function around a literal: it lives on when the literal returns.
func (w *walker) ofOuter(v *types.Var) bool {
	of := w.variableOf(v)
	return of != nil && of.owner != nil && of.owner != w.f
}

func (w *walker) decl(d *ast.DeclStmt) {
	g, ok := d.Decl.(*ast.GenDecl)
	if !ok {
		return
	}
	for _, s := range g.Specs {
		if s, ok := s.(*ast.ValueSpec); ok {
			w.spec(s)
		}
	}
}

func (w *walker) spec(s *ast.ValueSpec) {
	for _, e := range s.Values {
		w.expr(e)
	}
	if len(s.Values) > 0 {
		return
	}
	for _, name := range s.Names {
		w.openZero(name, s)
	}
}

// openZero: for some types a variable without a value is a living object.
func (w *walker) openZero(name *ast.Ident, spec *ast.ValueSpec) {
	obj, ok := w.Info.Defs[name].(*types.Var)
	if !ok {
		return
	}
	row, api := w.Catalog.opens(obj.Type()), typeName(obj.Type())
	guess := row == nil && !packageLevel(obj)
	if guess {
		row, api = w.opensByName(&definition{variable: w.variableOf(obj), at: spec, in: w.f}), w.typeOfExpr(spec.Type)
	}
	if row == nil {
		return
	}
	w.emit(site.Site{Do: site.Open, On: w.kindly(w.ref(name), row), API: api, For: row.For, Cap: w.capacity(row.Cap, nil, nil), Guess: guess}, name)
}

func (w *walker) returnStmt(r *ast.ReturnStmt) {
	for _, e := range r.Results {
		w.expr(e)
	}
	for _, e := range r.Results {
		w.escape(e, r)
	}
	w.returnsDelay(r)
	if len(r.Results) == 0 && w.f.results != nil {
		for _, field := range w.f.results.List {
			for _, name := range field.Names {
				w.escapeNamed(name, r)
			}
		}
	}
}

// escapeNamed: a bare return hands on what the named results hold.
func (w *walker) escapeNamed(name *ast.Ident, r *ast.ReturnStmt) {
	v := w.variable(name)
	if v == nil {
		return
	}
	for _, d := range w.definitionsAt(v, w.f, r.Pos()) {
		w.escapeRef(w.defRef(d), d, r)
	}
}

func (w *walker) ifStmt(n *ast.IfStmt) {
	w.optional(n.Init)
	w.expr(n.Cond)
	tests := w.reads(n.Cond)
	elseLeaves := n.Else != nil && w.leaves([]ast.Stmt{n.Else})
	w.inBranch(elseLeaves, tests, func() { w.stmt(n.Body) })
	if n.Else != nil {
		w.inBranch(w.leaves(n.Body.List), tests, func() { w.stmt(n.Else) })
	}
}

func (w *walker) switchStmt(n *ast.SwitchStmt) {
	w.optional(n.Init)
	if n.Tag != nil {
		w.expr(n.Tag)
	}
	for _, c := range n.Body.List {
		clause := c.(*ast.CaseClause)
		tests := w.reads(n.Tag)
		for _, e := range clause.List {
			w.expr(e)
			tests = append(tests, w.reads(e)...)
		}
		w.inBranch(w.onlyArm(n.Body, clause), tests, func() { w.stmts(clause.Body) })
	}
}

func (w *walker) typeSwitch(n *ast.TypeSwitchStmt) {
	w.optional(n.Init)
	w.optional(n.Assign)
	for _, c := range n.Body.List {
		clause := c.(*ast.CaseClause)
		w.inBranch(w.onlyArm(n.Body, clause), w.reads(n.Assign), func() { w.stmts(clause.Body) })
	}
}

// onlyArm reports whether all other arms leave, so that who goes on came through this one.
func (w *walker) onlyArm(body *ast.BlockStmt, clause ast.Stmt) bool {
	hasDefault := false
	for _, c := range body.List {
		var list []ast.Stmt
		switch c := c.(type) {
		case *ast.CaseClause:
			hasDefault = hasDefault || c.List == nil
			list = c.Body
		case *ast.CommClause:
			hasDefault = true
			list = c.Body
		}
		if c != clause && !w.leavesSelect(list) {
			return false
		}
	}
	return hasDefault
}

// deferStmt: arguments are evaluated now, the call comes last.
func (w *walker) deferStmt(d *ast.DeferStmt) {
	w.callee(d.Call)
	w.arguments(d.Call)
	saved := w.deferred
	w.deferred = true
	w.applyCall(d.Call)
	w.deferred = saved
}

func (w *walker) goStmt(g *ast.GoStmt) {
	w.callee(g.Call)
	w.arguments(g.Call)
	s := site.Site{Do: site.Spawn, On: w.unnamedRef(g.Call, spawned, site.Task), API: "go", Args: w.handed(g.Call)}
	s.Body = w.startedBody(g.Call)
	w.emit(s, g)
	w.escapeStarted(g.Call, g)
}

// spawned is the index under which the task that a call starts is named, apart from its results.
const spawned = -2

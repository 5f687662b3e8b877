package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/concurlint/concurlint/internal/site"
)

func (w *walker) forStmt(n *ast.ForStmt) {
	w.optional(n.Init)
	frame := site.Frame{Kind: site.Loop, Times: w.forTimes(n), Retry: w.retries(n), Span: w.span(n), On: w.countedVariable(n)}
	w.inLoop(frame, n, func() {
		if n.Cond != nil {
			w.expr(n.Cond)
		}
		w.stmt(n.Body)
		w.optional(n.Post)
	})
}

// countedVariable is the variable that a counting loop counts up to.
func (w *walker) countedVariable(n *ast.ForStmt) site.Ref {
	cond, ok := unparen(n.Cond).(*ast.BinaryExpr)
	if !ok {
		return site.Ref{}
	}
	if call, ok := unparen(cond.Y).(*ast.CallExpr); ok && w.builtin(call, "len") && len(call.Args) == 1 {
		return w.variableRef(call.Args[0])
	}
	return w.variableRef(cond.Y)
}

// variableRef names the one variable or field of the receiver that an expression is; the zero Ref for anything else.
func (w *walker) variableRef(e ast.Expr) site.Ref {
	if sel, ok := unparen(e).(*ast.SelectorExpr); ok && w.ofReceiver(sel) && !w.isChan(sel) {
		return w.fieldRef(deref(w.Info.TypeOf(sel.X)), sel.Sel.Name, site.Object)
	}
	id, ok := unparen(e).(*ast.Ident)
	if !ok {
		return site.Ref{}
	}
	if v := w.variable(id); v != nil && len(v.defs) == 1 && v.defs[0].kind == param {
		return w.paramRef(v, v.defs[0].index)
	}
	return w.ref(e)
}

// forTimes says how often a for loop runs: without end, as its counter says, or as a model says of its condition.
func (w *walker) forTimes(n *ast.ForStmt) site.Amount {
	if n.Cond == nil {
		return site.Amount{Kind: site.Endless}
	}
	switch cond := unparen(n.Cond).(type) {
	case *ast.BinaryExpr:
		return w.countTimes(n, cond)
	case *ast.CallExpr:
		_, rows := w.rows(cond)
		for _, row := range rows {
			if len(row.Does) == 0 && row.Cap != nil {
				return sourced(w.amountOfValue(row.Cap, cond.Args, nil), text(cond))
			}
		}
	case *ast.Ident:
		if cond.Name == "true" {
			return site.Amount{Kind: site.Endless}
		}
	}
	return site.Amount{}
}

func sourced(a site.Amount, from string) site.Amount {
	if a.From == "" {
		a.From = from
	}
	return a
}

// countTimes reads `i < n`, `i <= n`, `i > 0` and kin.
func (w *walker) countTimes(n *ast.ForStmt, cond *ast.BinaryExpr) site.Amount {
	if cond.Op == token.LAND { // the smaller of both
		return w.smallerOf(w.sideTimes(n, cond.X), w.sideTimes(n, cond.Y))
	}
	id, limit := cond.X, cond.Y
	if _, counted := w.counterOf(n, cond.Y); counted {
		id, limit = cond.Y, cond.X
	}
	start, counted := w.counterOf(n, id)
	if !counted {
		return w.shrinkTimes(cond)
	}
	if down(n) {
		return w.amount(start)
	}
	total := w.amount(limit)
	if total.Kind == site.Const {
		return w.stepped(n, cond, start, total)
	}
	return total
}

func (w *walker) sideTimes(n *ast.ForStmt, e ast.Expr) site.Amount {
	if b, ok := unparen(e).(*ast.BinaryExpr); ok {
		return w.countTimes(n, b)
	}
	return site.Amount{}
}

// shrinkTimes: `for len(queue) > 0` works off an input.
func (w *walker) shrinkTimes(cond *ast.BinaryExpr) site.Amount {
	if call, ok := unparen(cond.X).(*ast.CallExpr); ok && w.builtin(call, "len") && len(call.Args) == 1 {
		return site.Amount{Kind: site.Data, From: text(call.Args[0])}
	}
	return site.Amount{}
}

// stepped takes the start and the step of a counted loop into account.
func (w *walker) stepped(n *ast.ForStmt, cond *ast.BinaryExpr, start ast.Expr, total site.Amount) site.Amount {
	runs := total.N
	if first := w.amount(start); start != nil && first.Kind == site.Const {
		runs -= first.N
	}
	if cond.Op == token.LEQ || cond.Op == token.GEQ {
		runs++
	}
	if a, ok := n.Post.(*ast.AssignStmt); ok && a.Tok == token.ADD_ASSIGN {
		if step := w.amount(a.Rhs[0]); step.Kind == site.Const && step.N > 1 {
			runs = (runs + step.N - 1) / step.N
		}
	}
	return site.N(max(runs, 0))
}

// counterOf returns the start value of a counting loop's counter.
func (w *walker) counterOf(n *ast.ForStmt, e ast.Expr) (start ast.Expr, ok bool) {
	id, isIdent := unparen(e).(*ast.Ident)
	if !isIdent || w.f.counter[w.Info.ObjectOf(id)] != n {
		return nil, false
	}
	if a, ok := n.Init.(*ast.AssignStmt); ok && len(a.Lhs) == len(a.Rhs) {
		for i, l := range a.Lhs {
			if li, ok := l.(*ast.Ident); ok && w.Info.ObjectOf(li) == w.Info.ObjectOf(id) {
				return a.Rhs[i], true
			}
		}
	}
	return nil, true
}

func down(n *ast.ForStmt) bool {
	switch p := n.Post.(type) {
	case *ast.IncDecStmt:
		return p.Tok == token.DEC
	case *ast.AssignStmt:
		return p.Tok == token.SUB_ASSIGN
	}
	return false
}

func (w *walker) rangeStmt(n *ast.RangeStmt) {
	w.expr(n.X)
	frame := site.Frame{Kind: site.Loop, Times: w.rangeTimes(n.X), Retry: w.retries(n), Span: w.span(n), On: w.variableRef(n.X)}
	t := w.Info.TypeOf(n.X)
	w.inLoop(frame, n, func() {
		if t != nil {
			if _, ok := t.Underlying().(*types.Chan); ok {
				w.receive(n.X, n.X, true)
				w.received(n)
			}
		}
		w.stmt(n.Body)
	})
}

// received places the receive of a range where there is something: not on the way on which the channel is closed.
func (w *walker) received(n *ast.RangeStmt) {
	if fl := w.flowOf(w.f); fl != nil && !w.inBody && !w.deferred {
		if at, ok := fl.items[n]; ok {
			w.sites[len(w.sites)-1].node = at
		}
	}
}

// rangeTimes says how often a range runs.
func (w *walker) rangeTimes(x ast.Expr) site.Amount {
	t := w.Info.TypeOf(x)
	if t == nil {
		return site.Amount{Kind: site.Data, From: text(x)}
	}
	switch u := deref(t).Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsInteger != 0 {
			return w.amount(x)
		}
	case *types.Chan:
		return site.Amount{Kind: site.Endless, From: text(x)}
	case *types.Array:
		return site.N(u.Len())
	case *types.Signature:
		return w.iteratorTimes(x)
	}
	return w.sizeOf(x)
}

// iteratorTimes: a function that is ranged over runs as its arguments say; slices.Chunk, once a piece.
func (w *walker) iteratorTimes(x ast.Expr) site.Amount {
	if call, ok := unparen(x).(*ast.CallExpr); ok && len(call.Args) > 0 {
		return sourced(w.sizeOf(call.Args[0]), text(x))
	}
	return site.Amount{Kind: site.Data, From: text(x)}
}

package lower

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/concurlint/concurlint/internal/site"
)

// send is `ch <- x`. What is sent is out of sight.
func (w *walker) send(n *ast.SendStmt) {
	w.expr(n.Chan)
	w.expr(n.Value)
	w.escape(n.Value, n)
	w.emit(site.Site{Do: site.Tell, On: w.channel(n.Chan), API: "send", Cap: site.N(1)}, n)
}

// receive is `<-ch` and, with ranged, `for x := range ch`. From a timer or a context it is a wait for that.
func (w *walker) receive(ch ast.Expr, at ast.Node, ranged bool) {
	s := site.Site{Do: site.Wait, On: w.channel(ch), API: "receive", Time: w.timerTime(ch)}
	if ranged {
		s.API = "range"
	}
	if w.carriesConnections(ch) {
		s.For = "listener"
	}
	if s.Time == (site.Amount{}) && !w.inSelect() {
		s.Time.Kind = site.Endless
	}
	if call := w.callOf(ch); call != nil && s.Time != (site.Amount{}) {
		if api, rows := w.rows(call); len(rows) > 0 {
			s.API = api
		}
	}
	w.emit(s, at)
}

// carriesConnections reports whether what comes out of a channel was opened by somebody outside: it can be accepted, or read,
// written and closed.
func (w *walker) carriesConnections(ch ast.Expr) bool {
	t := w.Info.TypeOf(ch)
	if t == nil {
		return false
	}
	c, ok := t.Underlying().(*types.Chan)
	if !ok {
		return false
	}
	has := func(names ...string) bool {
		return !slices.ContainsFunc(names, func(name string) bool {
			m, _, _ := types.LookupFieldOrMethod(c.Elem(), true, nil, name)
			_, method := m.(*types.Func)
			return !method
		})
	}
	return has("Accept") || has("Read", "Write", "Close", "RemoteAddr")
}

func (w *walker) inSelect() bool {
	return len(w.frames) > 0 && w.frames[len(w.frames)-1].Kind == site.Select
}

func (w *walker) channel(e ast.Expr) site.Ref {
	r := w.ref(e)
	if r.Kind == site.Object || r.Kind == site.Item {
		r.Kind = site.Channel
	}
	return r
}

// callOf follows a channel to the call that it came from: time.After(d), timer.C.
func (w *walker) callOf(e ast.Expr) *ast.CallExpr {
	switch e := unparen(e).(type) {
	case *ast.CallExpr:
		if r := receiver(e); r != nil && w.returnsReceiver(e) {
			return w.callOf(r)
		}
		return e
	case *ast.SelectorExpr:
		for _, row := range w.fieldRows(e) {
			if row.Same == "receiver" {
				return w.callOf(e.X)
			}
		}
	case *ast.Ident:
		if d := w.single(e); d != nil && d.kind == value && d.index <= 0 {
			return scope{w.unit, d.in}.plainCall(d.expr)
		}
	}
	return nil
}

func (s scope) plainCall(e ast.Expr) *ast.CallExpr {
	call, _ := unparen(e).(*ast.CallExpr)
	return call
}

func (w *walker) returnsReceiver(call *ast.CallExpr) bool {
	_, rows := w.rows(call)
	for _, row := range rows {
		if row.Same == "receiver" {
			return true
		}
	}
	return false
}

// timerTime is how long receiving from a timer takes. A deadline of a context is not how long its end is waited for.
func (w *walker) timerTime(ch ast.Expr) site.Amount {
	call := w.callOf(ch)
	if call == nil {
		return site.Amount{}
	}
	_, rows := w.rows(call)
	for _, row := range rows {
		if slices.Contains(row.Does, "open") && row.Object == "signal" && row.Time != nil && row.Closer == nil && row.Time.Index != nil {
			return w.duration(row.Time, row.Unit, call.Args, nil)
		}
	}
	return site.Amount{}
}

// selectStmt: what the arms wait for stands in one frame; what they do then is a branch unless all others leave.
func (w *walker) selectStmt(n *ast.SelectStmt) {
	w.lastID++
	frame := site.Frame{ID: w.lastID, Kind: site.Select, Span: w.spanOf(n.Pos(), n.Body.Lbrace)}
	for _, c := range n.Body.List {
		clause := c.(*ast.CommClause)
		only := w.onlyArm(n.Body, clause)
		w.inBranch(only, nil, func() {
			saved := w.frames
			w.frames = append(slices.Clone(saved), frame)
			w.comm(clause)
			w.frames = saved
			w.stmts(clause.Body)
		})
	}
}

func (w *walker) comm(clause *ast.CommClause) {
	if clause.Comm == nil {
		w.emit(site.Site{Do: site.Wait, API: "default", Time: site.N(0)}, clause)
		return
	}
	w.stmt(clause.Comm)
}

// makeChan is make(chan T, n).
func (w *walker) makeChan(call *ast.CallExpr) {
	size := site.N(0)
	if len(call.Args) > 1 {
		size = chosen(w.amount(call.Args[1]))
	}
	w.emit(site.Site{Do: site.Open, On: w.channel(call), API: "make(chan)", Cap: size}, call)
}

func (s scope) isChan(e ast.Expr) bool {
	t := s.Info.TypeOf(e)
	if t == nil {
		_, ok := e.(*ast.ChanType)
		return ok
	}
	_, ok := t.Underlying().(*types.Chan)
	return ok
}

// made returns the make call that an expression's one definition is.
func (s scope) made(e ast.Expr) *ast.CallExpr {
	id, ok := unparen(e).(*ast.Ident)
	if !ok {
		return nil
	}
	if d := s.single(id); d != nil && d.kind == value {
		if call := s.plainCall(d.expr); call != nil && s.builtin(call, "make") {
			return call
		}
	}
	return nil
}

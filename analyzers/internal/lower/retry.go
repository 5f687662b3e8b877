package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/concurlint/concurlint/internal/site"
)

// retries says whether a loop tries again after an error: from a test of an error that the loop sets, the way on which
// there is one leads back to its top, and the way on which there is none does not. Where both lead back it is a worker
// or a poll, and a loop over elements takes the next one instead of trying the same again.
func (w *walker) retries(loop ast.Stmt) site.Tri {
	fl := w.flowOf(w.f)
	back, ok := 0, false
	if fl != nil {
		back, ok = fl.backs[loop]
	}
	if !ok || w.overElements(loop) {
		return site.No
	}
	stop := map[int]bool{}
	for outer, n := range fl.backs {
		if outer != loop && contains(outer, loop) {
			stop[n] = true
		}
	}
	for n, cond := range fl.conds {
		if !contains(loop, cond) || len(fl.Succ[n]) != 2 {
			continue
		}
		failed, done, ok := w.errorTest(loop, cond, fl.Succ[n])
		if ok && fl.reaches(failed, back, stop) && !fl.reaches(done, back, stop) {
			return site.Yes
		}
	}
	return site.No
}

// errorTest reads `err != nil` and `err == nil`, alone or among other conditions, of an error that the loop sets.
func (w *walker) errorTest(loop ast.Stmt, cond ast.Expr, succ []int) (failed, done int, ok bool) {
	c, isBinary := unparen(cond).(*ast.BinaryExpr)
	if isBinary && (c.Op == token.LAND || c.Op == token.LOR) {
		if failed, done, ok = w.errorTest(loop, c.X, succ); ok {
			return failed, done, ok
		}
		return w.errorTest(loop, c.Y, succ)
	}
	if !isBinary || c.Op != token.EQL && c.Op != token.NEQ || !isNil(c.Y) {
		return 0, 0, false
	}
	v := w.variable(unparen(c.X))
	if v == nil || !errorType(v.object.Type()) || !w.setIn(v, loop) {
		return 0, 0, false
	}
	if c.Op == token.NEQ {
		return succ[0], succ[1], true
	}
	return succ[1], succ[0], true
}

func (w *walker) setIn(v *variable, loop ast.Stmt) bool {
	for _, d := range v.defs {
		if contains(loop, d.at) && d.at != loop {
			return true
		}
	}
	return false
}

// overElements reports whether each run of the loop is about another element. A list of delays is no such list.
func (w *walker) overElements(loop ast.Stmt) bool {
	r, ok := loop.(*ast.RangeStmt)
	if !ok {
		return false
	}
	e := r.Value
	if e == nil && w.keyIsItem(r) {
		e = r.Key
	}
	if e == nil {
		return false
	}
	t := w.Info.TypeOf(e)
	return t == nil || !numeric(t)
}

func numeric(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsNumeric != 0
}

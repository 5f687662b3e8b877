package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// returnsDelay says of a return what it makes its callers wait: a duration that grows exponentially or is random, or a timer of one.
func (w *walker) returnsDelay(r *ast.ReturnStmt) {
	if len(r.Results) == 0 || w.inBody {
		return
	}
	e := r.Results[0]
	if call := w.plainCall(e); call != nil {
		if arg := w.timed(call); arg != nil {
			e = arg
		}
	}
	if !w.isDuration(e) {
		return
	}
	a := w.delay(e)
	if w.exponential(e, map[*variable]bool{}) || a.Rand == site.Yes {
		w.emit(site.Site{Do: site.Escape, Time: site.Amount{Kind: site.Data, Rand: a.Rand, From: text(e)}}, r)
	}
}

// timed is how long a timer that a call makes takes.
func (w *walker) timed(call *ast.CallExpr) ast.Expr {
	_, rows := w.rows(call)
	for _, row := range rows {
		if slices.Contains(row.Does, "open") && row.Object == "signal" && row.Time != nil && row.Closer == nil {
			return w.valueArg(row.Time, call.Args, nil)
		}
	}
	return nil
}

func (w *walker) isDuration(e ast.Expr) bool {
	return slices.ContainsFunc(w.Catalog.typeRows(w.Info.TypeOf(e)), func(m *rules.Model) bool { return m.Unit != "" })
}

// exponential reports whether a number grows exponentially with a parameter, a field or a count of the function: by a power,
// a shift, or because each time it is a multiple of itself.
func (s scope) exponential(e ast.Expr, seen map[*variable]bool) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.BinaryExpr:
			if n.Op == token.SHR || n.Op == token.QUO {
				return false // a part of it, a mean
			}
			found = found || n.Op == token.SHL && !s.isConstant(n.Y)
		case *ast.CallExpr:
			found = found || s.power(n)
		case *ast.SelectorExpr:
			found = found || s.multiplies(n)
		case *ast.Ident:
			found = found || s.multiplies(n) || s.definedExponential(n, seen)
		}
		return !found
	})
	return found
}

func (s scope) isConstant(e ast.Expr) bool {
	tv, ok := s.Info.Types[e]
	return ok && tv.Value != nil
}

func (s scope) power(call *ast.CallExpr) bool {
	_, rows := s.rows(call)
	return slices.ContainsFunc(rows, func(m *rules.Model) bool { return m.Grows }) && !slices.ContainsFunc(call.Args[max(0, len(call.Args)-1):], s.isConstant)
}

func (s scope) definedExponential(id *ast.Ident, seen map[*variable]bool) bool {
	v := s.variable(id)
	if v == nil || seen[v] {
		return false
	}
	seen[v] = true
	return slices.ContainsFunc(v.defs, func(d *definition) bool {
		return d.kind == value && d.index < 0 && d.expr != nil && scope{s.unit, d.in}.exponential(d.expr, seen)
	})
}

// multiplies reports whether the function makes the variable or field a multiple of itself: b.wait *= 2, d = d * factor. Of
// a local variable that is so only in a loop.
func (s scope) multiplies(e ast.Expr) bool {
	if s.f.body == nil {
		return false
	}
	name := text(e)
	_, local := e.(*ast.Ident)
	var loops []ast.Node
	found := false
	ast.Inspect(s.f.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			loops = append(loops, n)
		case *ast.AssignStmt:
			inLoop := slices.ContainsFunc(loops, func(l ast.Node) bool { return l.Pos() <= n.Pos() && n.Pos() < l.End() })
			if len(n.Lhs) != 1 || text(n.Lhs[0]) != name || local && !inLoop && !s.outlives(n.Lhs[0]) {
				return true
			}
			if local && slices.ContainsFunc(loops, func(l ast.Node) bool { return s.namesItem(l, n.Rhs[0]) }) {
				return true
			}
			found = found || n.Tok == token.MUL_ASSIGN || n.Tok == token.SHL_ASSIGN || n.Tok == token.ASSIGN && multipleOf(n.Rhs[0], name)
		}
		return !found
	})
	return found
}

// namesItem reports whether an expression names what a range loop runs over: that is another number each time.
func (s scope) namesItem(loop ast.Node, e ast.Expr) bool {
	r, ok := loop.(*ast.RangeStmt)
	if !ok {
		return false
	}
	named := false
	ast.Inspect(e, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		named = named || ok && slices.ContainsFunc([]ast.Expr{r.Key, r.Value}, func(v ast.Expr) bool {
			of, ok := v.(*ast.Ident)
			return ok && of.Name == id.Name
		})
		return !named
	})
	return named
}

// outlives reports whether what is assigned to is there again when the function is called the next time.
func (s scope) outlives(lhs ast.Expr) bool {
	v, ok := s.Info.ObjectOf(lhs.(*ast.Ident)).(*types.Var)
	return ok && packageLevel(v)
}

func multipleOf(e ast.Expr, name string) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if b, ok := n.(*ast.BinaryExpr); ok && (b.Op == token.MUL || b.Op == token.SHL) {
			ast.Inspect(b, func(x ast.Node) bool {
				if x, ok := x.(ast.Expr); ok && text(x) == name {
					found = true
				}
				return !found
			})
		}
		return !found
	})
	return found
}

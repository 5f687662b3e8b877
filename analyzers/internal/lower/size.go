package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
)

// sizeOf says how many elements a collection has.
func (s scope) sizeOf(e ast.Expr) site.Amount { return s.sizeAt(e, 0) }

func (s scope) sizeAt(e ast.Expr, depth int) site.Amount {
	data := site.Amount{Kind: site.Data, From: text(e)}
	if depth > maxFolds {
		return data
	}
	if t := s.Info.TypeOf(e); t != nil {
		if a, ok := deref(t).Underlying().(*types.Array); ok {
			return site.N(a.Len())
		}
	}
	if a, ok := s.constantText(e); ok {
		return a
	}
	switch x := unparen(e).(type) {
	case *ast.CompositeLit:
		return site.N(int64(len(x.Elts)))
	case *ast.SliceExpr:
		return s.pieceSize(x, depth, data)
	case *ast.Ident:
		return s.collectionSize(x, depth, data)
	case *ast.CallExpr:
		if s.builtin(x, "make") && len(x.Args) > 1 {
			return s.amount(x.Args[1])
		}
	}
	return data
}

func (s scope) constantText(e ast.Expr) (site.Amount, bool) {
	tv, ok := s.Info.Types[e]
	if !ok || tv.Value == nil {
		return site.Amount{}, false
	}
	return site.N(int64(len(tv.Value.ExactString()))), true
}

// collectionSize follows a variable that is never changed to the literal that it was made with.
func (s scope) collectionSize(id *ast.Ident, depth int, data site.Amount) site.Amount {
	v, ok := s.Info.ObjectOf(id).(*types.Var)
	if !ok {
		return data
	}
	if packageLevel(v) {
		return s.globalSize(v, data)
	}
	w := s.variableOf(v)
	if len(w.defs) != 1 || w.defs[0].kind != value || w.defs[0].index >= 0 || s.changed(w) {
		return data
	}
	d := w.defs[0]
	in := scope{s.unit, d.in}
	size := in.sizeAt(d.expr, depth+1)
	if size.Kind == site.Data && (strings.HasPrefix(size.From, "len(") || !in.isMake(d.expr)) {
		return data
	}
	return size
}

func (s scope) isMake(e ast.Expr) bool {
	call := s.plainCall(e)
	return call != nil && s.builtin(call, "make")
}

// globalSize: a variable of the package that is a literal and that nothing assigns to has the size of the literal.
func (s scope) globalSize(v *types.Var, data site.Amount) site.Amount {
	if v.Pkg() != s.Types {
		return data
	}
	init := s.initialiser(v)
	if lit, ok := init.(*ast.CompositeLit); ok && !s.reassigned(v) {
		return site.N(int64(len(lit.Elts)))
	}
	return data
}

// initialiser returns the value that a package variable is declared with.
func (u *unit) initialiser(v *types.Var) ast.Expr {
	for _, file := range u.Files {
		if file.Pos() > v.Pos() || v.Pos() > file.End() {
			continue
		}
		for _, d := range file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, spec := range g.Specs {
				s := spec.(*ast.ValueSpec)
				for i, name := range s.Names {
					if u.Info.Defs[name] == v && i < len(s.Values) {
						return unparen(stripAddress(s.Values[i]))
					}
				}
			}
		}
	}
	return nil
}

// reassigned reports whether any statement of the package assigns to the variable or takes its address.
func (u *unit) reassigned(v *types.Var) bool {
	found := false
	for _, file := range u.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for _, l := range n.Lhs {
					if id := rootIdent(l); id != nil && u.Info.ObjectOf(id) == v {
						found = true
					}
				}
			case *ast.UnaryExpr:
				if id, ok := n.X.(*ast.Ident); ok && n.Op == token.AND && u.Info.ObjectOf(id) == v {
					found = true
				}
			}
			return !found
		})
	}
	return found
}

// changed reports whether the elements of a local collection may become more: its address is taken. An append makes a
// second definition.
func (s scope) changed(v *variable) bool {
	found := false
	if v.owner == nil || v.owner.body == nil {
		return true
	}
	ast.Inspect(v.owner.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.UnaryExpr:
			if n.Op == token.AND && s.names(n.X, v) {
				found = true
			}
		case *ast.AssignStmt: // an element of a map
			for _, l := range n.Lhs {
				if ix, ok := unparen(l).(*ast.IndexExpr); ok && s.names(ix.X, v) && s.isMap(ix.X) {
					found = true
				}
			}
		}
		return !found
	})
	return found
}

func (s scope) isMap(e ast.Expr) bool {
	t := s.Info.TypeOf(e)
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Map)
	return ok
}

// pieceSize is the size of xs[lo:hi]: a bound that folds, or the step of the loop that cuts xs into pieces.
func (s scope) pieceSize(e *ast.SliceExpr, depth int, data site.Amount) site.Amount {
	if e.High == nil {
		return data
	}
	if e.Low == nil {
		if hi := s.amountAt(e.High, depth+1); hi.Kind != site.Data {
			return hi
		}
		return data
	}
	if id, ok := unparen(e.Low).(*ast.Ident); ok {
		if step := s.stepOf(id); step != nil {
			return s.amountAt(step, depth+1)
		}
	}
	return data
}

// stepOf returns by how much a counting loop advances its counter, where that is not one.
func (s scope) stepOf(id *ast.Ident) ast.Expr {
	v := s.variable(id)
	if v == nil || v.owner == nil {
		return nil
	}
	for _, f := range []*function{s.f, v.owner} {
		if loop := f.counter[v.object]; loop != nil {
			if a, ok := loop.Post.(*ast.AssignStmt); ok && a.Tok == token.ADD_ASSIGN {
				return a.Rhs[0]
			}
		}
	}
	return nil
}

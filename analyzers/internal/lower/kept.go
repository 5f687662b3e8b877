package lower

import (
	"go/ast"
	"go/types"

	"github.com/concurlint/concurlint/internal/site"
)

// keeps reports whether a function that gives its caller a connection, a client or a pool returns on some way one that
// something has already: a field, an entry of a map or of a sync.Map. What it makes is what happens the first time.
func (w *walker) keeps(sig *types.Signature, body *ast.BlockStmt) site.Tri {
	if sig == nil || body == nil || sig.Results().Len() == 0 || w.Catalog.kind(sig.Results().At(0).Type()) == site.Object {
		return site.Unknown
	}
	found := site.Unknown
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) > 0 && w.taken(n.Results[0]) {
				found = site.Yes
			}
		}
		return found != site.Yes
	})
	return found
}

// taken reports whether the value comes out of something that had it.
func (w *walker) taken(e ast.Expr) bool {
	switch x := unparen(e).(type) {
	case *ast.TypeAssertExpr, *ast.IndexExpr:
		return true
	case *ast.SelectorExpr:
		return !w.isMethodValue(x)
	case *ast.Ident:
		d := w.single(x)
		return d != nil && d.kind == value && d.expr != nil && w.takenFirst(d)
	}
	return false
}

// takenFirst: of what is assigned, only a value of its own or the first of two (`v, ok := m[k]`) is what was kept.
func (w *walker) takenFirst(d *definition) bool {
	if _, again := unparen(d.expr).(*ast.Ident); again || d.index > 0 {
		return false
	}
	return w.taken(d.expr)
}

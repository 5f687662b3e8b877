package lower

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
)

// goesRound reports whether more than this package can see may close an object in a package variable: the variable is
// exported, or its value is handed over, returned or stored somewhere.
func (u *unit) goesRound(on site.Ref) bool {
	if u.Types == nil {
		return true
	}
	name, ok := strings.CutPrefix(on.Name, importPath(u.Types)+".")
	v, _ := u.Types.Scope().Lookup(name).(*types.Var)
	if !ok || v == nil || v.Exported() && u.packageName() != "main" {
		return true
	}
	if u.handed == nil {
		u.handed = u.handedVars()
	}
	return u.handed[v]
}

// handedVars are the package variables that are read for more than a call of their methods, a comparison, or an
// assignment to them.
func (u *unit) handedVars() map[*types.Var]bool {
	out := map[*types.Var]bool{}
	for _, file := range u.Files {
		plain := map[*ast.Ident]bool{}
		seen := func(es ...ast.Expr) {
			for _, e := range es {
				if id, ok := unparen(e).(*ast.Ident); ok {
					plain[id] = true
				}
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if sel, ok := unparen(n.Fun).(*ast.SelectorExpr); ok {
					seen(sel.X)
				}
			case *ast.AssignStmt:
				seen(n.Lhs...)
			case *ast.BinaryExpr:
				seen(n.X, n.Y)
			case *ast.Ident:
				if v, ok := u.Info.Uses[n].(*types.Var); ok && packageLevel(v) && !plain[n] {
					out[v] = true
				}
			}
			return true
		})
	}
	return out
}

package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/concurlint/concurlint/internal/site"
)

// A branch stands between a site and its loop: the site happens on some ways only. Tests are what its condition reads.
type branch struct {
	tests []types.Object
}

// must says whether the site at a node happens whenever its innermost loop, or the function, runs. Where the condition
// reads what the site reads (`if limit > 0 { g.SetLimit(limit) }`), the answer is unknown.
func (w *walker) must(at ast.Node) site.Tri {
	if len(w.branches) == 0 {
		return site.Yes
	}
	reads := w.reads(at)
	for _, b := range w.branches {
		if slices.ContainsFunc(b.tests, func(o types.Object) bool { return slices.Contains(reads, o) }) {
			return site.Unknown
		}
	}
	return site.No
}

// reads are the variables and fields that a node names, without what the fields are of.
func (w *walker) reads(nodes ...ast.Node) []types.Object {
	var out []types.Object
	for _, n := range nodes {
		if n == nil {
			continue
		}
		ast.Inspect(n, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				return false
			case *ast.SelectorExpr:
				if v, ok := w.Info.Uses[n.Sel].(*types.Var); ok {
					out = append(out, v)
					return false
				}
			case *ast.Ident:
				if v, ok := w.Info.Uses[n].(*types.Var); ok {
					out = append(out, v)
				}
			}
			return true
		})
	}
	return out
}

// inBranch reads what happens only under a condition. A branch all of whose alternatives leave is none.
func (w *walker) inBranch(sure bool, tests []types.Object, do func()) {
	if sure {
		do()
		return
	}
	saved := w.branches
	w.branches = append(slices.Clone(saved), branch{tests})
	do()
	w.branches = saved
}

// inLoop reads what happens in a loop: branches outside do not count there.
func (w *walker) inLoop(f site.Frame, loop ast.Stmt, do func()) {
	saved := w.branches
	w.branches = nil
	w.enter(f)
	w.loops[w.lastID] = loop
	do()
	w.leave()
	w.branches = saved
}

// leaves reports whether a list of statements ends by leaving the loop's run or the function.
func (w *walker) leaves(list []ast.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	switch last := list[len(list)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return last.Tok == token.CONTINUE || last.Tok == token.GOTO || last.Tok == token.BREAK
	case *ast.BlockStmt:
		return w.leaves(last.List)
	case *ast.IfStmt:
		return last.Else != nil && w.leaves(last.Body.List) && w.leaves([]ast.Stmt{last.Else})
	case *ast.ExprStmt:
		call, ok := last.X.(*ast.CallExpr)
		return ok && w.builtin(call, "panic")
	}
	return false
}

// leavesSelect is leaves for the arm of a select or a switch, where a plain break leaves only that.
func (w *walker) leavesSelect(list []ast.Stmt) bool {
	if len(list) > 0 {
		if b, ok := list[len(list)-1].(*ast.BranchStmt); ok && b.Tok == token.BREAK && b.Label == nil {
			return false
		}
	}
	return w.leaves(list)
}

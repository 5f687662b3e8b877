package repair

import (
	"go/ast"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
)

// roomForOne lets the one goroutine that sends once end where nobody receives. Nothing may ask how full the channel is.
func roomForOne(p place, f finding.Finding) ([]edit, bool) {
	call, ok := enclosing[*ast.CallExpr](p)
	if !ok || !strings.HasPrefix(f.Fix, "give it room for one") || len(call.Args) != 1 || !isIdent(call.Fun, "make") {
		return nil, false
	}
	if _, isChan := call.Args[0].(*ast.ChanType); !isChan || p.asksHowFull() {
		return nil, false
	}
	return []edit{{call.Args[0].End(), call.Args[0].End(), ", 1"}}, true
}

// asksHowFull reports whether the function uses len or cap.
func (p place) asksHowFull() bool {
	body, found := p.function(), false
	if body == nil {
		return true
	}
	ast.Inspect(body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && (isIdent(call.Fun, "len") || isIdent(call.Fun, "cap")) {
			found = true
		}
		return !found
	})
	return found
}

// fewAtOnce is the limit that setLimit sets: somebody has to choose one.
const fewAtOnce = "10"

// setLimit limits a group before the loop that starts work in it.
func setLimit(p place, _ finding.Finding) ([]edit, bool) {
	call, ok := enclosing[*ast.CallExpr](p)
	if !ok {
		return nil, false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Go" {
		return nil, false
	}
	group, ok := sel.X.(*ast.Ident)
	if !ok {
		return nil, false
	}
	loop := p.outermostLoop(group)
	if loop == nil {
		return nil, false
	}
	blanks, own := p.indent(loop)
	if !own {
		return nil, false
	}
	return []edit{{loop.Pos(), loop.Pos(), group.Name + ".SetLimit(" + fewAtOnce + ")\n" + blanks}}, false
}

// outermostLoop returns the outermost loop around the place in which the variable is not declared.
func (p place) outermostLoop(v *ast.Ident) ast.Stmt {
	var loop ast.Stmt
	for _, n := range p.path {
		switch n := n.(type) {
		case *ast.ForStmt:
			if declares(n.Body, v.Name) {
				return loop
			}
			loop = n
		case *ast.RangeStmt:
			if declares(n.Body, v.Name) {
				return loop
			}
			loop = n
		case *ast.LabeledStmt:
			if loop == n.Stmt {
				loop = n
			}
		case *ast.FuncLit, *ast.FuncDecl:
			return loop
		}
	}
	return loop
}

// declares reports whether a block declares a variable of the name.
func declares(body *ast.BlockStmt, name string) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				found = found || n.Tok.String() == ":=" && isIdent(l, name)
			}
		case *ast.ValueSpec:
			for _, id := range n.Names {
				found = found || id.Name == name
			}
		}
		return !found
	})
	return found
}

package repair

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
)

// deferClose closes what was opened when the function returns: a defer right behind the error check. It is safe for
// responses and rows that the function only reads; a file that was written to may have an error to tell in its Close.
func deferClose(p place, f finding.Finding) ([]edit, bool) {
	assign, ok := enclosing[*ast.AssignStmt](p)
	block, inBlock := enclosing[*ast.BlockStmt](p)
	if !ok || !inBlock || p.inLoop() || len(assign.Rhs) != 1 || len(assign.Lhs) != 2 {
		return nil, false
	}
	object, isName := assign.Lhs[0].(*ast.Ident)
	failed, hasErr := assign.Lhs[1].(*ast.Ident)
	if !isName || !hasErr || object.Name == "_" || failed.Name == "_" {
		return nil, false
	}
	i := slices.IndexFunc(block.List, func(s ast.Stmt) bool { return s == assign })
	if i < 0 || i+1 >= len(block.List) || !returnsOn(block.List[i+1], failed.Name) {
		return nil, false
	}
	body := p.function()
	if body == nil || !onlyRead(body, object.Name, assign) {
		return nil, false
	}
	blanks, own := p.indent(assign)
	if !own {
		return nil, false
	}
	call := object.Name + ".Close()"
	if f.Code == "CL605" {
		call = object.Name + ".Body.Close()"
	}
	at := p.lineEnd(block.List[i+1].End())
	return []edit{{at, at, "\n" + blanks + "defer " + call}}, f.Code != "CL601"
}

// returnsOn reports whether a statement is `if err != nil { ...; return }` without an else.
func returnsOn(s ast.Stmt, err string) bool {
	check, ok := s.(*ast.IfStmt)
	if !ok || check.Init != nil || check.Else != nil || len(check.Body.List) == 0 {
		return false
	}
	cond, ok := check.Cond.(*ast.BinaryExpr)
	if !ok || cond.Op != token.NEQ || !isIdent(cond.X, err) || !isIdent(cond.Y, "nil") {
		return false
	}
	_, ok = check.Body.List[len(check.Body.List)-1].(*ast.ReturnStmt)
	return ok
}

func isIdent(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

// onlyRead reports whether a function does nothing with a variable but read its fields, call its methods and hand it, or a
// part of it, to calls: it is not returned, stored, sent, used in another function, or closed already. Names are
// compared, so another variable of the name counts too.
func onlyRead(body *ast.BlockStmt, name string, made *ast.AssignStmt) bool {
	ok := true
	visit := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n == made {
				return false
			}
			ok = ok && !slices.ContainsFunc(n.Lhs, func(e ast.Expr) bool { return isIdent(e, name) }) && !slices.ContainsFunc(n.Rhs, func(e ast.Expr) bool { return isPart(e, name) })
		case *ast.ReturnStmt:
			ok = ok && !slices.ContainsFunc(n.Results, func(e ast.Expr) bool { return mentions(e, name) && !isValue(e) })
		case *ast.CompositeLit, *ast.FuncLit, *ast.GoStmt, *ast.SendStmt, *ast.UnaryExpr:
			if u, isUnary := n.(*ast.UnaryExpr); isUnary && u.Op != token.AND {
				return true
			}
			ok = ok && !mentions(n, name)
		case *ast.CallExpr:
			sel, isSel := n.Fun.(*ast.SelectorExpr)
			ok = ok && !(isSel && strings.HasSuffix(sel.Sel.Name, "Close") && mentions(sel.X, name)) && !closes(n, name)
		}
		return ok
	}
	ast.Inspect(body, visit)
	return ok
}

// closes reports whether a call looks like a helper that closes what it is given.
func closes(call *ast.CallExpr, name string) bool {
	fun := ""
	switch f := call.Fun.(type) {
	case *ast.Ident:
		fun = f.Name
	case *ast.SelectorExpr:
		fun = f.Sel.Name
	}
	fun = strings.ToLower(fun)
	ends := strings.Contains(fun, "close") || strings.Contains(fun, "drain") || strings.Contains(fun, "discard")
	return ends && slices.ContainsFunc(call.Args, func(a ast.Expr) bool { return mentions(a, name) })
}

// isPart reports whether an expression is the variable or a chain of its fields.
func isPart(e ast.Expr, name string) bool {
	for {
		sel, ok := e.(*ast.SelectorExpr)
		if !ok {
			return isIdent(e, name)
		}
		if sel.Sel.Name != "Body" {
			return false // a field such as StatusCode is a value of its own
		}
		e = sel.X
	}
}

// isValue reports whether what an expression returns no longer needs the object: the result of a call that is handed it,
// or a plain field.
func isValue(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.CallExpr:
		name := ""
		if sel, ok := e.Fun.(*ast.SelectorExpr); ok {
			name = sel.Sel.Name
		}
		return strings.HasPrefix(name, "Decode") || strings.HasPrefix(name, "Errorf") || strings.HasPrefix(name, "Unmarshal") || name == "ReadAll" || name == "Copy" || name == "Err" || name == "Scan"
	case *ast.SelectorExpr:
		return e.Sel.Name == "StatusCode" || e.Sel.Name == "Status"
	case *ast.BinaryExpr:
		return true
	}
	return false
}

func mentions(n ast.Node, name string) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == name {
			found = true
		}
		return !found
	})
	return found
}

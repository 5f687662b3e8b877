package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/concurlint/concurlint/rules"
)

// A Starter is a function that does nothing but start another one, which it is given: safe.Go(func() { ... }).
type Starter struct {
	Func string
	Arg  int // which argument it starts
}

// starters are the declared functions of the unit that are such.
func (u *unit) starters() []Starter {
	var out []Starter
	for _, f := range u.order {
		if f.object == nil {
			continue
		}
		if arg, ok := u.starts(f); ok {
			out = append(out, Starter{f.name, arg})
		}
	}
	return out
}

// starter is the row that a call of one stands for: a start like a go statement.
func (s scope) starter(call *ast.CallExpr) (string, []*rules.Model) {
	t := s.target(call.Fun)
	if t.name == "" {
		return "", nil
	}
	arg, ok := 0, false
	if t.function != nil {
		arg, ok = s.unit.starts(t.function)
	} else if s.Starts != nil {
		arg, ok = s.Starts(t.name)
	}
	if !ok || arg >= len(call.Args) || s.target(call.Args[arg]).name == "" {
		return "", nil
	}
	return t.name, []*rules.Model{{API: rules.Names{t.name}, Does: []string{"spawn"}, On: "result", Object: "task", Body: &rules.Value{Index: &arg}, Lang: "go"}}
}

// starts reports which of its arguments a function starts, and that it does nothing else: whoever counts, limits or waits in it is
// no mere starter.
func (u *unit) starts(f *function) (arg int, ok bool) {
	if got, asked := u.started[f]; asked {
		return got, got >= 0
	}
	u.started[f] = -1 // while it is being asked
	if f.body == nil || len(f.body.List) != 1 {
		return 0, false
	}
	got := -1
	switch st := f.body.List[0].(type) {
	case *ast.GoStmt:
		if arg, direct := u.paramOf(f, st.Call.Fun); direct {
			got = arg
		} else if lit, ok := unparen(st.Call.Fun).(*ast.FuncLit); ok && !u.keepsCount(lit.Body) {
			got = u.calledParam(f, lit.Body)
		}
	case *ast.ExprStmt:
		call, ok := st.X.(*ast.CallExpr)
		if !ok {
			break
		}
		in := scope{u, f}
		t := in.target(call.Fun)
		inner, starts := -1, false
		if t.function != nil && t.function != f {
			inner, starts = u.starts(t.function)
		} else if t.name != "" && t.function == nil && u.Starts != nil {
			inner, starts = u.Starts(t.name)
		}
		if starts && inner < len(call.Args) {
			if arg, direct := u.paramOf(f, call.Args[inner]); direct {
				got = arg
			}
		}
	}
	u.started[f] = got
	return got, got >= 0
}

// paramOf is the number of the parameter that an expression names, the receiver not counted.
func (u *unit) paramOf(f *function, e ast.Expr) (int, bool) {
	id, ok := unparen(e).(*ast.Ident)
	if !ok || f.params == nil {
		return 0, false
	}
	obj, n := u.Info.Uses[id], 0
	for _, field := range f.params.List {
		for _, name := range field.Names {
			if obj != nil && u.Info.Defs[name] == obj {
				_, fn := obj.Type().Underlying().(*types.Signature)
				return n, fn
			}
			n++
		}
	}
	return 0, false
}

// calledParam is the parameter that a body calls, -1 for none.
func (u *unit) calledParam(f *function, body *ast.BlockStmt) int {
	for _, st := range body.List {
		if e, ok := st.(*ast.ExprStmt); ok {
			if call, ok := e.X.(*ast.CallExpr); ok {
				if arg, direct := u.paramOf(f, call.Fun); direct {
					return arg
				}
			}
		}
	}
	return -1
}

// keepsCount reports whether anything in a body may count, limit or tell: a channel, or a method with such a name.
func (u *unit) keepsCount(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SendStmt, *ast.SelectStmt:
			found = true
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		case *ast.CallExpr:
			if sel, ok := n.Fun.(*ast.SelectorExpr); ok {
				found = found || slices.Contains([]string{"Acquire", "Add", "Close", "Done", "Get", "Lock", "Put", "Release", "Store", "Unlock", "Wait"}, sel.Sel.Name)
			}
			found = found || u.builtin(n, "close")
		}
		return !found
	})
	return found
}

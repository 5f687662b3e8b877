package lower

import (
	"go/ast"
	"go/types"

	"github.com/concurlint/concurlint/internal/site"
)

// A target is the function of the user's own code that an expression means.
type target struct {
	name     string // "" where it is not known
	params   int    // the receiver counts
	variadic bool
	method   bool
	receiver site.Ref
	function *function // of this package, nil for others
}

// target resolves a function value: a literal, a name, a method, a variable that is only ever one of these.
func (s scope) target(e ast.Expr) target {
	switch e := unparen(e).(type) {
	case *ast.FuncLit:
		return s.ofFunction(s.functions[e])
	case *ast.Ident:
		return s.identTarget(e)
	case *ast.SelectorExpr:
		return s.selectorTarget(e)
	case *ast.IndexExpr:
		return s.target(e.X)
	case *ast.IndexListExpr:
		return s.target(e.X)
	case *ast.CallExpr:
		if s.isConversion(e) {
			return s.target(e.Args[0])
		}
	}
	return target{}
}

func (s scope) ofFunction(f *function) target {
	if f == nil {
		return target{}
	}
	t := target{name: f.name, function: f, params: fieldCount(f.recv) + fieldCount(f.params), method: f.recv != nil}
	if sig := s.signature(f); sig != nil {
		t.variadic = sig.Variadic()
	}
	return t
}

func fieldCount(list *ast.FieldList) int {
	if list == nil {
		return 0
	}
	return list.NumFields()
}

func (s scope) identTarget(id *ast.Ident) target {
	switch obj := s.Info.ObjectOf(id).(type) {
	case *types.Func:
		return s.declaredTarget(obj)
	case *types.Var:
		if packageLevel(obj) {
			return target{}
		}
		if d := s.single(id); d != nil && d.kind == value && d.index < 0 && d.state != resolving {
			d.state, d.ref = resolving, site.Ref{}
			defer func() { d.state = open }()
			return scope{s.unit, d.in}.target(d.expr)
		}
	}
	return target{}
}

func (s scope) selectorTarget(e *ast.SelectorExpr) target {
	fn, ok := s.Info.Uses[e.Sel].(*types.Func)
	if !ok {
		return target{}
	}
	t := s.declaredTarget(fn)
	if t.method {
		if sel := s.Info.Selections[e]; sel != nil && sel.Kind() == types.MethodExpr {
			return target{}
		}
		t.receiver = s.receiverRef(e)
	}
	return t
}

// declaredTarget is a declared function of this package, or of another whose sites are known.
func (s scope) declaredTarget(fn *types.Func) target {
	fn = fn.Origin()
	if f := s.declared[fn]; f != nil {
		return s.ofFunction(f)
	}
	if fn.Pkg() == nil || fn.Pkg() == s.Types {
		return target{}
	}
	sig := fn.Signature()
	if sig.Recv() != nil && types.IsInterface(sig.Recv().Type()) {
		return target{}
	}
	name := funcName(fn)
	if !s.Known(name) {
		return target{}
	}
	t := target{name: name, params: sig.Params().Len(), variadic: sig.Variadic()}
	if sig.Recv() != nil {
		t.method = true
		t.params++
	}
	return t
}

// receiverRef is the object that a method is called on: through embedded fields, the one that has it.
func (s scope) receiverRef(e *ast.SelectorExpr) site.Ref {
	sel := s.Info.Selections[e]
	if sel == nil || len(sel.Index()) < 2 {
		return s.ref(e.X)
	}
	t := sel.Recv()
	path := sel.Index()
	var owner types.Type
	var field *types.Var
	for _, i := range path[:len(path)-1] {
		st := structOf(deref(t))
		if st == nil || i >= st.NumFields() {
			return s.ref(e.X)
		}
		owner, field = t, st.Field(i)
		t = field.Type()
	}
	if field == nil || !s.ownType(owner) {
		return s.ref(e.X)
	}
	return s.fieldRef(owner, field.Name(), s.Catalog.kind(field.Type()))
}

// receiver is the expression that a method is called on; nil for a function.
func receiver(call *ast.CallExpr) ast.Expr {
	if sel, ok := unparen(call.Fun).(*ast.SelectorExpr); ok {
		return sel.X
	}
	return nil
}

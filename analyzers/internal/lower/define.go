package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// define notes all definitions of variables that stand in the function itself.
func (u *unit) define(f *function) {
	u.defineParams(f, f.recv, f.params)
	u.defineResults(f)
	if file, ok := f.node.(*ast.File); ok {
		u.defineFile(f, file)
		return
	}
	ast.Inspect(f.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.AssignStmt:
			u.defineAssign(f, n)
		case *ast.ValueSpec:
			u.defineSpec(f, n)
		case *ast.RangeStmt:
			u.defineRange(f, n)
		case *ast.ForStmt:
			u.defineCounter(f, n)
		case *ast.IncDecStmt:
			u.addDef(f, n.X, &definition{kind: update, at: n, expr: n.X, index: -1})
		case *ast.TypeSwitchStmt:
			u.defineTypeSwitch(f, n)
		case *ast.ReturnStmt:
			u.defineReturn(f, n)
		case *ast.CompositeLit:
			u.defineLiteral(f, n)
		}
		return true
	})
}

func (u *unit) defineFile(f *function, file *ast.File) {
	for _, d := range file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR {
			continue
		}
		for _, spec := range g.Specs {
			u.defineSpec(f, spec.(*ast.ValueSpec))
		}
	}
}

func (u *unit) defineParams(f *function, lists ...*ast.FieldList) {
	n := 0
	for _, list := range lists {
		if list == nil {
			continue
		}
		for _, field := range list.List {
			for _, name := range field.Names {
				u.addDef(f, name, &definition{kind: param, at: f.node, index: n})
				n++
			}
			if len(field.Names) == 0 {
				n++
			}
		}
	}
}

func (u *unit) defineResults(f *function) {
	if f.results == nil {
		return
	}
	n := 0
	for _, field := range f.results.List {
		for _, name := range field.Names {
			if v := u.variable(name); v != nil {
				v.owner, v.returned = f, n
			}
			n++
		}
	}
}

func (u *unit) defineAssign(f *function, a *ast.AssignStmt) {
	if a.Tok != token.ASSIGN && a.Tok != token.DEFINE {
		u.addDef(f, a.Lhs[0], &definition{kind: update, at: a, expr: a.Rhs[0], index: -1})
		return
	}
	u.assign(f, a, a.Lhs, a.Rhs)
}

func (u *unit) defineSpec(f *function, s *ast.ValueSpec) {
	lhs := make([]ast.Expr, len(s.Names))
	for i, name := range s.Names {
		lhs[i] = name
	}
	if len(s.Values) == 0 {
		for _, name := range lhs {
			u.addDef(f, name, &definition{kind: zero, at: s, index: -1})
		}
		return
	}
	u.assign(f, s, lhs, s.Values)
}

func (u *unit) assign(f *function, at ast.Node, lhs, rhs []ast.Expr) {
	if len(rhs) == 1 && len(lhs) > 1 {
		f.setDest(rhs[0], destination{lhs: lhs, result: -1})
		for i, l := range lhs {
			u.addDef(f, l, &definition{at: at, expr: rhs[0], index: i})
		}
		return
	}
	for i := range min(len(lhs), len(rhs)) {
		f.setDest(rhs[i], destination{lhs: lhs[i : i+1], result: -1})
		u.addDef(f, lhs[i], &definition{at: at, expr: rhs[i], index: -1})
		u.noteStore(rhs[i], lhs[i])
	}
}

// setDest notes where a value goes, for the call or the literal inside as well.
func (f *function) setDest(e ast.Expr, d destination) {
	f.dests[e] = d
	switch e := e.(type) {
	case *ast.ParenExpr:
		f.setDest(e.X, d)
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			f.setDest(e.X, d)
		}
	case *ast.TypeAssertExpr:
		f.setDest(e.X, d)
	}
}

func (u *unit) defineRange(f *function, r *ast.RangeStmt) {
	if r.Key != nil {
		kind := count
		if u.keyIsItem(r) {
			kind = item
		}
		u.addDef(f, r.Key, &definition{kind: kind, at: r, expr: r.X, index: -1})
	}
	if r.Value != nil {
		u.addDef(f, r.Value, &definition{kind: item, at: r, expr: r.X, index: -1})
	}
}

// keyIsItem: the first variable of a range is an element for channels, maps and iterators, a counter otherwise.
func (u *unit) keyIsItem(r *ast.RangeStmt) bool {
	t := u.Info.TypeOf(r.X)
	if t == nil {
		return false
	}
	switch t.Underlying().(type) {
	case *types.Chan, *types.Map, *types.Signature:
		return true
	}
	return false
}

// defineCounter notes the counter of `for i := 0; i < n; i++`.
func (u *unit) defineCounter(f *function, s *ast.ForStmt) {
	var id *ast.Ident
	switch p := s.Post.(type) {
	case *ast.IncDecStmt:
		id, _ = p.X.(*ast.Ident)
	case *ast.AssignStmt:
		if len(p.Lhs) == 1 && p.Tok != token.ASSIGN {
			id, _ = p.Lhs[0].(*ast.Ident)
		}
	}
	if id == nil {
		return
	}
	if obj := u.Info.ObjectOf(id); obj != nil {
		f.counter[obj] = s
	}
}

func (u *unit) defineTypeSwitch(f *function, s *ast.TypeSwitchStmt) {
	a, ok := s.Assign.(*ast.AssignStmt)
	if !ok || len(a.Rhs) != 1 {
		return
	}
	for _, c := range s.Body.List {
		v, ok := u.Info.Implicits[c].(*types.Var)
		if !ok {
			continue
		}
		w := u.variableOf(v)
		w.owner = f
		w.defs = append(w.defs, &definition{variable: w, in: f, at: s, expr: a.Rhs[0], index: -1, name: f.nextName(v.Name())})
	}
}

func (u *unit) defineReturn(f *function, r *ast.ReturnStmt) {
	for i, e := range r.Results {
		f.setDest(e, destination{result: i})
		if v := u.variable(unparen(e)); v != nil && v.owner == f {
			v.returned = i
		}
	}
}

// standsFor is the field for which a literal of the type stands, by a row; "" for none.
func (u *unit) standsFor(t types.Type) string {
	if t == nil {
		return ""
	}
	for _, row := range u.Catalog.typeRows(t) {
		if name, ok := strings.CutPrefix(row.Same, "field:"); ok {
			return name
		}
	}
	return ""
}

// definePart: the element for which a literal stands goes where the literal goes.
func (u *unit) definePart(f *function, lit *ast.CompositeLit, val ast.Expr) {
	d, ok := f.dests[lit]
	if !ok {
		return
	}
	v := u.variable(unparen(stripAddress(val)))
	if v == nil {
		f.setDest(val, d)
		return
	}
	switch w := u.destined(d); {
	case d.store != nil:
		v.stores = append(v.stores, *d.store)
	case d.result >= 0 && v.owner == f:
		v.returned = d.result
	case w != nil:
		v.whole = w
	case len(d.lhs) > 0:
		u.noteStore(stripAddress(val), d.lhs[0])
	}
}

func (u *unit) destined(d destination) *variable {
	if len(d.lhs) == 0 {
		return nil
	}
	return u.variable(unparen(d.lhs[0]))
}

// defineLiteral notes what is put into fields of an own type.
func (u *unit) defineLiteral(f *function, lit *ast.CompositeLit) {
	t := u.Info.TypeOf(lit)
	for i, e := range lit.Elts {
		name, val := "", e
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			val = kv.Value
			if id, ok := kv.Key.(*ast.Ident); ok {
				name = id.Name
			}
		} else if st := structOf(t); st != nil && i < st.NumFields() {
			name = st.Field(i).Name()
		}
		if name != "" && name == u.standsFor(t) {
			u.definePart(f, lit, val)
		}
		if name == "" || !u.ownType(t) {
			continue
		}
		s := store{owner: t, field: name}
		f.setDest(val, destination{result: -1, store: &s})
		if v := u.variable(unparen(stripAddress(val))); v != nil {
			v.stores = append(v.stores, s)
		}
	}
}

func stripAddress(e ast.Expr) ast.Expr {
	if a, ok := unparen(e).(*ast.UnaryExpr); ok && a.Op == token.AND {
		return a.X
	}
	return e
}

func structOf(t types.Type) *types.Struct {
	if t == nil {
		return nil
	}
	st, _ := t.Underlying().(*types.Struct)
	return st
}

// noteStore remembers that a variable is stored where it outlives the function.
func (u *unit) noteStore(val, to ast.Expr) {
	v := u.variable(unparen(stripAddress(val)))
	if v == nil {
		return
	}
	switch to := unparen(to).(type) {
	case *ast.SelectorExpr:
		if t := u.Info.TypeOf(to.X); u.ownType(t) && u.isField(to) && !u.valueReceiver(to.X) {
			v.stores = append(v.stores, store{owner: t, field: to.Sel.Name, to: to})
		}
	case *ast.Ident:
		if g, ok := u.Info.ObjectOf(to).(*types.Var); ok && packageLevel(g) {
			v.stores = append(v.stores, store{to: to})
		}
	}
}

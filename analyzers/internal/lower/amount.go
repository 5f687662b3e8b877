package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// amount is the most that a number can be: a constant, a setting, or what it follows.
func (s scope) amount(e ast.Expr) site.Amount { return s.amountAt(e, 0) }

// maxFolds bounds how many assignments one amount is followed through.
const maxFolds = 8

func (s scope) amountAt(e ast.Expr, depth int) site.Amount {
	if e == nil || depth > maxFolds {
		return site.Amount{}
	}
	if a, ok := s.constant(e); ok {
		return a
	}
	switch e := unparen(e).(type) {
	case *ast.Ident:
		return s.identAmount(e, depth)
	case *ast.SelectorExpr:
		return s.fieldAmount(e)
	case *ast.CallExpr:
		return s.callAmount(e, depth)
	case *ast.BinaryExpr:
		return s.binaryAmount(e, depth)
	case *ast.StarExpr:
		return s.amountAt(e.X, depth+1)
	case *ast.UnaryExpr:
		if e.Op == token.SUB {
			return site.Amount{}
		}
		return s.amountAt(e.X, depth+1)
	}
	return site.Amount{}
}

func (s scope) constant(e ast.Expr) (site.Amount, bool) {
	tv, ok := s.Info.Types[e]
	if !ok || tv.Value == nil {
		if lit, ok := unparen(e).(*ast.BasicLit); ok && lit.Kind == token.INT { // no types
			return number(constant.MakeFromLiteral(lit.Value, token.INT, 0))
		}
		return site.Amount{}, false
	}
	return number(tv.Value)
}

func number(v constant.Value) (site.Amount, bool) {
	v = constant.ToInt(v)
	if v.Kind() != constant.Int {
		return site.Amount{}, false
	}
	n, exact := constant.Int64Val(v)
	if !exact {
		n = math.MaxInt64
	}
	return site.N(n), true
}

// identAmount follows a variable to what is assigned to it.
func (s scope) identAmount(id *ast.Ident, depth int) site.Amount {
	v, ok := s.Info.ObjectOf(id).(*types.Var)
	if !ok {
		return site.Amount{}
	}
	if packageLevel(v) {
		return site.Amount{Kind: site.Config, From: id.Name}
	}
	w := s.variableOf(v)
	defs := s.definitionsAt(w, s.f, id.Pos())
	if len(defs) == 0 {
		return site.Amount{}
	}
	all := site.N(0)
	var clamped []site.Amount
	for i, d := range defs {
		a := scope{s.unit, d.in}.defAmount(d, depth+1)
		switch {
		case s.clamps(d):
			clamped = append(clamped, a)
		case i == 0 || rank(a) > rank(all) || rank(a) == rank(all) && a.N > all.N:
			all = a
		}
	}
	for _, c := range clamped {
		all = s.smallerOf(all, c)
	}
	return all
}

// rank orders amounts by how much they may be.
func rank(a site.Amount) int {
	return slices.Index([]site.AmountKind{site.Const, site.Config, site.AmountUnknown, site.Data, site.Endless}, a.Kind)
}

// smallerOf is what min gives: as bounded as the more bounded of both.
func (s scope) smallerOf(a, b site.Amount) site.Amount {
	if rank(b) < rank(a) || rank(a) == rank(b) && a.Kind == site.Const && b.N < a.N {
		return b
	}
	return a
}

func (s scope) largerOf(a, b site.Amount) site.Amount {
	if rank(b) > rank(a) || rank(a) == rank(b) && b.N > a.N {
		return b
	}
	return a
}

// clamps recognises `if n > limit { n = limit }`: the assignment makes the number smaller.
func (s scope) clamps(d *definition) bool {
	if d.kind != value || d.in.body == nil {
		return false
	}
	found := false
	ast.Inspect(d.in.body, func(n ast.Node) bool {
		cond, ok := n.(*ast.IfStmt)
		if !ok || !contains(cond.Body, d.at) {
			return !found
		}
		b, ok := unparen(cond.Cond).(*ast.BinaryExpr)
		if !ok {
			return true
		}
		above := b.Op == token.GTR || b.Op == token.GEQ
		below := b.Op == token.LSS || b.Op == token.LEQ
		found = found || above && s.names(b.X, d.variable) || below && s.names(b.Y, d.variable) && !isZeroConst(s, b.X)
		return true
	})
	return found
}

func isZeroConst(s scope, e ast.Expr) bool {
	a, ok := s.constant(e)
	return ok && a.N <= 0
}

func (s scope) names(e ast.Expr, v *variable) bool { return s.variable(unparen(e)) == v }

func (s scope) defAmount(d *definition, depth int) site.Amount {
	switch d.kind {
	case param:
		return site.Amount{Kind: site.Data, From: d.variable.object.Name()}
	case item, count:
		return site.Amount{Kind: site.Data, From: d.variable.object.Name()}
	case update:
		return site.Amount{Kind: site.Data, From: d.variable.object.Name()}
	case zero:
		return site.N(0)
	}
	if d.index > 0 {
		return site.Amount{}
	}
	return s.amountAt(d.expr, depth)
}

// fieldAmount: a field of a configuration or of the receiver is a setting; one of any other value is an input.
func (s scope) fieldAmount(e *ast.SelectorExpr) site.Amount {
	if v, ok := s.Info.Uses[e.Sel].(*types.Var); ok && packageLevel(v) {
		return site.Amount{Kind: site.Config, From: text(e)}
	}
	sel := s.Info.Selections[e]
	if sel == nil || sel.Kind() != types.FieldVal {
		return site.Amount{}
	}
	if configType(sel.Recv()) || s.ofReceiver(e) {
		return site.Amount{Kind: site.Config, From: text(e)}
	}
	if id := rootIdent(e); id != nil && s.fromCaller(id) {
		return site.Amount{Kind: site.Data, From: text(e)}
	}
	return site.Amount{}
}

// ofReceiver: what a method's own object was made with was chosen by who made it.
func (s scope) ofReceiver(e *ast.SelectorExpr) bool {
	id := rootIdent(e)
	if id == nil {
		return false
	}
	v := s.variable(id)
	return v != nil && v.owner != nil && v.owner.recv != nil && len(v.defs) == 1 && v.defs[0].kind == param && v.defs[0].index == 0
}

// fromCaller reports whether a variable is a parameter or made from nothing but calls.
func (s scope) fromCaller(id *ast.Ident) bool {
	v := s.variable(id)
	return v != nil && len(v.defs) > 0 && v.defs[0].kind == param
}

func rootIdent(e ast.Expr) *ast.Ident {
	switch e := unparen(e).(type) {
	case *ast.Ident:
		return e
	case *ast.SelectorExpr:
		return rootIdent(e.X)
	case *ast.StarExpr:
		return rootIdent(e.X)
	case *ast.IndexExpr:
		return rootIdent(e.X)
	}
	return nil
}

func (s scope) binaryAmount(e *ast.BinaryExpr, depth int) site.Amount {
	x, y := s.amountAt(e.X, depth+1), s.amountAt(e.Y, depth+1)
	switch e.Op {
	case token.REM:
		return s.smallerOf(x, y)
	case token.QUO, token.SUB, token.SHR:
		if y.Kind == site.Const && x.Kind != site.Const {
			return x
		}
	case token.MUL:
		return x.Mul(y)
	}
	return s.largerOf(x, y)
}

func (s scope) callAmount(call *ast.CallExpr, depth int) site.Amount {
	switch {
	case s.isConversion(call):
		return s.amountAt(call.Args[0], depth+1)
	case s.builtin(call, "len"):
		return s.lenAmount(call)
	case s.builtin(call, "cap"):
		return s.capAmount(call)
	case s.builtin(call, "min"):
		return s.fold(call.Args, depth, s.smallerOf)
	case s.builtin(call, "max"):
		return s.fold(call.Args, depth, s.largerOf)
	}
	_, rows := s.rows(call)
	for _, row := range rows {
		if len(row.Does) == 0 && row.Cap != nil && row.On == "" {
			return sourced(s.amountOfValue(row.Cap, call.Args, nil), text(call))
		}
	}
	return site.Amount{}
}

func (s scope) fold(args []ast.Expr, depth int, pick func(a, b site.Amount) site.Amount) site.Amount {
	if len(args) == 0 {
		return site.Amount{}
	}
	out := s.amountAt(args[0], depth+1)
	for _, a := range args[1:] {
		out = pick(out, s.amountAt(a, depth+1))
	}
	return out
}

func (s scope) lenAmount(call *ast.CallExpr) site.Amount {
	if len(call.Args) != 1 {
		return site.Amount{}
	}
	a := s.sizeOf(call.Args[0])
	if a.Kind == site.Data {
		a.From = text(call)
	}
	return a
}

// capAmount: the capacity of a channel is what it was made with.
func (s scope) capAmount(call *ast.CallExpr) site.Amount {
	if len(call.Args) != 1 {
		return site.Amount{}
	}
	if mk := s.made(call.Args[0]); mk != nil && len(mk.Args) > 1 {
		return s.amount(mk.Args[1])
	}
	return site.Amount{}
}

// amountOfValue reads what a model says of a size or a time: an argument of the call, a field of a literal, a default.
func (s scope) amountOfValue(v *rules.Value, args []ast.Expr, lit *ast.CompositeLit) site.Amount {
	if v == nil {
		return site.Amount{}
	}
	if e := s.valueArg(v, args, lit); e != nil {
		a := s.amount(e)
		switch {
		case a.Kind == site.Const && a.N < 0 && v.Minus != nil:
			return defaultAmount(v.Minus)
		case a.Kind == site.Const && a.N <= 0 && v.Zero != nil:
			return defaultAmount(v.Zero)
		}
		return a
	}
	return defaultAmount(v.Default)
}

// capacity is amountOfValue for the size of a limiter or a pool: whoever gives it chose it, unless it is a length.
func (s scope) capacity(v *rules.Value, args []ast.Expr, lit *ast.CompositeLit) site.Amount {
	return chosen(s.amountOfValue(v, args, lit))
}

func chosen(a site.Amount) site.Amount {
	if a.Kind == site.Data && !strings.HasPrefix(a.From, "len(") {
		a.Kind = site.Config
	}
	return a
}

// valueArg returns the expression that gives a value: an argument by position, or a field of a literal.
func (s scope) valueArg(v *rules.Value, args []ast.Expr, lit *ast.CompositeLit) ast.Expr {
	if v.Index == nil {
		return fieldOfLiteral(lit, v.Arg)
	}
	if *v.Index < 0 || *v.Index >= len(args) {
		return nil
	}
	arg := args[*v.Index]
	if v.Arg == "" {
		return arg
	}
	return fieldOfLiteral(s.literal(arg), v.Arg)
}

func fieldOfLiteral(lit *ast.CompositeLit, name string) ast.Expr {
	if lit == nil || name == "" {
		return nil
	}
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok && id.Name == name {
				return kv.Value
			}
		}
	}
	return nil
}

// literal follows an expression to the literal that it is made by.
func (s scope) literal(e ast.Expr) *ast.CompositeLit {
	switch e := unparen(stripAddress(e)).(type) {
	case *ast.CompositeLit:
		return e
	case *ast.Ident:
		if d := s.single(e); d != nil && d.kind == value && d.index < 0 {
			if lit, ok := unparen(stripAddress(d.expr)).(*ast.CompositeLit); ok {
				return lit
			}
		}
	}
	return nil
}

// single returns the one definition that reaches a use; nil where there are several or none.
func (s scope) single(id *ast.Ident) *definition {
	v := s.variable(id)
	if v == nil {
		return nil
	}
	if defs := s.definitionsAt(v, s.f, id.Pos()); len(defs) == 1 {
		return defs[0]
	}
	return nil
}

// defaultAmount reads a default of a model.
func defaultAmount(v any) site.Amount {
	switch v := v.(type) {
	case int64:
		return site.N(v)
	case float64:
		return site.N(int64(v))
	case string:
		switch v {
		case "endless":
			return site.Amount{Kind: site.Endless}
		case "cpu", "config":
			return site.Amount{Kind: site.Config}
		case "data":
			return site.Amount{Kind: site.Data}
		}
	}
	return site.Amount{}
}

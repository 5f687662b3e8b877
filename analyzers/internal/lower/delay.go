package lower

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// duration reads what a model says of a time, in milliseconds.
func (s scope) duration(v *rules.Value, unit string, args []ast.Expr, lit *ast.CompositeLit) site.Amount {
	if v == nil {
		return site.Amount{}
	}
	e := s.valueArg(v, args, lit)
	if e == nil {
		return milliseconds(defaultAmount(v.Default), unit)
	}
	return milliseconds(s.delay(e), unit)
}

// milliseconds converts a constant from a library's unit; nothing that is more than nothing becomes 0.
func milliseconds(a site.Amount, unit string) site.Amount {
	if a.Kind != site.Const {
		return a
	}
	switch unit {
	case "s":
		a.N *= 1000
	case "ms":
	default:
		const perMillisecond = 1_000_000
		a.N = (a.N + perMillisecond - 1) / perMillisecond
	}
	return a
}

// delay says what a time is computed from, and whether any of it is random: a constant, a setting (a bare parameter or
// field too), or something that changes from run to run.
func (s scope) delay(e ast.Expr) site.Amount {
	if a, ok := s.constant(e); ok {
		a.Rand = site.No
		return a
	}
	r := &delayReader{seen: map[*variable]bool{}}
	r.read(s, e)
	out := site.Amount{Kind: site.AmountUnknown, Rand: site.No}
	switch {
	case r.grows != "":
		out.Kind, out.From = site.Data, r.grows
	case r.param != "" && s.computed(e):
		out.Kind, out.From = site.Data, r.param
	case r.param != "":
		out.Kind, out.From = site.Config, r.param
	case r.setting != "":
		out.Kind, out.From = site.Config, r.setting
	case !r.unknown:
		out = s.amount(e)
		out.Rand = site.No
	}
	if r.unknown || out.Kind == site.Config && r.param != "" { // whoever gives a delay knows whether it is random
		out.Rand = site.Unknown
	}
	if r.random {
		out.Rand = site.Yes
	}
	return out
}

// computed reports whether an expression is more than the name of something.
func (s scope) computed(e ast.Expr) bool {
	switch e := unparen(e).(type) {
	case *ast.Ident, *ast.SelectorExpr:
		return false
	case *ast.CallExpr:
		return !s.isConversion(e) || s.computed(e.Args[0])
	}
	return true
}

// A delayReader collects what a delay is computed from.
type delayReader struct {
	grows   string // something that changes from run to run
	param   string
	setting string
	random  bool
	unknown bool
	seen    map[*variable]bool
}

func (r *delayReader) read(s scope, e ast.Expr) {
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.SelectorExpr:
			return r.selector(s, n)
		case *ast.Ident:
			r.ident(s, n)
		case *ast.CallExpr:
			return r.call(s, n)
		}
		return true
	})
}

func (r *delayReader) selector(s scope, e *ast.SelectorExpr) bool {
	if _, ok := s.Info.Uses[e.Sel].(*types.Var); ok {
		r.setting = text(e)
		return false
	}
	return true
}

func (r *delayReader) ident(s scope, id *ast.Ident) {
	obj, ok := s.Info.ObjectOf(id).(*types.Var)
	if !ok {
		return
	}
	if packageLevel(obj) {
		r.setting = id.Name
		return
	}
	v := s.variableOf(obj)
	if r.seen[v] {
		return
	}
	r.seen[v] = true
	if s.counts(v) {
		r.grows = id.Name
		return
	}
	for _, d := range v.defs {
		r.definition(s, d)
	}
}

func (r *delayReader) definition(s scope, d *definition) {
	name := d.variable.object.Name()
	in := scope{s.unit, d.in}
	switch d.kind {
	case param:
		r.param = name
	case item, count:
		r.grows = name
	case update:
		r.grows = name
		r.read(in, d.expr)
	case value:
		if slices.Contains(in.locals(d.expr), d.variable) {
			r.grows = name
		}
		r.read(in, d.expr)
	}
}

// locals are the local variables that an expression names.
func (s scope) locals(e ast.Expr) []*variable {
	var out []*variable
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if v := s.variable(id); v != nil {
				out = append(out, v)
			}
		}
		return true
	})
	return out
}

// call reads what a call brings to a delay; it reports whether the arguments matter as well.
func (r *delayReader) call(s scope, call *ast.CallExpr) bool {
	if s.isConversion(call) {
		return true
	}
	if _, rows := s.rows(call); rows != nil {
		for _, row := range rows {
			if row.Rand != nil && row.Rand.Default == true {
				r.random = true
			}
		}
		return true
	}
	t := s.target(call.Fun)
	if t.name == "" {
		r.unknown = r.unknown || !s.standard(call.Fun)
		return true
	}
	a, ok := s.returned(t)
	switch {
	case !ok:
		r.unknown = true
	case a.Kind == site.Data:
		r.grows = text(call)
	}
	r.random = r.random || ok && a.Rand == site.Yes
	r.unknown = r.unknown || ok && a.Rand == site.Unknown
	return false
}

// standard reports whether a function or method is of the standard library: those without a row are as good as their
// arguments.
func (s scope) standard(fun ast.Expr) bool {
	var obj types.Object
	switch fun := unparen(fun).(type) {
	case *ast.Ident:
		obj = s.Info.Uses[fun]
	case *ast.SelectorExpr:
		obj = s.Info.Uses[fun.Sel]
	}
	switch obj := obj.(type) {
	case *types.Builtin:
		return true
	case *types.Func:
		if obj.Pkg() == nil {
			return true
		}
		first, _, _ := strings.Cut(importPath(obj.Pkg()), "/")
		return !strings.Contains(first, ".") && !s.Ours(importPath(obj.Pkg()))
	}
	return false
}

// returned is the number that a function of the user's own code returns.
func (s scope) returned(t target) (site.Amount, bool) {
	if t.function == nil {
		return s.Delay(t.name)
	}
	return s.unit.returns(t.function)
}

// returns reads what the function returns as its first result; it reports false where that is no number.
func (u *unit) returns(f *function) (site.Amount, bool) {
	if a, ok := u.amounts[f]; ok {
		return a, true
	}
	sig := u.signature(f)
	if sig == nil || sig.Results().Len() == 0 || !basic(sig.Results().At(0).Type()) || f.body == nil {
		return site.Amount{}, false
	}
	u.amounts[f] = site.Amount{} // while it is being asked
	in := scope{u, f}
	out := site.Amount{Kind: site.Const, Rand: site.No}
	ast.Inspect(f.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) == 0 {
				out = site.Amount{}
				return false
			}
			a := in.delay(n.Results[0])
			rand := max(out.Rand, a.Rand)
			if a.Rand == site.Unknown && out.Rand != site.Yes {
				rand = site.Unknown
			}
			out = in.largerOf(out, a)
			out.Rand = rand
		}
		return true
	})
	u.amounts[f] = out
	return out, true
}

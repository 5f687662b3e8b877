package lower

import (
	"go/ast"
	"go/types"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// A retry library says how long to wait by policies that are made of policies: retry.DelayType(retry.BackOffDelay). Each
// is a call or a value that has a row; an argument that says something wins over what the row says by default.

// policyDelay is how long a retry waits between two attempts, and whether that is random.
func (w *walker) policyDelay(row *rules.Model, args []ast.Expr) site.Amount {
	a := w.policyTime(row, args, 0)
	a.Rand = w.policyRand(row, args, 0)
	return a
}

// policyTimes is how often a row says that its function runs.
func (w *walker) policyTimes(row *rules.Model, args []ast.Expr) site.Amount {
	for _, e := range givenBy(row.Times, args) {
		for _, inner := range w.policyRows(e) {
			if inner.row.Times != nil {
				return w.policyTimes(inner.row, inner.args)
			}
		}
		if a := w.amount(e); a != (site.Amount{}) {
			return a
		}
	}
	if row.Times == nil {
		return site.Amount{}
	}
	return defaultAmount(row.Times.Default)
}

func (w *walker) policyTime(row *rules.Model, args []ast.Expr, depth int) site.Amount {
	if row.Time == nil || depth > maxFolds {
		return site.Amount{}
	}
	for _, e := range givenBy(row.Time, args) {
		for _, inner := range w.policyRows(e) {
			if inner.row.Time != nil {
				return w.policyTime(inner.row, inner.args, depth+1)
			}
		}
		if a, ok := w.constant(e); ok {
			return milliseconds(a, row.Unit)
		}
	}
	return milliseconds(defaultAmount(row.Time.Default), row.Unit)
}

func (w *walker) policyRand(row *rules.Model, args []ast.Expr, depth int) site.Tri {
	if row.Rand == nil || depth > maxFolds {
		return site.Unknown
	}
	found := site.No
	said := false
	for _, e := range givenBy(row.Rand, args) {
		for _, inner := range w.policyRows(e) {
			if inner.row.Rand != nil {
				said = true
				found = max(found, w.policyRand(inner.row, inner.args, depth+1))
			}
		}
	}
	if said {
		return found
	}
	switch row.Rand.Default {
	case true:
		return site.Yes
	case false:
		return site.No
	}
	return site.Unknown
}

// givenBy are the arguments that a model reads a value from.
func givenBy(v *rules.Value, args []ast.Expr) []ast.Expr {
	if v == nil || v.Index == nil || *v.Index >= len(args) {
		return nil
	}
	if v.Rest {
		return args[*v.Index:]
	}
	return args[*v.Index : *v.Index+1]
}

// A policy is a row and the arguments that it is made with.
type policy struct {
	row  *rules.Model
	args []ast.Expr
}

// policyRows is what models say of a policy: a call, a variable that holds one, or a function that is one.
func (s scope) policyRows(e ast.Expr) []policy {
	switch e := unparen(e).(type) {
	case *ast.CallExpr:
		_, rows := s.rows(e)
		return policies(rows, e.Args)
	case *ast.Ident:
		if _, isFunc := s.Info.Uses[e].(*types.Func); !isFunc {
			if d := s.single(e); d != nil && d.kind == value && d.index <= 0 {
				return scope{s.unit, d.in}.policyRows(d.expr)
			}
			return nil
		}
	}
	_, rows := s.valueRows(e)
	return policies(rows, nil)
}

func policies(rows []*rules.Model, args []ast.Expr) []policy {
	var out []policy
	for _, row := range rows {
		out = append(out, policy{row, args})
	}
	return out
}

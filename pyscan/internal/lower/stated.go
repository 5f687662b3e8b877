package lower

import (
	"slices"

	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// statedByCaller reports whether a call in the project gives a parameter what the program itself says.
func (w *walker) statedByCaller(fn *index.Function, i, hops int) bool {
	return hops > 0 && slices.ContainsFunc(w.calls()[fn], func(c callAt) bool {
		n := w.argumentFor(fn, i, c)
		caller := *w
		caller.file = c.file
		return !n.IsNull() && caller.states(n, hops-1)
	})
}

// states reports whether the program itself says what an expression is, or puts it together: a literal, a constant, a setting,
// a field of self, or a variable that one of these is in.
func (w *walker) states(n syntax.Node, hops int) bool {
	if hops <= 0 || n.IsNull() {
		return false
	}
	switch n.Kind() {
	case syntax.String, syntax.ConcatenatedString, syntax.BinaryOperator:
		return true
	case syntax.ParenthesizedExpression, syntax.Await:
		return w.states(n.First(), hops)
	case syntax.BooleanOperator, syntax.ConditionalExpression:
		for part := range n.Named() {
			if w.states(part, hops-1) {
				return true
			}
		}
	case syntax.Attribute:
		return w.isSettingContainer(n) || w.states(n.Field(syntax.FieldObject), hops)
	case syntax.Subscript:
		return w.isSettingContainer(n.Field(syntax.FieldValue)) || w.states(n.Field(syntax.FieldValue), hops)
	case syntax.Call:
		return w.statesResult(n, hops)
	case syntax.Identifier:
		return w.statesName(n, hops)
	}
	return false
}

// statesResult: what a function of the program, or of the object, makes is its own, and so is what a method makes of what is.
func (w *walker) statesResult(call syntax.Node, hops int) bool {
	callee := call.Field(syntax.FieldFunction)
	if callee.Kind() == syntax.Attribute {
		return w.states(callee.Field(syntax.FieldObject), hops-1)
	}
	for a := range call.Field(syntax.FieldArguments).Named() {
		if w.states(a, hops-1) {
			return true
		}
	}
	return false
}

func (w *walker) statesName(n syntax.Node, hops int) bool {
	name := w.file.Resolve(n)
	if name.Kind != index.Local {
		return name.Kind == index.Variable || name.Kind == index.External || w.isSettingContainer(n)
	}
	b := name.Binding
	return b.Self() != nil || slices.ContainsFunc(b.Defs, func(d index.Def) bool {
		switch {
		case d.Kind != index.Parameter:
			return w.states(d.Value, hops-1)
		case w.states(d.Value, hops-1):
			return true
		}
		i := slices.IndexFunc(d.Func.Params, func(p index.Param) bool { return p.Node == d.Node })
		return i >= 0 && (plumbing(b.Name) || w.statedByCaller(d.Func, i, hops-1))
	})
}

package lower

import (
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// inNoLoop walks what runs only where the thread has no running loop, if so.
func (w *walker) inNoLoop(none bool, at syntax.Node, walk func()) {
	if !none {
		walk()
		return
	}
	w.inFrame(site.Frame{Kind: site.NoLoop, Span: w.span(at)}, walk)
}

// openNoLoop: the rest of the block runs only where the thread has no running loop, if so.
func (w *walker) openNoLoop(none bool, at syntax.Node) {
	if none {
		w.pushFrame(site.Frame{Kind: site.NoLoop, Span: w.span(at)})
	}
}

// noLoopIn reports whether an arm of a try runs because no loop does: what is tried begins by asking for the one that
// runs, and the arm is for the error that this raises.
func (t *typer) noLoopIn(f *index.File, try syntax.Node, names []string) bool {
	body := try.Field(syntax.FieldBody)
	raises := t.askedIn(f, body.First())
	if raises == "" {
		return false
	}
	alone := body.First().End() == body.End()
	return slices.Contains(names, raises) || alone && (len(names) == 0 || slices.ContainsFunc(names, func(name string) bool {
		return name == "builtins.Exception" || name == "builtins.BaseException"
	}))
}

// askedIn is the error that a statement raises where no loop runs, if asking for that loop is all it does.
func (t *typer) askedIn(f *index.File, n syntax.Node) string {
	switch n.Kind() {
	case syntax.ExpressionStatement, syntax.ReturnStatement:
		return t.askedIn(f, n.First())
	case syntax.Assignment:
		return t.askedIn(f, n.Field(syntax.FieldRight))
	case syntax.Call:
		if row := t.asksForLoop(f, n); row != nil {
			return row.Raises
		}
	}
	return ""
}

// asksForLoop is the row of a call that gives the running loop and raises where there is none; nil for any other.
func (t *typer) asksForLoop(f *index.File, call syntax.Node) *rules.Model {
	name := f.Resolve(call.Field(syntax.FieldFunction))
	if call.Kind() != syntax.Call || name.Kind != index.External || len(name.Rest) > 0 {
		return nil
	}
	for _, row := range t.rows(name.Path) {
		if row.Object == "loop" && row.Raises != "" {
			return row
		}
	}
	return nil
}

// noLoop reports whether a condition, on one of its sides, says that the thread has no running loop.
func (t *typer) noLoop(f *index.File, cond syntax.Node, side bool, hops int) bool {
	if hops < 0 {
		return false
	}
	switch cond.Kind() {
	case syntax.ParenthesizedExpression:
		return t.noLoop(f, cond.First(), side, hops)
	case syntax.NotOperator:
		return t.noLoop(f, cond.Field(syntax.FieldArgument), !side, hops)
	case syntax.BooleanOperator:
		left, right := t.noLoop(f, cond.Field(syntax.FieldLeft), side, hops), t.noLoop(f, cond.Field(syntax.FieldRight), side, hops)
		if (cond.Field(syntax.FieldOperator).Text() == "and") == side {
			return left || right
		}
		return left && right
	case syntax.ComparisonOperator:
		op, sides := cond.Field(syntax.FieldOperators).Text(), slices.Collect(cond.Named())
		if len(sides) != 2 || sides[1].Kind() != syntax.None || op != "is" && op != "is not" {
			return false
		}
		return (op == "is") == side && t.saysLoop(f, sides[0], hops)
	}
	return !side && t.saysLoop(f, cond, hops)
}

// saysLoop reports whether an expression is true wherever a loop runs in the thread.
func (t *typer) saysLoop(f *index.File, n syntax.Node, hops int) bool {
	if n.Kind() == syntax.Identifier {
		name := f.Resolve(n)
		if name.Kind != index.Local || hops <= 0 {
			return false
		}
		var values []syntax.Node
		for _, d := range name.Binding.Defs {
			if d.Kind != index.Assigned || d.Unpacked || d.Value.IsNull() {
				return false
			}
			values = append(values, d.Value)
		}
		return t.tellLoop(f, values, hops-1)
	}
	if n.Kind() != syntax.Call || hops <= 0 {
		return false
	}
	callee := n.Field(syntax.FieldFunction)
	name := f.Resolve(callee)
	switch {
	case t.asksForLoop(f, n) != nil, name.Is("asyncio._get_running_loop"), name.Is("asyncio.events._get_running_loop"):
		return true
	case name.Kind == index.FunctionName && len(name.Rest) == 0 && !name.Func.Async && !name.Func.Generator:
		return t.tellLoop(name.Func.File, t.results(name.Func), hops-1)
	case callee.Kind() == syntax.Attribute && callee.Field(syntax.FieldAttribute).Text() == "is_running":
		return t.saysLoop(f, callee.Field(syntax.FieldObject), hops)
	}
	return false
}

// tellLoop reports whether one of some values is there, and true, wherever a loop runs in the thread: the others are there
// because none does.
func (t *typer) tellLoop(f *index.File, values []syntax.Node, hops int) bool {
	tells := false
	for _, v := range values {
		switch {
		case v.Kind() == syntax.True && t.inAskingTry(f, v), t.saysLoop(f, v, hops), t.noLoop(f, v, false, hops):
			tells = true
		case v.Kind() == syntax.None, v.Kind() == syntax.False:
		case v.Kind() == syntax.Call && f.Resolve(v.Field(syntax.FieldFunction)).Is("asyncio.new_event_loop"):
		default:
			return false
		}
	}
	return tells
}

// inAskingTry reports whether a node stands behind the question for the running loop: in the same try, or its else.
func (t *typer) inAskingTry(f *index.File, n syntax.Node) bool {
	for ; !n.IsNull() && n.Kind() != syntax.FunctionDefinition; n = n.Parent() {
		try := n.Parent()
		if try.Kind() == syntax.TryStatement && (n.Kind() == syntax.ElseClause || n.ID() == try.Field(syntax.FieldBody).ID()) {
			return t.askedIn(f, try.Field(syntax.FieldBody).First()) != ""
		}
	}
	return false
}

package lower

import (
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// inOnce walks what a local keeps from running again: `if task is None: task = create_task(...)` in a loop that never
// takes it away.
func (w *walker) inOnce(cond, then syntax.Node, walk func()) {
	b := w.flagOf(cond, then)
	if b == nil {
		walk()
		return
	}
	w.inFrame(site.Frame{Kind: site.Unset, On: site.Ref{Scope: site.ScopeCall, Func: w.name, Name: b.Name}, Once: site.Yes, Span: w.span(cond)}, walk)
}

// flagOf is the local that a condition, or a part of an `and`, asks for, where what follows sets it once and for all.
func (w *walker) flagOf(cond, then syntax.Node) *index.Binding {
	switch cond.Kind() {
	case syntax.ParenthesizedExpression:
		return w.flagOf(cond.First(), then)
	case syntax.BooleanOperator:
		if cond.Field(syntax.FieldOperator).Text() != "and" {
			return nil
		}
		for part := range cond.Named() {
			if b := w.flagOf(part, then); b != nil {
				return b
			}
		}
		return nil
	}
	name := askedFor(cond)
	if name.Kind() != syntax.Identifier || loopAround(cond).IsNull() {
		return nil
	}
	b := w.bindingOf(name)
	if b == nil || b.Scope.Kind != index.FunctionScope || b.Scope != w.file.ScopeOf(cond) || !setOnce(b, then) {
		return nil
	}
	return b
}

// askedFor is the name in `not x` and `x is None`.
func askedFor(cond syntax.Node) syntax.Node {
	switch cond.Kind() {
	case syntax.NotOperator:
		return cond.Field(syntax.FieldArgument)
	case syntax.ComparisonOperator:
		var sides []syntax.Node
		for c := range cond.Named() {
			sides = append(sides, c)
		}
		if op := cond.Field(syntax.FieldOperators).Text(); len(sides) == 2 && sides[1].Kind() == syntax.None && (op == "is" || op == "==") {
			return sides[0]
		}
	}
	return syntax.Node{}
}

// setOnce reports whether a block itself sets the variable, and no loop around it takes the value away: nothing else there
// binds the name, and what does so before the loops gives it none.
func setOnce(b *index.Binding, then syntax.Node) bool {
	var loop syntax.Node
	for l := loopAround(then); !l.IsNull(); l = loopAround(l) {
		loop = l
	}
	set := false
	for _, d := range b.Defs {
		empty := d.Value.IsNull() || d.Value.Kind() == syntax.None || d.Value.Kind() == syntax.False
		switch at := d.Node; {
		case at.Start() >= then.Start() && at.End() <= then.End():
			if empty || d.Kind != index.Assigned {
				return false
			}
			set = set || at.Parent().Parent() == then || at.Parent().Parent().Parent() == then
		case at.End() > loop.Start(), !empty, d.Kind != index.Assigned && d.Kind != index.Declared, functionAround(at) != functionAround(loop):
			return false
		}
	}
	return set
}

// functionAround is what a node is run by.
func functionAround(n syntax.Node) syntax.Node {
	for p := n.Parent(); !p.IsNull(); p = p.Parent() {
		if k := p.Kind(); k == syntax.FunctionDefinition || k == syntax.Lambda || k == syntax.ClassDefinition {
			return p
		}
	}
	return syntax.Node{}
}

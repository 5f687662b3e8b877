package lower

import (
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// A nullTest is a condition that asks whether an object is there.
type nullTest struct {
	ref  site.Ref
	null bool // on the true side it is not
}

// nullTest reads `x`, `not x`, `x is None`, `x is not None`, `k not in cache`.
func (w *walker) nullTest(cond syntax.Node) nullTest {
	switch cond.Kind() {
	case syntax.ParenthesizedExpression:
		return w.nullTest(cond.First())
	case syntax.NotOperator:
		t := w.nullTest(cond.Field(syntax.FieldArgument))
		t.null = !t.null
		return t
	case syntax.Identifier:
		if v := w.variable(cond); v != nil && v.held.Known() {
			return nullTest{ref: v.held}
		}
		return nullTest{ref: w.peek(cond)}
	case syntax.Attribute:
		return nullTest{ref: w.peek(cond)}
	case syntax.Call, syntax.Await:
		return nullTest{ref: w.takenIn(cond)}
	case syntax.NamedExpression:
		if r := w.takenIn(cond); r.Known() {
			return nullTest{ref: r}
		}
		return nullTest{ref: w.peek(cond.Field(syntax.FieldName))}
	case syntax.ComparisonOperator:
		return w.comparedToNone(cond)
	}
	return nullTest{}
}

// takenIn is what the calls in an expression just took, or tried to: `if lock.acquire(timeout=1)`.
func (w *walker) takenIn(n syntax.Node) site.Ref {
	for i := len(w.entries) - 1; i >= 0; i-- {
		e := &w.entries[i]
		if e.Span.Start < n.Start() || e.Span.End > n.End() {
			break
		}
		if e.Do == site.Enter && permits(e.On.Kind) {
			return e.On
		}
	}
	return site.Ref{}
}

func (w *walker) comparedToNone(cond syntax.Node) nullTest {
	var sides []syntax.Node
	for c := range cond.Named() {
		sides = append(sides, c)
	}
	if len(sides) != 2 {
		return nullTest{}
	}
	op := cond.Field(syntax.FieldOperators).Text()
	none := sides[1].Kind() == syntax.None
	switch {
	case none && (op == "is" || op == "=="):
		return nullTest{ref: w.peek(sides[0]), null: true}
	case none && (op == "is not" || op == "!="):
		return nullTest{ref: w.peek(sides[0])}
	case op == "not in":
		return nullTest{ref: w.peek(sides[1]), null: true}
	}
	return nullTest{}
}

// peek is the object that a name or attribute holds, without walking it.
func (w *walker) peek(n syntax.Node) site.Ref {
	if n.Kind() == syntax.NamedExpression {
		n = n.Field(syntax.FieldName)
	}
	if n.Kind() == syntax.ParenthesizedExpression {
		return w.peek(n.First())
	}
	if n.Kind() != syntax.Identifier && n.Kind() != syntax.Attribute {
		return site.Ref{}
	}
	name := w.file.Resolve(n)
	switch {
	case len(name.Rest) > 0:
	case name.Kind == index.Attribute:
		return instanceRef(name)
	case name.Kind == index.Variable && name.Binding.Scope.Kind != index.ClassScope:
		return w.target(name.Binding)
	case name.Kind == index.Local:
		if v := w.env.vars[name.Binding]; v != nil && !v.item {
			return v.ref
		}
	}
	return site.Ref{}
}

// noteNull says that the object is None on one side of a test.
func (w *walker) noteNull(t nullTest, from, to int, side bool) {
	if t.ref.Known() && t.null == side {
		w.nulls = append(w.nulls, t.ref.Name)
		w.unheld[[2]int{from, to}] = len(w.nulls) - 1
	}
}

// inUnset walks what runs only while an object is not there.
func (w *walker) inUnset(t nullTest, side bool, cond syntax.Node, walk func()) {
	if !t.ref.Known() || t.null != side {
		walk()
		return
	}
	w.inFrame(site.Frame{Kind: site.Unset, On: t.ref, Span: w.span(cond)}, walk)
}

// openUnset: after `if pool is not None: return pool` the rest of the block runs
// only while it is not set.
func (w *walker) openUnset(t nullTest, cond syntax.Node) {
	if t.ref.Known() && !t.null && (t.ref.Scope == site.ScopeInstance || t.ref.Scope == site.ScopeProcess) {
		w.pushFrame(site.Frame{Kind: site.Unset, On: t.ref, Span: w.span(cond)})
	}
}

// noteSet: what asked whether a flag or an object is set, and sets it now, does not run again.
func (w *walker) noteSet(into site.Ref, v value) {
	if !into.Scope.Outlives() || v.none || v.node.Kind() == syntax.False {
		return
	}
	for _, id := range w.at {
		if f := w.frame(id); f.Kind == site.Unset && identity(f.On) == identity(into) {
			f.Once = site.Yes
		}
	}
}

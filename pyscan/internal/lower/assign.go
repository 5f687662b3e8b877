package lower

import (
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// assignment walks `a = b = value`, `a: T = value` and `a: T`.
func (w *walker) assignment(n syntax.Node) {
	left, right := n.Field(syntax.FieldLeft), n.Field(syntax.FieldRight)
	if right.IsNull() {
		return
	}
	if right.Kind() == syntax.Assignment { // a = b = value
		w.assignment(right)
		inner := w.expr(right.Field(syntax.FieldLeft), site.Ref{})
		w.store(left, inner, n)
		return
	}
	w.assign(left, right, n)
}

// assign evaluates a value and stores it.
func (w *walker) assign(left, right, n syntax.Node) value {
	if isPattern(left) && isTuple(right) {
		w.assignEach(left, right, n)
		return value{}
	}
	v := w.expr(right, w.intoTarget(left))
	v.node, v.held = right, w.takenIn(right)
	w.store(left, v, n)
	return v
}

func isTuple(n syntax.Node) bool {
	return n.Kind() == syntax.ExpressionList || n.Kind() == syntax.Tuple
}

func isPattern(n syntax.Node) bool {
	switch n.Kind() {
	case syntax.PatternList, syntax.TuplePattern, syntax.ListPattern, syntax.Tuple, syntax.ExpressionList:
		return true
	}
	return false
}

// assignEach takes `a, b = x, y` apart.
func (w *walker) assignEach(left, right, n syntax.Node) {
	targets, values := slices.Collect(left.Named()), slices.Collect(right.Named())
	if len(targets) != len(values) {
		w.store(left, w.expr(right, site.Ref{}), n)
		return
	}
	for i, t := range targets {
		v := w.expr(values[i], w.intoTarget(t))
		v.node = values[i]
		w.store(t, v, n)
	}
}

// intoTarget names the object that an assignment to this target makes.
func (w *walker) intoTarget(left syntax.Node) site.Ref {
	switch left.Kind() {
	case syntax.Identifier:
		if name := w.file.Resolve(left); name.Binding != nil {
			return w.target(name.Binding)
		}
		if b := w.bindingOf(left); b != nil {
			return w.target(b)
		}
	case syntax.Attribute:
		if name := w.file.Resolve(left); name.Kind == index.Attribute && len(name.Rest) == 0 {
			return instanceRef(name)
		}
		return w.attributeRef(left)
	case syntax.PatternList, syntax.TuplePattern:
		if first := left.First(); first.Kind() == syntax.Identifier {
			return w.intoTarget(first)
		}
	}
	return site.Ref{}
}

// bindingOf is the variable that an identifier binds, also where the name
// stands for something better known.
func (w *walker) bindingOf(n syntax.Node) *index.Binding {
	for s := w.file.ScopeOf(n); s != nil; s = s.Parent {
		if b := s.Lookup(n.Text()); b != nil {
			return b
		}
	}
	return nil
}

// attributeRef names an attribute of an object whose class is not ours.
func (w *walker) attributeRef(n syntax.Node) site.Ref {
	object := n.Field(syntax.FieldObject)
	attr := n.Field(syntax.FieldAttribute).Text()
	if object.Kind() == syntax.Identifier {
		if v := w.variable(object); v != nil {
			if v.typ.class != nil {
				return site.Ref{Scope: site.ScopeInstance, Func: v.typ.class.Path, Name: attr}
			}
			return within(v.ref, attr)
		}
	}
	return site.Ref{}
}

// store puts a value into a target.
func (w *walker) store(left syntax.Node, v value, n syntax.Node) {
	switch left.Kind() {
	case syntax.Identifier:
		w.storeName(left, v, n)
	case syntax.Attribute:
		w.storeAttribute(left, v, n)
	case syntax.Subscript:
		in := w.expr(left.Field(syntax.FieldValue), site.Ref{})
		w.run(in)
		for key := range left.Fields(syntax.FieldSubscript) {
			w.uses(w.expr(key, site.Ref{}), n)
		}
		if held := w.listIn(left.Field(syntax.FieldValue)); held != nil {
			w.put(held, v, n)
			return
		}
		w.run(v)
		w.escape(v, n)
		if in.ref.Scope.Outlives() {
			w.keep(v, n)
		}
	case syntax.ParenthesizedExpression:
		w.store(left.First(), v, n)
	default:
		w.storeParts(left, v, n)
	}
}

// storeParts: each part of an unpacked value is an object of its own.
func (w *walker) storeParts(left syntax.Node, v value, n syntax.Node) {
	w.run(v)
	i := 0
	for t := range left.Named() {
		part := value{item: v.item, ref: v.ref, node: syntax.Node{}, typ: w.part(v.typ, i)}
		if v.task && v.ref.Known() {
			part = value{ref: v.ref, task: true, list: v.list}
		} else if v.list != nil && i < len(v.list.elems) && v.list.elems[i].val.task {
			part = v.list.elems[i].val
		} else if !v.item {
			part.ref = site.Ref{}
			if t.Kind() == syntax.Identifier {
				if b := w.bindingOf(t); b != nil {
					part.typ = w.binding(b)
				}
			}
		}
		if i == 0 && v.typ.known() {
			part = v
			part.made = nil
		} else if w.addResult(v, t, &part) {
			part.item = false
		} else if t.Kind() == syntax.Attribute || t.Kind() == syntax.Subscript {
			w.escape(v, n) // which part it was is not known
		}
		w.store(t, part, n)
		i++
	}
}

// addResult: a further result of a call of ours is an object too.
func (w *walker) addResult(v value, target syntax.Node, part *value) bool {
	made := w.entriesOf(&v)
	if len(made) == 0 || target.Kind() != syntax.Identifier {
		return false
	}
	e := &w.entries[made[len(made)-1]]
	if e.Do != site.Call || e.results == 0 && len(e.Args) == 0 {
		return false
	}
	into := w.intoTarget(target)
	if len(e.Args) > e.results && e.Args[e.results].Name != into.Name {
		e.Args = append(e.Args, into)
	}
	part.ref = into
	return true
}

func (w *walker) storeName(left syntax.Node, v value, n syntax.Node) {
	b := w.bindingOf(left)
	if b == nil {
		return
	}
	into := w.target(b)
	if b.Scope.Kind == index.ModuleScope || b.Scope.Kind == index.ClassScope {
		w.run(v)
		w.noteSet(into, v)
		if v.ref.Known() && identity(v.ref) != identity(into) {
			w.escape(v, n)
			v.ref = site.Ref{Kind: v.ref.Kind}
		}
	}
	if !v.ref.Known() && !v.none && len(v.mixed) == 0 {
		kind := v.ref.Kind
		v.ref = into
		v.ref.Kind = kind
		if kind == site.Object {
			v.ref.Kind = w.kind(v.typ.name)
		}
	}
	if v.list != nil && !v.list.ref.Known() {
		v.list.ref = v.ref
	}
	w.adopt(&v)
	if identity(v.ref) == identity(into) {
		w.defs[b]++
	}
	w.env.vars[b] = &v
}

func (w *walker) storeAttribute(left syntax.Node, v value, n syntax.Node) {
	object := left.Field(syntax.FieldObject)
	recv := w.expr(object, site.Ref{})
	w.run(recv)
	attr := left.Field(syntax.FieldAttribute).Text()
	if recv.typ.name != "" && recv.typ.class == nil {
		w.setter(recv, attr, v, n)
	}
	into := w.intoTarget(left)
	w.run(v)
	w.noteSet(into, v)
	if v.ref.Known() && (identity(v.ref) != identity(into) || into.Scope == site.ScopeCall) || v.list != nil || len(v.mixed) > 0 {
		w.escape(v, n) // what an attribute of a local holds lives as long as that object, wherever it goes
	}
	if into.Scope != site.ScopeInstance {
		return
	}
	if !v.ref.Known() || identity(v.ref) == identity(into) {
		kind := v.ref.Kind
		v.ref = into
		v.ref.Kind = kind
		if v.list != nil && !v.list.ref.Known() {
			v.list.ref = into
		}
	}
	if v.none {
		delete(w.env.fields, identity(into))
		return
	}
	w.env.fields[identity(into)] = &v
}

// setter: an assignment to an attribute may be a modelled call.
func (w *walker) setter(recv value, attr string, v value, n syntax.Node) {
	c := &call{node: n, file: w.file, args: []arg{{node: n.Field(syntax.FieldRight), value: v}}}
	api := recv.typ.name + "." + attr
	if rows := w.holding(api, c); len(rows) > 0 {
		w.apply(callable{api: api, recv: &recv}, rows, c, site.Ref{})
	}
}

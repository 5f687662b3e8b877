package lower

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// expr walks an expression in the order of evaluation. Into names the object
// that it makes, if the source does; zero where it does not.
func (w *walker) expr(n syntax.Node, into site.Ref) value {
	if n.IsNull() || w.depth > maxDepth {
		return value{}
	}
	w.depth++
	v := w.exprOf(n, into)
	w.depth--
	if v.fn == nil && !v.lazy {
		v.fn = w.callableOf(v.typ)
	}
	if v.node.IsNull() {
		v.node = n
	}
	return v
}

// maxDepth bounds the nesting that is walked; generated code nests deeper.
const maxDepth = 400

func (w *walker) exprOf(n syntax.Node, into site.Ref) value {
	switch n.Kind() {
	case syntax.Identifier:
		return w.identifier(n)
	case syntax.Attribute:
		return w.attribute(n)
	case syntax.Call:
		return w.call(n, into)
	case syntax.Await:
		return w.await(n, into)
	case syntax.ParenthesizedExpression:
		return w.expr(n.First(), into)
	case syntax.ConditionalExpression:
		return w.conditional(n, into)
	case syntax.BooleanOperator:
		return w.boolean(n, into)
	case syntax.NamedExpression:
		return w.assign(n.Field(syntax.FieldName), n.Field(syntax.FieldValue), n)
	case syntax.List, syntax.Tuple, syntax.Set, syntax.ExpressionList:
		return w.collection(n, into)
	case syntax.Dictionary:
		return w.dictionary(n)
	case syntax.ListComprehension, syntax.SetComprehension, syntax.GeneratorExpression, syntax.DictionaryComprehension:
		return w.comprehension(n, into)
	case syntax.Lambda:
		return value{fn: &callable{lambda: n}}
	case syntax.Subscript:
		return w.subscript(n)
	case syntax.Yield:
		return w.yield(n)
	case syntax.None:
		return value{none: true}
	case syntax.BinaryOperator:
		return w.binary(n)
	case syntax.FunctionDefinition, syntax.ClassDefinition, syntax.Error, syntax.Type:
		return value{}
	}
	return w.parts(n)
}

// parts walks an expression that makes nothing itself. What is computed from a
// loop's element alone is still an item of it.
func (w *walker) parts(n syntax.Node) value {
	var got value
	others := false
	for c := range n.Named() {
		v := w.expr(c, site.Ref{})
		w.run(v)
		switch {
		case v.item:
			got.item, got.ref = true, v.ref
		case v.ref.Known():
			others = true
		}
	}
	if others {
		return value{}
	}
	return got
}

func (w *walker) binary(n syntax.Node) value {
	left, right := w.expr(n.Field(syntax.FieldLeft), site.Ref{}), w.expr(n.Field(syntax.FieldRight), site.Ref{})
	if left.list != nil && right.list != nil {
		return value{list: &list{elems: append(slices.Clone(left.list.elems), right.list.elems...), ref: left.list.ref}}
	}
	if got := joined(left, right); got != nil {
		return value{list: got}
	}
	if left.item && !right.ref.Known() {
		return value{item: true, ref: left.ref}
	}
	if right.item && !left.ref.Known() {
		return value{item: true, ref: right.ref}
	}
	if op := n.Field(syntax.FieldOperator).Text(); op == "/" && left.typ.name != "" {
		for _, row := range w.rows(left.typ.name + ".__truediv__") {
			return value{typ: typ{name: row.Returns}}
		}
	}
	return value{}
}

// joined is the collection that `held | {task}` gives, where something is known of one side alone.
func joined(left, right value) *list {
	known, other := left.list, right
	if known == nil {
		known, other = right.list, left
	}
	if known == nil || known.ref.Known() || other.list != nil || !slices.ContainsFunc(known.elems, func(e elem) bool { return runs(e.val.ref.Kind) }) {
		return nil
	}
	return &list{elems: slices.Clone(known.elems)}
}

// identifier is what a name holds here.
func (w *walker) identifier(n syntax.Node) value {
	name := w.file.Resolve(n)
	switch name.Kind {
	case index.Local, index.Variable:
		return w.holds(name.Binding)
	case index.FunctionName:
		return value{fn: &callable{fn: name.Func}}
	case index.ClassName:
		return value{fn: &callable{class: name.Class}}
	case index.External:
		return value{fn: &callable{api: name.Path}}
	}
	return value{}
}

// holds is what a variable holds where the walk stands.
func (w *walker) holds(b *index.Binding) value {
	if v := w.env.vars[b]; v != nil {
		w.giveUp(v)
		return *v
	}
	if c := b.Self(); c != nil {
		return value{typ: selfType(b, c), ref: w.selfRef(b)}
	}
	v := value{typ: w.binding(b)}
	switch b.Scope.Kind {
	case index.ModuleScope, index.ClassScope:
		v.ref = w.target(b)
	default:
		v.ref = site.Ref{Name: b.Name}
	}
	v.ref.Kind = w.kind(v.typ.name)
	return v
}

func (w *walker) selfRef(b *index.Binding) site.Ref {
	if w.fn != nil && b.Scope == w.fn.Scope {
		return site.Ref{Scope: site.ScopeParam, Name: b.Name}
	}
	return site.Ref{}
}

// giveUp says that objects whose variable may hold another one cannot be
// followed any further.
func (w *walker) giveUp(v *value) {
	for _, r := range v.mixed {
		if w.told[r] || r.Scope != site.ScopeCall && r.Scope != site.ScopeResult || w.entries == nil {
			continue
		}
		w.told[r] = true
		if i := len(w.entries) - 1; i >= 0 && w.alive() {
			s := site.Site{Do: site.Escape, On: r, Span: w.entries[i].Span}
			w.entries = append(w.entries, entry{Site: s, node: w.step(), frames: slices.Clone(w.at)})
		}
	}
}

func (w *walker) subscript(n syntax.Node) value {
	v := w.expr(n.Field(syntax.FieldValue), site.Ref{})
	w.run(v)
	for s := range n.Fields(syntax.FieldSubscript) {
		w.run(w.expr(s, site.Ref{}))
	}
	if v.item {
		return value{item: true, ref: v.ref, typ: w.subscriptType(v.typ, n)}
	}
	if v.list != nil && n.Field(syntax.FieldSubscript).Kind() == syntax.Slice {
		got := value{list: v.list, ref: v.ref, task: v.task, node: n}
		if size := w.countSlice(n, maxFollow); !size.Grows() {
			got.size = size // not as many as the list that it was cut from
		}
		return got
	}
	if v.list != nil && len(v.list.elems) > 0 {
		got := v.list.elems[0].val
		got.made, got.lazy = nil, false
		return got
	}
	got := value{ref: within(v.ref, "[]"), node: n, typ: w.subscriptType(v.typ, n)}
	if got.ref.Kind == site.Object {
		got.ref.Kind = w.kind(got.typ.name)
	}
	return got
}

// conditional walks `a if c else b`.
func (w *walker) conditional(n syntax.Node, into site.Ref) value {
	parts := slices.Collect(n.Named())
	if len(parts) != 3 {
		return w.parts(n)
	}
	w.run(w.expr(parts[1], site.Ref{}))
	var a, b value
	start := w.cur
	w.inBranch(parts[1], func() { a = w.expr(parts[0], into) })
	first := w.cur
	w.cur = start
	w.step()
	w.inBranch(parts[1], func() { b = w.expr(parts[2], into) })
	w.join(first, w.cur)
	return w.oneOf(a, b)
}

// boolean walks `a or b`, of which b may never run.
func (w *walker) boolean(n syntax.Node, into site.Ref) value {
	a := w.expr(n.Field(syntax.FieldLeft), into)
	start := w.cur
	w.step()
	var b value
	w.inBranch(n.Field(syntax.FieldLeft), func() {
		w.inUnset(w.defaulted(n), false, n, func() { b = w.expr(n.Field(syntax.FieldRight), into) })
	})
	w.join(start, w.cur)
	return w.oneOf(a, b)
}

// defaulted is the parameter that an `or` gives a default: its right side runs only where the caller gave nothing.
func (w *walker) defaulted(n syntax.Node) nullTest {
	if left := n.Field(syntax.FieldLeft); left.Kind() == syntax.Identifier && n.Field(syntax.FieldOperator).Text() == "or" {
		if t := w.nullTest(left); t.ref.Scope == site.ScopeParam {
			return t
		}
	}
	return nullTest{}
}

func (w *walker) oneOf(a, b value) value {
	made := append(slices.Clone(w.entriesOf(&a)), w.entriesOf(&b)...)
	v := *w.meetValue(&a, &b)
	v.made, v.in, v.lazy = made, w, a.lazy || b.lazy
	return v
}

// collection is a literal list: what is in it may be started later.
func (w *walker) collection(n syntax.Node, into site.Ref) value {
	l := &list{ref: into}
	got := value{list: l, node: n, item: true}
	for c := range n.Named() {
		if c.Kind() == syntax.ListSplat {
			inner := w.expr(c.First(), site.Ref{})
			if inner.list != nil {
				l.elems = append(l.elems, inner.list.elems...)
			}
			got.item = false
			continue
		}
		v := w.expr(c, into)
		w.escapeShared(v, n)
		got.item = got.item && v.item
		if v.item {
			got.ref = v.ref
		}
		l.elems = append(l.elems, w.element(v))
	}
	if !got.item || len(l.elems) == 0 {
		got.item, got.ref = false, site.Ref{}
	}
	return got
}

func (w *walker) element(v value) elem {
	return elem{val: v, frames: slices.Clone(w.at), must: w.must(site.Site{})}
}

func (w *walker) dictionary(n syntax.Node) value {
	l := &list{}
	for c := range n.Named() {
		if c.Kind() != syntax.Pair {
			w.run(w.expr(c.First(), site.Ref{}))
			continue
		}
		key := w.expr(c.Field(syntax.FieldKey), site.Ref{})
		w.run(key)
		if runs(key.ref.Kind) {
			l.elems = append(l.elems, w.element(key))
		}
		v := w.expr(c.Field(syntax.FieldValue), site.Ref{})
		w.escapeShared(v, n)
		l.elems = append(l.elems, w.element(v))
	}
	return value{list: l, node: n}
}

// yield hands a value out and waits; a with block throws into it.
func (w *walker) yield(n syntax.Node) value {
	v := w.expr(n.First(), site.Ref{})
	w.run(v)
	w.keepsWork(n)
	scope := w.fn != nil && w.decorated(w.fn).scope
	if !scope { // a with block gives it back
		for _, r := range objectsOf(v) {
			if i := w.emit(site.Site{Do: site.Escape, On: r}, n); i >= 0 {
				w.entries[i].yielded = true
			}
		}
	}
	if w.yields++; w.yields == 1 {
		w.firstYield = len(w.entries)
	}
	if scope {
		w.raises()
	}
	return value{}
}

// objectsOf are the objects that a value gives access to.
func objectsOf(v value) []site.Ref {
	var out []site.Ref
	add := func(r site.Ref) {
		if r.Known() && r.Kind != site.Item && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	add(v.ref)
	r := v.ref
	for part := true; part; { // a database of a client, and a table of that, keep the client
		if r.Name, part = strings.CutSuffix(r.Name, ".[]"); part {
			add(r)
		}
	}
	for _, r := range v.mixed { // one of them
		add(r)
	}
	if v.fn != nil {
		if v.fn.recv != nil {
			add(v.fn.recv.ref)
		}
		for _, a := range v.fn.args {
			add(a.value.ref)
		}
	}
	if v.list != nil {
		for _, e := range v.list.elems {
			add(e.val.ref)
			for _, r := range e.val.mixed {
				add(r)
			}
		}
	}
	return out
}

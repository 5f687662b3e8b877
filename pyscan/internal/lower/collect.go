package lower

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// collects handles the calls of the language itself that build collections:
// list(x), map(f, xs), and the methods that put something into a list.
func (w *walker) collects(n, callee syntax.Node) (value, bool) {
	if callee.Kind() == syntax.Attribute {
		return w.puts(n, callee)
	}
	name := w.file.Resolve(callee)
	builtin, ok := strings.CutPrefix(name.Path, "builtins.")
	if name.Kind != index.External || !ok {
		return value{}, false
	}
	first := positionalNode(n, 0)
	switch {
	case builtin == "map" && !positionalNode(n, 1).IsNull():
		return w.mapped(n)
	case sameCount(builtin) && builtin != "filter" && !first.IsNull():
		v := w.expr(first, site.Ref{})
		w.raises()
		if v.list == nil {
			return value{item: v.item, ref: v.ref, node: n}, true
		}
		return value{list: v.list, ref: v.ref, task: v.task, node: n}, true
	case (builtin == "list" || builtin == "set" || builtin == "dict") && first.IsNull():
		return value{list: &list{}, node: n}, true
	}
	return value{}, false
}

// puts handles `tasks.append(x)` on a collection that this function builds.
func (w *walker) puts(n, callee syntax.Node) (value, bool) {
	object := callee.Field(syntax.FieldObject)
	method := callee.Field(syntax.FieldAttribute).Text()
	switch method {
	case "append", "add", "extend", "appendleft", "update", "values", "copy":
	default:
		return value{}, false
	}
	if object.Kind() != syntax.Identifier && object.Kind() != syntax.Attribute {
		return value{}, false
	}
	held := w.listIn(object)
	if held == nil {
		return value{}, false
	}
	if method == "values" || method == "copy" {
		return *held, true
	}
	arg := positionalNode(n, 0)
	if arg.IsNull() {
		return value{}, false
	}
	into := held.ref
	into.Kind = site.Task
	v := w.expr(arg, into)
	w.raises()
	if method == "extend" || method == "update" {
		w.extend(held, v, n)
		return value{}, true
	}
	w.put(held, v, n)
	return value{}, true
}

// listIn is the collection that a variable or field holds, if this function built it.
func (w *walker) listIn(n syntax.Node) *value {
	name := w.file.Resolve(n)
	var v *value
	switch name.Kind {
	case index.Local, index.Variable:
		if len(name.Rest) == 0 {
			v = w.env.vars[name.Binding]
		}
	case index.Attribute:
		if len(name.Rest) == 0 {
			v = w.env.fields[instanceRef(name)]
		}
	}
	if v == nil || v.list == nil {
		return nil
	}
	return v
}

// put adds one element. A thread or task of its own becomes one of the list's.
func (w *walker) put(held *value, v value, n syntax.Node) {
	switch v.ref.Kind {
	case site.Task, site.Thread, site.Daemon:
		if v.ref.Scope == site.ScopeCall && identity(v.ref) != identity(held.ref) && held.ref.Known() {
			to := held.ref
			to.Kind = v.ref.Kind
			w.renamed[identity(v.ref)] = to
		}
	default:
		if !v.lazy {
			w.escape(v, n)
		}
	}
	held.list.elems = append(held.list.elems, w.element(v))
	held.task = held.task || v.task
}

func (w *walker) extend(held *value, v value, n syntax.Node) {
	if held.ref.Scope != site.ScopeCall {
		w.escape(v, n)
	}
	if v.list != nil {
		held.list.elems = append(held.list.elems, v.list.elems...)
		held.task = held.task || v.task
		return
	}
	unknown := value{list: &list{}, ref: v.ref, node: v.node}
	held.list.elems = append(held.list.elems, w.element(unknown))
}

// comprehension walks `[f(x) for x in xs if c]`: a loop whose results are kept.
func (w *walker) comprehension(n syntax.Node, into site.Ref) value {
	l := &list{ref: into}
	got := value{list: l, node: n}
	var clauses []syntax.Node
	for c := range n.Named() {
		if c.Kind() == syntax.ForInClause || c.Kind() == syntax.IfClause {
			clauses = append(clauses, c)
		}
	}
	body := n.Field(syntax.FieldBody)
	w.clauses(clauses, func() {
		if body.Kind() == syntax.Pair {
			key := w.expr(body.Field(syntax.FieldKey), into)
			w.run(key)
			if key.task {
				l.elems = append(l.elems, w.element(key))
			}
			body = body.Field(syntax.FieldValue)
		}
		element := into
		if element.Known() && element.Kind == site.Object {
			element.Kind = site.Task
		}
		v := w.expr(body, element)
		got.task = v.task
		l.elems = append(l.elems, w.element(v))
	})
	return got
}

func (w *walker) clauses(clauses []syntax.Node, inner func()) {
	if len(clauses) == 0 {
		inner()
		return
	}
	c, others := clauses[0], clauses[1:]
	if c.Kind() == syntax.IfClause {
		w.run(w.expr(c.First(), site.Ref{}))
		w.inBranch(c.First(), func() { w.clauses(others, inner) })
		return
	}
	w.forLoop(c, func() { w.clauses(others, inner) })
}

// elementOf is what a loop over an iterable holds in its variable.
func (w *walker) elementOf(iterable syntax.Node, v value, target syntax.Node) value {
	if v.list != nil && len(v.list.elems) > 0 {
		e := v.list.elems[0].val
		if e.task || e.ctor != nil && !e.item {
			e.made, e.lazy = nil, false
			if v.ref.Known() {
				kind := e.ref.Kind
				e.ref = v.ref
				e.ref.Kind = kind
			}
			return e
		}
	}
	if v.task {
		return value{ref: v.ref, task: true, typ: v.typ}
	}
	item := value{item: true, node: syntax.Node{}, ref: site.Ref{Kind: site.Item, Scope: site.ScopeCall, Func: w.name, Name: target.Text()}}
	item.size = w.pieces(iterable)
	item.typ = w.looped(w.file, iterable)
	return item
}

// pieces is how large the parts are that an iterable is cut into.
func (w *walker) pieces(n syntax.Node) site.Amount {
	if n.Kind() != syntax.Call {
		return site.Amount{}
	}
	name := w.file.Resolve(n.Field(syntax.FieldFunction))
	switch name.Kind {
	case index.External:
		for _, row := range w.rows(name.Path) {
			if row.Pieces != nil {
				got := w.valueOf(n, row.Pieces, 1, maxFollow)
				if got.Kind == site.Data {
					got.Kind = site.Config // the size of a piece is somebody's choice
				}
				return got
			}
		}
	case index.FunctionName:
		return w.ownPieces(name.Func)
	}
	return site.Amount{}
}

// ownPieces: a generator of ours that yields slices.
func (w *walker) ownPieces(fn *index.Function) site.Amount {
	results := w.results(fn)
	if !fn.Generator || len(results) == 0 {
		return site.Amount{}
	}
	other := *w
	other.file, other.fn, other.env = fn.File, fn, newEnv(w.typer)
	var got site.Amount
	for _, n := range results {
		if n.Kind() != syntax.Subscript {
			return site.Amount{}
		}
		if got = other.count(n); got.Kind != site.Const && got.Kind != site.Config {
			return site.Amount{}
		}
	}
	return got
}

// overRef is the one variable that a loop runs over.
func (w *walker) overRef(n syntax.Node) site.Ref {
	for n.Kind() == syntax.ParenthesizedExpression {
		n = n.First()
	}
	if n.Kind() == syntax.Call {
		name := w.file.Resolve(n.Field(syntax.FieldFunction))
		if !strings.HasPrefix(name.Path, "builtins.") || name.Kind != index.External {
			return site.Ref{}
		}
		args := slices.Collect(n.Field(syntax.FieldArguments).Named())
		if len(args) == 0 {
			return site.Ref{}
		}
		return w.overRef(args[len(args)-1])
	}
	if n.Kind() == syntax.Identifier {
		if v := w.variable(n); v != nil {
			return v.ref
		}
	}
	return site.Ref{}
}

// variable is what a plain variable holds here; nil where nothing is known.
func (w *walker) variable(n syntax.Node) *value {
	if n.Tree() != w.file.Tree {
		return nil
	}
	name := w.file.Resolve(n)
	if (name.Kind == index.Local || name.Kind == index.Variable) && len(name.Rest) == 0 {
		return w.env.vars[name.Binding]
	}
	return nil
}

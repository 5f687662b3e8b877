package lower

import (
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// construct makes an instance of one of our classes.
func (w *walker) construct(class *index.Class, c *call, into site.Ref) value {
	if into.IsZero() {
		into = w.fresh()
	}
	self := value{ref: into, typ: typ{class: class}, node: c.node, ctor: c}
	for _, base := range class.External() {
		if rows := w.inheritedRows(class, base, c); len(rows) > 0 {
			made := w.apply(callable{api: base.Path}, rows, c, into)
			self.row, self.ref.Kind = made.row, made.ref.Kind
		}
	}
	m := class.Method("__init__")
	if m.Kind != index.FunctionName {
		w.handOver(c)
		return self
	}
	w.callOwn(m.Func, &self, c, site.Ref{})
	return self
}

// inheritedRows are the rows of a base that hold for a call of the class. Arguments of a constructor of its own are not
// the base's, so what is wrong with them there is not wrong here.
func (w *walker) inheritedRows(class *index.Class, base index.Name, c *call) []*rules.Model {
	rows := w.holding(base.Path, c)
	if class.Method("__init__").Kind != index.FunctionName {
		return rows
	}
	return slices.DeleteFunc(rows, func(row *rules.Model) bool { return slices.Contains(row.Does, "legacy") })
}

// callOwn calls a function of the project. A coroutine runs only once somebody
// awaits it.
func (w *walker) callOwn(fn *index.Function, self *value, c *call, into site.Ref) value {
	if fn.File.Stub {
		return w.callStub(fn, c)
	}
	w.startedBy(fn, self, c)
	w.consumeArgs(c)
	w.handClosers(c)
	how := w.decorated(fn)
	if how.gap {
		w.emit(site.Site{Do: site.Gap, API: fn.Path}, c.node)
		return value{api: fn.Path, node: c.node}
	}
	if into.IsZero() {
		into = w.fresh()
	}
	if how.runs == site.Once && !how.scope {
		into = kept(fn)
	}
	v := value{ref: into, typ: w.returns(fn), api: fn.Path, node: c.node}
	if alias, ok := w.alias(fn, self); ok {
		v.ref = alias
	}
	if v.ref.Kind == site.Object {
		v.ref.Kind = w.kind(v.typ.name)
	}
	args, params := w.bind(fn, self, c)
	api, async := fn.Path, fn.Async && !fn.Generator
	if how.wrapper != nil {
		api, async = fn.Path+wrapSuffix, how.wrapper.Async
	}
	w.emitCall(site.Site{Do: site.Call, API: api, Args: append(args, into)}, params, async, c.node, &v)
	return v
}

// callStub calls what a stub describes: like anything without a model, but the
// type of the result is known.
func (w *walker) callStub(fn *index.Function, c *call) value {
	w.handOver(c)
	v := value{ref: w.fresh(), typ: w.returns(fn), api: fn.Path, node: c.node}
	v.ref.Kind = w.kind(v.typ.name)
	return v
}

// kept is the object that a function which runs once gives to all its callers.
func kept(fn *index.Function) site.Ref {
	if fn.Class != nil && !fn.Static {
		return site.Ref{Scope: site.ScopeInstance, Func: fn.Class.Path, Name: fn.Name}
	}
	return site.Ref{Scope: site.ScopeProcess, Name: fn.Path}
}

// emitCall adds the call of a function of ours; that of a coroutine waits for
// somebody to run it.
func (w *walker) emitCall(s site.Site, params int, async bool, n syntax.Node, v *value) {
	i := w.emit(s, n)
	if i < 0 {
		return
	}
	w.entries[i].results = params
	w.entries[i].lazy, v.lazy = async, async
	v.made, v.in = []int{i}, w
}

// callWrapped is the call that a decorator's wrapper makes of the function
// decorated: it hands on what it was given.
func (w *walker) callWrapped(fn *index.Function, c *call, into site.Ref) value {
	w.consumeArgs(c)
	if into.IsZero() {
		into = w.fresh()
	}
	v := value{ref: into, typ: w.returns(fn), api: fn.Path, node: c.node}
	args := paramRefs(fn)
	w.emitCall(site.Site{Do: site.Call, API: fn.Path, Args: append(args, into)}, len(args), fn.Async && !fn.Generator, c.node, &v)
	return v
}

func paramRefs(fn *index.Function) []site.Ref {
	var out []site.Ref
	for i, p := range fn.Params {
		out = append(out, site.Ref{Scope: site.ScopeParam, N: i, Name: p.Name})
	}
	return out
}

// bind puts the arguments of a call in the order of the parameters, and the
// captured variables behind them.
func (w *walker) bind(fn *index.Function, self *value, c *call) (args []site.Ref, params int) {
	position := 0
	bound := self != nil && !fn.Static
	for i, p := range fn.Params {
		var r site.Ref
		switch {
		case i == 0 && bound:
			if !fn.ClassMethod {
				r = self.ref
			}
		case i == 0 && fn.ClassMethod:
		case p.Kind == index.VarArgs || p.Kind == index.VarKwargs:
			position = 1000
		default:
			at := position
			if p.Kind == index.KeywordOnly {
				at = 1000
			}
			if a, ok := c.at(p.Name, &at); ok {
				r = refOf(a.value)
				w.useRest(a.value, r, c.node)
				w.handElements(a.value, c.node)
			}
			position++
		}
		args = append(args, r)
	}
	for _, b := range w.typer.plan(fn).captures {
		args = append(args, w.captured(b))
	}
	return args, len(args)
}

// captured is what the function calls a variable that a nested one uses.
func (w *walker) captured(b *index.Binding) site.Ref {
	if v := w.env.vars[b]; v != nil {
		return refOf(*v)
	}
	return site.Ref{}
}

// refOf is the object that a value is handed over as: a list without a name as the work in it that runs already.
func refOf(v value) site.Ref {
	if v.ref.IsZero() && v.list != nil {
		for _, e := range v.list.elems {
			if e.val.ref.Kind == site.Task && !e.val.lazy {
				return e.val.ref
			}
		}
	}
	if v.item {
		r := v.ref
		r.Kind = site.Item
		return r
	}
	return v.ref
}

// useRest says that the work in a list besides what stands for it is handed over too.
func (w *walker) useRest(v value, first site.Ref, n syntax.Node) {
	if !v.ref.IsZero() || v.list == nil || first.Kind != site.Task {
		return
	}
	for _, e := range v.list.elems {
		if r := e.val.ref; r.Kind == site.Task && r != first {
			w.emit(site.Site{Do: site.Use, On: r}, n)
		}
	}
}

// handElements: what a list holds that is handed to a function of ours has a new owner; no parameter stands for it.
func (w *walker) handElements(v value, n syntax.Node) {
	if v.list == nil {
		return
	}
	for _, e := range v.list.elems {
		if e.val.fn != nil {
			continue // a method of the object, which the function calls
		}
		switch r := w.final(e.val.ref); r.Kind {
		case site.Conn, site.Client, site.Pool, site.Resource:
			if r.Scope == site.ScopeCall || r.Scope == site.ScopeResult {
				w.emit(site.Site{Do: site.Escape, On: r}, n)
			}
		case site.Object:
			if r.Scope == site.ScopeCall && !e.val.lazy && !e.val.task {
				w.emit(site.Site{Do: site.Escape, On: r}, n)
			}
		}
	}
}

// alias is the field or variable that a function always returns, as getters do.
func (w *walker) alias(fn *index.Function, self *value) (site.Ref, bool) {
	if fn.Generator {
		return site.Ref{}, false
	}
	var got site.Ref
	for _, n := range w.results(fn) {
		if n.Kind() == syntax.None {
			continue
		}
		var r site.Ref
		if n.Kind() == syntax.Identifier || n.Kind() == syntax.Attribute {
			switch name := fn.File.Resolve(n); {
			case len(name.Rest) > 0:
			case name.Kind == index.Variable && name.Binding.Scope.Kind == index.ModuleScope:
				r = w.target(name.Binding)
			case name.Kind == index.Attribute && self != nil:
				r = instanceRef(name)
			}
		}
		if !r.Known() || got.Known() && r != got {
			return site.Ref{}, false
		}
		got = r
	}
	return got, got.Known()
}

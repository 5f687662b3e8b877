package lower

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// call walks a call: receiver, arguments, then what it does.
func (w *walker) call(n syntax.Node, into site.Ref) value {
	callee := n.Field(syntax.FieldFunction)
	if v, ok := w.collects(n, callee); ok {
		return v
	}
	fn := w.callee(callee)
	c := w.arguments(n)
	when := w.raisesWhen(fn, c)
	if when == beforeItActs {
		w.raises()
	}
	before := len(w.entries)
	v := w.invoke(fn, c, into, short(callee))
	if when == afterItActed {
		w.raises()
	}
	if v.made == nil {
		v.made, v.in = w.since(before), w
	}
	if v.node.IsNull() {
		v.node = n
	}
	return v
}

// A moment is when a call raises, if it does.
type moment uint8

const (
	beforeItActs moment = iota
	afterItActed        // what it was given is in other hands by then
	never               // ends a life; that this fails is nobody's leak
)

// raisesWhen says when a call raises. What it makes is not there yet then; what
// it takes over already is its own.
func (w *walker) raisesWhen(fn callable, c *call) moment {
	if w.cleanup > 0 || w.isQuiet(fn, c) {
		return never
	}
	if fn.class != nil {
		return afterItActed // what a constructor is given is the object's by then
	}
	if fn.fn != nil || !fn.lambda.IsNull() {
		return beforeItActs
	}
	if rows := w.holding(fn.api, c); len(rows) > 0 {
		switch first := rows[0]; {
		case slices.Contains(first.Does, "escape"):
			return afterItActed
		case slices.Contains(first.Does, "leave"), strings.HasPrefix(first.Same, "arg:"):
			return never
		case first.Same == "receiver" && len(first.Does) == 0:
			return never // another view of the same object
		}
		return beforeItActs
	}
	if fn.recv != nil && w.ending[c.node.Field(syntax.FieldFunction).Field(syntax.FieldAttribute).Text()] {
		return never
	}
	return afterItActed
}

// isQuiet: a call that does not fail in practice. Of a receiver whose type is not known the name of the method decides.
func (w *walker) isQuiet(fn callable, c *call) bool {
	switch {
	case fn.fn != nil:
		return w.calm(fn.fn)
	case fn.class != nil || !fn.lambda.IsNull():
		return false
	case fn.api != "":
		return w.quiet[fn.api]
	}
	if c.node.Parent().Kind() == syntax.Await {
		return false // no method of a dict or a string
	}
	callee := c.node.Field(syntax.FieldFunction)
	return callee.Kind() == syntax.Attribute && w.quiet[callee.Field(syntax.FieldAttribute).Text()]
}

// calm reports whether a function of ours has nothing in it that could raise: no call, no wait, no check.
func (t *typer) calm(fn *index.Function) bool {
	if got, ok := t.calms[fn]; ok {
		return got
	}
	calm := !fn.Generator && len(fn.Decorators) == 0
	eachOwn(fn.Body, func(n syntax.Node) {
		switch n.Kind() {
		case syntax.Call, syntax.Await, syntax.RaiseStatement, syntax.AssertStatement, syntax.WithStatement, syntax.Subscript:
			calm = false
		}
	})
	t.calms[fn] = calm
	return calm
}

// since are the entries made from a number on.
func (w *walker) since(before int) []int {
	var made []int
	for i := before; i < len(w.entries); i++ {
		made = append(made, i)
	}
	return made
}

// callee is the function that a call expression calls.
func (w *walker) callee(n syntax.Node) callable {
	v := w.expr(n, site.Ref{})
	if v.fn == nil {
		return callable{recv: &v, api: w.calling(v.typ)}
	}
	return *v.fn
}

// calling is the API of the call of an object, where a row says what that does.
func (w *walker) calling(of typ) string {
	if api := of.name + ".__call__"; of.name != "" && len(w.rows(api)) > 0 {
		return api
	}
	return ""
}

// arguments walks the arguments of a call.
func (w *walker) arguments(n syntax.Node) *call {
	c := &call{node: n, file: w.file}
	args := n.Field(syntax.FieldArguments)
	if args.Kind() == syntax.GeneratorExpression {
		c.args = append(c.args, arg{node: args, value: w.expr(args, site.Ref{})})
		return c
	}
	for a := range args.Named() {
		switch a.Kind() {
		case syntax.KeywordArgument:
			value := a.Field(syntax.FieldValue)
			c.args = append(c.args, arg{name: a.Field(syntax.FieldName).Text(), node: value, value: w.expr(value, site.Ref{})})
		case syntax.ListSplat:
			c.args = append(c.args, arg{star: 1, node: a.First(), value: w.expr(a.First(), site.Ref{})})
		case syntax.DictionarySplat:
			c.args = append(c.args, arg{star: 2, node: a.First(), value: w.expr(a.First(), site.Ref{})})
		default:
			c.args = append(c.args, arg{node: a, value: w.expr(a, site.Ref{})})
		}
	}
	return c
}

// invoke says what calling fn does. Text is how the source writes it.
func (w *walker) invoke(fn callable, c *call, into site.Ref, text string) value {
	if len(fn.args) > 0 {
		c = &call{node: c.node, file: c.file, args: append(slices.Clone(fn.args), c.args...)}
	}
	switch {
	case len(fn.several) > 0:
		return w.invokeAny(fn, c, into, text)
	case fn.raw:
		return w.callWrapped(fn.fn, c, into)
	case fn.fn != nil:
		return w.callOwn(fn.fn, fn.self, c, into)
	case fn.class != nil:
		return w.construct(fn.class, c, into)
	case !fn.lambda.IsNull():
		return w.callLambda(fn.lambda, c, into)
	}
	if fn.recv != nil && fn.recv.typ.class != nil && fn.api == "" {
		if m := fn.recv.typ.class.Method("__call__"); m.Kind == index.FunctionName {
			return w.callOwn(m.Func, fn.recv, c, into)
		}
	}
	return w.callExternal(fn, c, into, text)
}

func (w *walker) callLambda(n syntax.Node, c *call, into site.Ref) value {
	w.consumeArgs(c)
	return w.expr(n.Field(syntax.FieldBody), into)
}

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

// handClosers: who is handed the method that ends an object may end it.
func (w *walker) handClosers(c *call) {
	for _, a := range c.args {
		if fn := a.value.fn; fn != nil && fn.recv != nil && a.node.Kind() == syntax.Attribute && w.ending[a.node.Field(syntax.FieldAttribute).Text()] {
			w.escape(*fn.recv, c.node)
		}
	}
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

// consumeArgs: coroutines that are handed to a function run in it, nobody here
// knows how many at once.
func (w *walker) consumeArgs(c *call) {
	for _, a := range c.args {
		w.runElsewhere(a.value, c)
	}
}

func (w *walker) runElsewhere(v value, c *call) {
	if l := v.list; l != nil && !l.running && len(l.elems) < 100 {
		l.running = true // a list may hold itself
		for _, e := range l.elems {
			at := len(w.at)
			w.at = append(slices.Clone(w.at), w.deeper(e.frames)...)
			w.runElsewhere(e.val, c)
			w.at = w.at[:at:at]
		}
		l.running = false
	}
	if !v.lazy || !w.alive() {
		return
	}
	body, args := w.take(v)
	if len(body.Sites) > 0 {
		api := short(c.node.Field(syntax.FieldFunction))
		w.emit(site.Site{Do: site.Offload, API: api, Body: body, Args: args}, c.node)
	}
}

// run makes a coroutine happen where the walk stands.
func (w *walker) run(v value) {
	if l := v.list; l != nil && !l.running && len(l.elems) < 100 {
		l.running = true // a list may hold itself
		for _, e := range l.elems {
			w.run(e.val)
		}
		l.running = false
	}
	if !v.lazy || !w.alive() {
		return
	}
	for _, i := range w.entriesOf(&v) {
		e := w.entries[i]
		if !e.lazy || e.gone {
			continue
		}
		w.entries[i].gone = true
		e.lazy, e.gone = false, false
		if i == len(w.entries)-1 && slices.Equal(e.frames, w.at) {
			w.entries[i] = e
			continue
		}
		e.node, e.frames, e.Must = w.step(), slices.Clone(w.at), w.must(e.Site)
		w.entries = append(w.entries, e)
	}
}

// handOver: outside code may keep or end what it is given.
func (w *walker) handOver(c *call) {
	w.consumeArgs(c)
	for _, a := range c.args {
		w.escape(a.value, c.node)
	}
}

func (w *walker) escape(v value, n syntax.Node) {
	for _, r := range objectsOf(v) {
		if r.Scope == site.ScopeCall || r.Scope == site.ScopeResult || r.Scope == site.ScopeParam && (r.Kind != site.Object || !v.typ.known()) {
			w.emit(w.taken(r), n)
		}
	}
	w.escapeShared(v, n)
	if v.fn != nil && v.fn.fn != nil && v.fn.fn.Outer != nil {
		w.escapeCaptured(v.fn.fn, n)
	}
	for _, r := range w.reachedBy(v) {
		if r.Scope == site.ScopeCall || r.Scope == site.ScopeResult || permits(r.Kind) {
			w.emit(site.Site{Do: site.Escape, On: r}, n)
		}
	}
}

// escapeShared: who else has a pool or client of the process may close it.
func (w *walker) escapeShared(v value, n syntax.Node) {
	for _, r := range objectsOf(v) {
		if r.Scope == site.ScopeProcess && (r.Kind == site.Pool || r.Kind == site.Client) {
			w.emit(site.Site{Do: site.Escape, On: r}, n)
		}
	}
}

// escapeCaptured: a nested function that goes elsewhere takes along what it captures.
func (w *walker) escapeCaptured(fn *index.Function, n syntax.Node) {
	for _, b := range w.typer.plan(fn).captures {
		if r := w.captured(b); r.Scope == site.ScopeCall || r.Scope == site.ScopeResult || r.Known() && permits(r.Kind) {
			w.emit(site.Site{Do: site.Escape, On: r}, n)
		}
	}
}

// permits: what is taken of it may be given back by whoever has it.
func permits(k site.ObjKind) bool { return k == site.Lock || k == site.Limiter }

// reachedBy are the objects that a function which is handed over can get at without being a def: what a lambda names, or
// the object whose method it is.
func (w *walker) reachedBy(v value) []site.Ref {
	var out []site.Ref
	switch {
	case v.fn == nil:
	case !v.fn.lambda.IsNull():
		for n := range v.fn.lambda.Field(syntax.FieldBody).Inside() {
			out = append(out, w.peek(n))
		}
	case v.fn.recv != nil && permits(v.fn.recv.ref.Kind):
		out = append(out, v.fn.recv.ref)
	}
	return slices.DeleteFunc(out, func(r site.Ref) bool { return !r.Known() })
}

// await waits for a value.
func (w *walker) await(n syntax.Node, into site.Ref) value {
	v := w.expr(n.First(), into)
	if v.choice {
		w.onlyAwaited(v)
	}
	if v.lazy {
		w.run(v)
		v.lazy, v.made = false, nil
		return v
	}
	if n.First().Kind() != syntax.Call {
		w.raises()
	}
	if w.waits(&v) {
		return v
	}
	s := site.Site{Do: site.Wait, API: v.api, On: waitedOn(v.ref), Guess: v.guess}
	if v.list != nil {
		s.On = v.list.ref
	}
	if v.guess && !s.On.Known() {
		s.On = v.recv
	}
	if w.project.Function(v.api) != nil {
		s.On = v.ref // what a function of ours returned, whatever that is
	}
	w.emit(s, n)
	held := s.On
	for _, other := range v.also {
		if s.On = other; identity(other) != identity(held) {
			w.emit(s, n)
		}
	}
	return v
}

// callsSync: a plain function of ours returned what is awaited.
func (w *walker) callsSync(api string) bool {
	fn := w.project.Function(api)
	return fn != nil && !fn.Async
}

// waits reports whether an awaited call already is a wait. What is awaited does
// not block: the callee was not what it looked like.
func (w *walker) waits(v *value) bool {
	waits := false
	for _, i := range w.entriesOf(v) {
		e := &w.entries[i]
		if e.gone {
			continue
		}
		switch e.Do {
		case site.Block:
			e.Do, e.Guess, waits = site.Wait, true, true
		case site.Wait, site.Enter, site.Offload:
			if row := w.first(e.API); row != nil && row.Colour == "thread" && row.Body == nil {
				e.API, e.Time, e.Guess = v.api+"?", site.Amount{}, true // not the wait of a thread that it looked like
			}
			waits = true
		case site.Call:
			waits = waits || !v.lazy && !w.callsSync(e.API)
		}
	}
	return waits
}

package lower

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
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
	body, args := w.take(v, nil)
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

// callsCoroutine: a coroutine function of ours made what is awaited.
func (w *walker) callsCoroutine(api string) bool {
	fn := w.project.Function(api)
	return fn != nil && fn.Async && !fn.Generator
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

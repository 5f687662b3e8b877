package lower

import (
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// bodies are the functions and coroutines that a call is handed to run, each
// with the frames in which it was made.
func (w *walker) bodies(row *rules.Model, c *call) []elem {
	if row.Body == nil {
		return nil
	}
	if row.Body.Rest {
		from := 0
		if row.Body.Index != nil {
			from = *row.Body.Index
		}
		var out []elem
		for _, a := range c.from(from) {
			out = append(out, w.bodiesOf(a, a.star == 1)...)
		}
		return out
	}
	a, ok := c.at(row.Body.Arg, row.Body.Index)
	if !ok {
		return nil
	}
	return w.bodiesOf(a, row.Body.Each)
}

func (w *walker) bodiesOf(a arg, each bool) []elem {
	if !each {
		return []elem{w.element(a.value)}
	}
	if a.value.list != nil {
		return a.value.list.elems
	}
	if made := w.madeElsewhere(a.value); made != nil {
		return made
	}
	// An iterable that this function did not build: what is in it is not known.
	return []elem{{val: value{ref: a.value.ref, typ: a.value.typ, node: a.node, list: &list{}}, frames: slices.Clone(w.at), must: site.Yes}}
}

// madeElsewhere: a function of ours made the list; its text says of what.
func (w *walker) madeElsewhere(v value) []elem {
	made := w.entriesOf(&v)
	if len(made) != 1 || w.entries[made[0]].Do != site.Call {
		return nil
	}
	fn := w.project.Function(w.entries[made[0]].API)
	if fn == nil || fn.Async {
		return nil
	}
	var out []elem
	for _, n := range w.results(fn) {
		if n.Kind() != syntax.ListComprehension && n.Kind() != syntax.GeneratorExpression {
			return nil
		}
		body := n.Field(syntax.FieldBody)
		name := fn.File.Resolve(body.Field(syntax.FieldFunction))
		if body.Kind() != syntax.Call || name.Kind != index.FunctionName || !name.Func.Async {
			return nil
		}
		at := len(w.at)
		w.pushFrame(site.Frame{Kind: site.Loop, Times: data(v.node), Span: spanOf(fn.File, n)})
		out = append(out, elem{val: value{fn: &callable{fn: name.Func}, node: v.node}, frames: slices.Clone(w.at), must: site.Yes})
		w.at = w.at[:at]
	}
	return out
}

// prepared is what an object that was made to run something later will run.
func (w *walker) prepared(recv *value) []elem {
	if recv.typ.class != nil {
		if m := w.bodyMethod(recv); m != nil {
			return []elem{{val: value{fn: &callable{fn: m, self: recv}}, frames: slices.Clone(w.at), must: site.Yes}}
		}
		return nil
	}
	if recv.ctor == nil {
		return nil
	}
	c := recv.ctor
	for _, row := range w.rows(c.api) {
		if row.Body == nil || !w.holdsFor(c.node, row) {
			continue
		}
		if c.args == nil && c.file != nil {
			return w.preparedElsewhere(row, c, recv)
		}
		a, ok := c.at(row.Body.Arg, row.Body.Index)
		if !ok {
			return nil
		}
		b := w.element(a.value)
		switch {
		case row.Args == nil:
		case b.val.fn != nil:
			bound := *b.val.fn
			bound.args = append(slices.Clone(bound.args), w.handed(row, c)...)
			b.val.fn = &bound
		default: // a function that nobody knows has them
			for _, a := range w.handed(row, c) {
				w.escape(a.value, c.node)
			}
		}
		return []elem{b}
	}
	return nil
}

// preparedElsewhere: another method made the object; its text says what it runs.
func (w *walker) preparedElsewhere(row *rules.Model, c *call, recv *value) []elem {
	n := givenNode(c.node, row.Body.Arg, row.Body.Index)
	name := c.file.Resolve(n)
	if name.Kind != index.FunctionName {
		return nil
	}
	fn := &callable{fn: name.Func}
	if name.Func.Class != nil {
		fn.self = &value{typ: typ{class: name.Func.Class}, ref: site.Ref{Scope: site.ScopeParam, Name: "self"}}
	}
	return []elem{{val: value{fn: fn}, frames: slices.Clone(w.at), must: site.Yes}}
}

// bodyMethod is the method that a subclass of a runnable overrides.
func (w *walker) bodyMethod(recv *value) *index.Function {
	for _, base := range recv.typ.class.External() {
		for _, row := range w.rows(base.Path) {
			if row.Body == nil {
				continue
			}
			if name, ok := row.Body.Default.(string); ok {
				if m := recv.typ.class.Method(name); m.Kind == index.FunctionName {
					return m.Func
				}
			}
		}
	}
	return nil
}

// handed are the arguments that a row says its body gets.
func (w *walker) handed(row *rules.Model, c *call) []arg {
	if row.Args.Rest && row.Args.Index != nil {
		return w.spread(c.from(*row.Args.Index), row.Args.Each)
	}
	a, ok := c.at(row.Args.Arg, row.Args.Index)
	if !ok {
		return nil
	}
	if row.Args.Each {
		return w.spread([]arg{a}, true)
	}
	if a.value.list == nil {
		return []arg{{star: 1, node: a.node, value: a.value}}
	}
	var out []arg
	for _, e := range a.value.list.elems {
		out = append(out, arg{node: e.val.node, value: e.val})
	}
	return out
}

// spread: each run gets one element of the iterables.
func (w *walker) spread(args []arg, each bool) []arg {
	if !each {
		return args
	}
	var out []arg
	for _, a := range args {
		item := value{item: true, node: a.node, ref: site.Ref{Kind: site.Item, Scope: site.ScopeCall, Func: w.name, Name: short(a.node)}}
		out = append(out, arg{node: a.node, value: item})
	}
	return out
}

func gapBody() *site.Func { return &site.Func{Sites: []site.Site{{Do: site.Gap}}} }

// body is what one run does, and what it is handed.
func (w *walker) body(row *rules.Model, c *call, b elem) (*site.Func, []site.Ref) {
	switch {
	case b.val.fn != nil:
		return w.bodyOfFunction(row, c, *b.val.fn)
	case row.Colour == "thread" && !b.val.lazy: // an argument is computed first
		return gapBody(), nil
	case len(b.val.made) > 0 && b.val.in != w:
		return gapBody(), nil
	case len(b.val.made) > 0:
		return w.take(b.val, c)
	case b.val.api != "":
		return &site.Func{Colour: site.Async, Sites: []site.Site{{Do: site.Wait, API: b.val.api, Guess: b.val.guess, Span: w.span(c.node), Must: site.Yes}}}, argsOf(b.val)
	}
	return gapBody(), nil
}

// bodyOfFunction calls the function with what the row says it gets.
func (w *walker) bodyOfFunction(row *rules.Model, c *call, fn callable) (*site.Func, []site.Ref) {
	var args []arg
	switch {
	case row.Body == nil: // prepared: its arguments are bound
	case row.Args != nil:
		args = w.handed(row, c)
	case row.Body.Index != nil && !row.Body.Each && !row.Body.Rest:
		args = w.after(row, c)
	}
	node := c.node
	if !fn.lambda.IsNull() {
		node = fn.lambda
	}
	if fn.fn == nil && fn.class == nil && fn.lambda.IsNull() && fn.api == "" {
		return gapBody(), refsIn(gapBody(), append(slices.Clone(fn.args), args...))
	}
	inner := &call{node: node, file: w.file, args: args}
	body := w.literal(func(in *walker) {
		in.async = row.Colour == "async" || fn.fn != nil && fn.fn.Async
		v := in.invoke(fn, inner, site.Ref{}, short(node))
		in.run(v)
	})
	if fn.fn != nil && fn.fn.Async {
		body.Colour = site.Async
	}
	return body, refsIn(body, append(slices.Clone(fn.args), args...))
}

// after are the arguments that follow the function in a call.
func (w *walker) after(row *rules.Model, c *call) []arg {
	a, ok := c.at(row.Body.Arg, row.Body.Index)
	if !ok {
		return nil
	}
	var out []arg
	for _, other := range rest(c, a) {
		if other.name == "" || !w.rowNames(row, other.name) {
			out = append(out, other)
		}
	}
	return out
}

// rowNames reports whether a keyword belongs to the API itself.
func (w *walker) rowNames(row *rules.Model, keyword string) bool {
	for _, v := range []*rules.Value{row.Body, row.Cap, row.Time, row.Times, row.Args} {
		if v != nil && v.Arg == keyword {
			return true
		}
	}
	return false
}

// take moves the sites of a coroutine, or of an awaitable call, into a body. Where one of several collectors takes it, each
// of them does so.
func (w *walker) take(v value, taker *call) (*site.Func, []site.Ref) {
	body := &site.Func{}
	waits := false
	for _, i := range w.entriesOf(&v) {
		e := &w.entries[i]
		again := taker != nil && e.taker == taker
		if e.gone && !again || !e.gone && !e.lazy && (e.Do == site.Spawn || e.Do == site.Legacy) {
			continue // done by the call itself: gather starts its tasks before anybody waits for them
		}
		e.gone, e.lazy, e.taker = true, false, taker
		s := e.Site
		s.Must = site.Yes
		body.Sites = append(body.Sites, s)
		if s.Do == site.Call || s.Do == site.Wait || s.Do == site.Enter || s.Do == site.Offload {
			waits = true
		}
		if s.Do == site.Block {
			body.Sites[len(body.Sites)-1].Do, waits = site.Wait, true
		}
	}
	body.Colour = site.Async
	if !waits {
		body.Sites = append(body.Sites, site.Site{Do: site.Wait, API: v.api, Guess: v.guess, Span: w.span(v.node), Must: site.Yes})
	}
	return body, append(refsIn(body, nil), argsOf(v)...)
}

// argsOf are the loop elements that an awaitable call was handed.
func argsOf(v value) []site.Ref {
	if v.ctor == nil {
		return nil
	}
	var out []site.Ref
	for _, a := range v.ctor.args {
		if r := refOf(a.value); !r.IsZero() && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// refsIn are the objects that a body is handed.
func refsIn(body *site.Func, args []arg) []site.Ref {
	var out []site.Ref
	add := func(r site.Ref) {
		if !r.IsZero() && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	for _, a := range args {
		add(refOf(a.value))
	}
	for i := range body.Sites {
		s := &body.Sites[i]
		if s.Do != site.Call {
			continue
		}
		for _, r := range s.Args[:max(0, len(s.Args)-1)] {
			add(r)
		}
	}
	return out
}

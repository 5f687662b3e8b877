package lower

import (
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// runHere: the call runs its body in place.
func (w *walker) runHere(bodies []elem) {
	for _, b := range bodies {
		w.run(b.val)
		if b.val.fn != nil {
			w.invoke(*b.val.fn, &call{node: b.val.node, file: w.file}, site.Ref{}, short(b.val.node))
		}
	}
}

// register notes how often the functions given to a registrar run.
func (w *walker) register(row *rules.Model, bodies []elem) {
	for _, b := range bodies {
		if b.val.fn != nil && b.val.fn.fn != nil {
			*w.hooks = append(*w.hooks, hook{fn: b.val.fn.fn.Path, runs: runsWord(row.Entry)})
		}
	}
}

func runsWord(word string) site.Runs {
	switch word {
	case "hot":
		return site.Hot
	case "once":
		return site.Once
	}
	return site.RunsUnknown
}

// spawn makes one site for each thing that the call starts, and none for tasks
// that run already.
func (w *walker) spawn(fn callable, row *rules.Model, c *call, v *value, bodies []elem) {
	on := w.on(fn, row, c, v)
	v.task = true
	if row.Body == nil && fn.recv != nil {
		bodies = w.prepared(fn.recv)
		if kind := w.final(fn.recv.ref).Kind; kind != site.Object {
			on.Kind = kind
		}
	}
	hears := w.hears(row, c, v, bodies)
	started := 0
	for _, b := range bodies {
		if b.val.task || w.givesFuture(b.val) || b.val.list != nil && !w.unknownWork(b.val) {
			w.uses(b.val, c.node)
			if v.ref.Kind == site.Task && b.val.ref.Known() {
				w.waitLater(v, b.val)
			}
			continue
		}
		w.start(fn, row, c, site.Site{On: on, Hears: hears}, b)
		started++
	}
	if started == 0 && row.Body != nil {
		w.collected(row, c, v)
	}
	if started == 0 && len(bodies) == 0 && row.Body == nil {
		w.emit(site.Site{Do: site.Spawn, API: fn.api, On: on, For: row.For, Body: gapBody()}, c.node)
	}
	if slices.Contains(row.Does, "wait") || row.With == "waits" && row.Object == "task" {
		w.emit(site.Site{Do: site.Wait, API: fn.api, On: on}, c.node)
	}
}

// givesFuture reports whether a plain function of ours made the work: what it returns runs already, or others settle it.
func (w *walker) givesFuture(v value) bool {
	made := w.entriesOf(&v)
	return !v.lazy && v.typ.name == "asyncio.Task" && len(made) == 1 && w.entries[made[0]].Do == site.Call
}

// collected: what is waited for are tasks that this function keeps in a list,
// even if the walk has seen none put in so far: a loop fills it later.
func (w *walker) collected(row *rules.Model, c *call, v *value) {
	a, ok := c.at(row.Body.Arg, row.Body.Index)
	if !ok && len(c.args) > 0 {
		a = c.args[0]
	}
	if a.value.list != nil && a.value.list.ref.Known() {
		w.waitLater(v, a.value)
	}
}

// unknownWork reports whether an iterable that nobody knows may hold work that
// does not run yet. A field holds tasks that were started elsewhere.
func (w *walker) unknownWork(v value) bool {
	return !v.typ.known() && v.ref.Scope != site.ScopeInstance && len(v.list.elems) == 0 && !v.ref.Known() || v.ref.Scope == site.ScopeParam
}

// waitLater: a collector of tasks that run already stands for them.
func (w *walker) waitLater(v *value, tasks value) {
	if v.standsFor {
		v.also = append(v.also, v.ref)
	}
	v.standsFor = true
	v.list = tasks.list
	if tasks.list != nil && tasks.list.ref.Known() {
		v.ref = tasks.list.ref
	} else {
		v.ref = tasks.ref
	}
	v.ref.Kind = site.Task
}

// start makes the site for one thing that is started, in the loops that made it.
func (w *walker) start(fn callable, row *rules.Model, c *call, s site.Site, b elem) {
	if !w.alive() {
		return
	}
	before := len(w.at)
	w.at = append(slices.Clone(w.at), w.deeper(b.frames)...)
	if row.Times != nil {
		w.pushFrame(site.Frame{Kind: site.Loop, Times: w.times(row, c), Span: w.span(c.node)})
	}
	s.Do, s.API, s.For, s.Guess = site.Spawn, fn.api, row.For, fn.guess
	s.Body, s.Args = w.body(row, c, b)
	if s.On.Kind == site.Group {
		s.Cap.Kind = site.Endless // a group of Python has no limit that somebody could set
	}
	if i := w.emit(s, c.node); i >= 0 {
		w.entries[i].Must = min(w.entries[i].Must, b.must)
		if len(w.deeper(b.frames)) > 0 {
			w.entries[i].Must = max(w.entries[i].Must, b.must)
		}
	}
	w.at = w.at[:before:before]
}

// times is how often a row runs its body: the elements of an argument.
func (w *walker) times(row *rules.Model, c *call) site.Amount {
	a, ok := c.at(row.Times.Arg, row.Times.Index)
	if !ok {
		return defaultAmount(row.Times.Default, 1)
	}
	return w.count(a.node)
}

// offload runs work elsewhere and waits for it.
func (w *walker) offload(fn callable, row *rules.Model, c *call, bodies []elem) {
	s := site.Site{Do: site.Offload, API: fn.api, For: row.For, Guess: fn.guess}
	if row.On != "none" {
		s.On = w.on(fn, row, c, &value{})
	}
	for _, b := range bodies {
		s.Body, s.Args = w.body(row, c, b)
		w.emit(s, c.node)
		return
	}
	s.Body = gapBody()
	w.emit(s, c.node)
}

// comprehension of map(f, xs): each run calls f.
func (w *walker) mapped(n syntax.Node) (value, bool) {
	callee := w.callee(positionalNode(n, 0))
	iterable := positionalNode(n, 1)
	if iterable.IsNull() {
		return value{}, false
	}
	w.run(w.expr(iterable, site.Ref{}))
	l := &list{}
	times := w.count(iterable)
	item := value{item: true, node: iterable, ref: site.Ref{Kind: site.Item, Scope: site.ScopeCall, Func: w.name, Name: short(iterable)}}
	w.loop(loopHead{times: times, on: w.overRef(iterable), span: w.span(n)}, func() {
		w.raises()
		before := len(w.entries)
		c := &call{node: n, file: w.file, args: []arg{{node: iterable, value: item}}}
		v := w.invoke(callee, c, site.Ref{}, short(positionalNode(n, 0)))
		if v.made == nil {
			v.made, v.in = w.since(before), w
		}
		v.node, v.ctor = n, c
		l.elems = append(l.elems, w.element(v))
	})
	return value{list: l, node: n}, true
}

package lower

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// callExternal is a call of what is not ours: model rows say what it does.
func (w *walker) callExternal(fn callable, c *call, into site.Ref, text string) value {
	if row := w.drops[fn.api]; row != nil {
		w.callback(row, c)
	}
	if v, ok := w.byHand(fn, c, into); ok {
		return v
	}
	w.handFieldClosers(c)
	if rows := w.holding(fn.api, c); len(rows) > 0 {
		return w.apply(fn, rows, c, into)
	}
	if v, ok := w.ends(fn, c); ok {
		return v
	}
	v := value{api: fn.api, node: c.node}
	if v.api == "" {
		v.api, v.guess = text, true
		if fn.recv != nil && !fn.recv.item {
			v.recv = fn.recv.ref
		}
	}
	if !strings.HasPrefix(fn.api, "builtins.") {
		w.handOver(c)
	} else {
		w.consumeArgs(c)
		for _, a := range c.args {
			w.uses(a.value, c.node)
		}
		v.item, v.ref = itemOf(c)
	}
	w.callUnknown(fn, c)
	return v
}

// callUnknown notes a call whose callee nobody can tell: a parameter that is
// called, or a name that resolves nowhere. In a loop one that is named for it may be the pause.
func (w *walker) callUnknown(fn callable, c *call) {
	callee := c.node.Field(syntax.FieldFunction)
	if text := callee.Text(); len(w.loops) > 0 && w.models.Named(lang, "pauses", text[strings.LastIndexByte(text, '.')+1:]) {
		w.emit(site.Site{Do: site.Wait, API: short(callee), Guess: true}, c.node)
	}
	if fn.api != "" || callee.Kind() != syntax.Identifier {
		return
	}
	s := site.Site{Do: site.Call, API: callee.Text(), Guess: true}
	if name := w.file.Resolve(callee); name.Kind == index.Unknown {
		s = site.Site{Do: site.Gap, API: callee.Text()}
	}
	if v := w.variable(callee); v != nil && v.item {
		s.On = v.ref
	}
	w.emit(s, c.node)
}

// itemOf: what a builtin makes of a loop's element alone is still one.
func itemOf(c *call) (bool, site.Ref) {
	if len(c.args) == 0 {
		return false, site.Ref{}
	}
	for _, a := range c.args {
		if !a.value.item && a.value.ref.Known() {
			return false, site.Ref{}
		}
	}
	return c.args[0].value.item, c.args[0].value.ref
}

// ends: a method that ends the life of its receiver, as the rows of its type
// say; of a receiver whose type nobody knows, as the rows of any type do.
func (w *walker) ends(fn callable, c *call) (value, bool) {
	if fn.recv == nil || !fn.recv.ref.Known() {
		return value{}, false
	}
	callee := c.node.Field(syntax.FieldFunction)
	method := callee.Field(syntax.FieldAttribute).Text()
	of := fn.recv.typ
	guess := !of.known() && fn.api == ""
	base := w.inherited(of)
	if exits := guess && (method == "__exit__" || method == "__aexit__"); !exits && !w.closes[of.name][method] && !(base != nil && slices.Contains(base.Closes, method)) && !(guess && w.ending[method] && len(c.args) == 0) {
		return value{}, false
	}
	w.emit(site.Site{Do: site.Leave, On: fn.recv.ref, API: of.name + "." + method, Guess: guess}, c.node)
	return value{api: callee.Text()}, true
}

// holding are the rows of an API that hold for a call: all legacy ones, and the
// first other one.
func (w *walker) holding(api string, c *call) []*rules.Model {
	var out []*rules.Model
	other := false
	for _, row := range w.rows(api) {
		legacy := slices.Contains(row.Does, "legacy")
		if !legacy && other || row.When != nil && !w.condition(row.When, c) {
			continue
		}
		other = other || !legacy
		out = append(out, row)
	}
	return out
}

func (w *walker) condition(cond *rules.When, c *call) bool {
	a, ok := c.at(cond.Arg, cond.Index)
	if !ok && c.hides(cond.Index) {
		return false
	}
	return when(cond, a.node) && (cond.Of == "" || a.value.typ.name == cond.Of)
}

// apply turns the rows of a call into sites.
func (w *walker) apply(fn callable, rows []*rules.Model, c *call, into site.Ref) value {
	v := value{api: fn.api, node: c.node, ctor: c}
	c.api = fn.api
	for _, row := range rows {
		if slices.Contains(row.Does, "legacy") {
			w.legacy(fn, row, c)
			continue
		}
		w.applyRow(fn, row, c, into, &v)
	}
	return v
}

// applyRow makes the sites of one row and says what its result is.
func (w *walker) applyRow(fn callable, row *rules.Model, c *call, into site.Ref, v *value) {
	v.row = row
	bodies := w.bodies(row, c)
	spawns := slices.Contains(row.Does, "spawn") || slices.Contains(row.Does, "offload")
	w.result(fn, row, c, into, v, bodies)
	if row.Body != nil && !spawns && row.Same == "" && row.Entry == "" && len(row.Does) > 0 {
		w.runHere(bodies)
	}
	for _, do := range row.Does {
		switch do {
		case "spawn":
			w.spawn(fn, row, c, v, bodies)
		case "offload":
			w.offload(fn, row, c, bodies)
		default:
			w.rowSite(do, fn, row, c, v)
		}
	}
	if row.Entry != "" {
		w.register(row, bodies)
	}
	if len(row.Does) == 0 && row.Object != "" && row.On == "receiver" {
		w.rekind(fn, row)
	}
	if row.Body == nil || row.Same != "" {
		w.consumeSame(row, c)
	}
	if len(row.Does) == 0 && row.Returns != "" && row.Same == "" && row.Body == nil {
		w.keepFiles(c)
	}
}

// keepFiles: what is made of a file, a child process that writes to it, has it.
func (w *walker) keepFiles(c *call) {
	for _, a := range c.args {
		if r := a.value.ref; r.Scope == site.ScopeCall && (r.Kind == site.Resource || r.Kind == site.Object) {
			w.emit(site.Site{Do: site.Escape, On: r}, c.node)
		}
	}
}

// consumeSame runs coroutines among the arguments that the row does not start,
// but for the one that the result stands for.
func (w *walker) consumeSame(row *rules.Model, c *call) {
	for i, a := range c.args {
		if same, ok := w.argument(row.Same, c); ok && same.node == a.node {
			continue
		}
		_ = i
		w.run(a.value)
	}
}

// rekind: the row says of what kind the receiver is from now on.
func (w *walker) rekind(fn callable, row *rules.Model) {
	if fn.recv == nil || !fn.recv.ref.Known() {
		return
	}
	from := fn.recv.ref
	to := from
	to.Kind = kindOf(row)
	w.renamed[identity(from)] = to
	for b, held := range w.env.vars {
		if held != nil && identity(held.ref) == identity(from) {
			changed := *held
			changed.ref.Kind = to.Kind
			w.env.vars[b] = &changed
		}
	}
}

// argument is the argument that "arg:NAME" or "arg:INDEX" means.
func (w *walker) argument(which string, c *call) (arg, bool) {
	which, ok := strings.CutPrefix(which, "arg:")
	if !ok {
		return arg{}, false
	}
	if i := int(which[0] - '0'); which[0] >= '0' && which[0] <= '9' {
		return c.at("", &i)
	}
	return c.at(which, nil)
}

// result says what the call gives: its type, and which object it is.
func (w *walker) result(fn callable, row *rules.Model, c *call, into site.Ref, v *value, bodies []elem) {
	switch {
	case row.Returns == "body":
		if len(bodies) > 0 {
			v.typ = w.bodyType(bodies[0].val)
		}
	case row.Same == "receiver" && fn.recv != nil:
		kept := *fn.recv
		kept.made = nil
		kept.api, kept.node = v.api, v.node
		if row.With != "" {
			kept.row = row // a cursor's with block is not the connection's
		}
		*v = kept
		if row.Returns != "" {
			v.typ = typ{name: row.Returns}
		}
		return
	case strings.HasPrefix(row.Same, "arg:"):
		w.sameAs(row, c, v)
		return
	default:
		v.typ = typ{name: madeType(row, fn.api)}
	}
	v.ref = into
	if v.ref.IsZero() && (row.Object != "" || len(row.Does) > 0 || row.Returns != "") {
		v.ref = w.fresh()
	}
	v.ref.Kind = kindOf(row)
	if row.Object == "" || row.On != "" && row.On != "result" {
		v.ref.Kind = w.kind(v.typ.name)
	}
	v.task = v.task || v.ref.Kind == site.Task && len(row.Does) == 0 // a bare future: nothing is left to start
	if row.Request && v.ref.Scope == site.ScopeCall {
		v.ref.Scope = site.ScopeRequest
	}
	if row.Cap != nil && len(row.Does) == 0 && row.Object == "" {
		v.size = w.amount(c, row.Cap, 1)
	}
}

// sameAs: the result is the argument itself; a row with a body binds arguments
// to a function.
func (w *walker) sameAs(row *rules.Model, c *call, v *value) {
	a, ok := w.argument(row.Same, c)
	if !ok {
		return
	}
	kept := a.value
	kept.row, kept.api, kept.node = a.value.row, v.api, c.node
	if row.With != "" {
		kept.row = row
	}
	if row.Returns != "" {
		kept.typ = typ{name: row.Returns}
	}
	if row.Body != nil && kept.fn != nil {
		bound := *kept.fn
		bound.args = append(slices.Clone(bound.args), rest(c, a)...)
		kept.fn = &bound
	}
	if kindOf(row) == site.Task {
		kept.task, kept.lazy = true, false // it runs already: the row only gives it another face
	}
	*v = kept
}

// rest are the arguments behind a, and the keywords.
func rest(c *call, a arg) []arg {
	var out []arg
	seen := false
	for _, other := range c.args {
		if other.node == a.node {
			seen = true
			continue
		}
		if seen || other.name != "" {
			out = append(out, other)
		}
	}
	return out
}

func (w *walker) bodyType(v value) typ {
	switch {
	case v.fn == nil:
		return v.typ
	case v.fn.fn != nil:
		return w.returns(v.fn.fn)
	case v.fn.class != nil:
		return typ{class: v.fn.class}
	case v.fn.api != "":
		return w.made(w.file, syntax.Node{}, v.fn.api)
	}
	return typ{}
}

package lower

import (
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// handClosers: who is handed the method that ends an object may end it.
func (w *walker) handClosers(c *call) {
	for _, a := range c.args {
		if fn := a.value.fn; fn != nil && fn.recv != nil && w.closerNamed(a.node) {
			w.escape(*fn.recv, c.node)
		}
	}
}

// consumeArgs: coroutines that are handed to a function run in it, nobody here
// knows how many at once.
func (w *walker) consumeArgs(c *call) {
	for _, a := range c.args {
		w.runElsewhere(a.value, c)
	}
}

// handOver: outside code may keep or end what it is given.
func (w *walker) handOver(c *call) {
	w.consumeArgs(c)
	for _, a := range c.args {
		w.escape(a.value, c.node)
	}
}

// handFieldClosers: whoever outside is handed the method that ends what a field holds may call it: a finalizer, an exit stack.
func (w *walker) handFieldClosers(c *call) {
	for _, a := range c.args {
		if fn := a.value.fn; fn != nil && fn.recv != nil && fn.recv.ref.Scope == site.ScopeInstance && w.closerNamed(a.node) {
			w.emit(site.Site{Do: site.Escape, On: fn.recv.ref}, c.node)
		}
	}
}

// closerNamed reports whether an argument is the method that ends an object.
func (w *walker) closerNamed(n syntax.Node) bool {
	return n.Kind() == syntax.Attribute && w.ending[n.Field(syntax.FieldAttribute).Text()]
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

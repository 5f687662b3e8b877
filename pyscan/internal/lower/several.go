package lower

import (
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// callableOf is what a value of a type calls, where it is a function or a class
// itself; nil for others. A method keeps its class, not its object.
func (w *walker) callableOf(t typ) *callable {
	switch c := t.callee; {
	case t.several():
		return w.anyCallable(t.parts.all, w.callableOf)
	case c.class != nil:
		return &callable{class: c.class}
	case c.api != "":
		return &callable{api: c.api}
	case c.fn != nil && c.fn.Class != nil:
		return w.methodOf(c.fn, c.fn.Class, &value{typ: typ{class: c.fn.Class}})
	case c.fn != nil:
		return &callable{fn: c.fn}
	}
	return nil
}

// anyCallable is a call of one of several; nil where one of them calls nothing known.
func (w *walker) anyCallable(all []typ, of func(typ) *callable) *callable {
	got := &callable{}
	for _, one := range all {
		c := of(one)
		if c == nil {
			return nil
		}
		got.several = append(got.several, *c)
	}
	return got
}

// methodOf is a method of an object of a class: where it is only declared, what
// the classes below make of it.
func (w *walker) methodOf(fn *index.Function, class *index.Class, self *value) *callable {
	all := w.implementations(fn, class)
	if len(all) == 1 {
		return &callable{fn: all[0], self: self}
	}
	got := &callable{}
	for _, one := range all {
		got.several = append(got.several, callable{fn: one, self: self})
	}
	return got
}

// eitherOf is a call of one of two.
func eitherOf(a, b *callable) *callable {
	if a == nil || b == nil || a.unknown() || b.unknown() {
		return nil
	}
	return &callable{several: append(slices.Clone(a.alternatives()), b.alternatives()...)}
}

// unknown reports whether nobody knows what runs.
func (c *callable) unknown() bool {
	return c.fn == nil && c.class == nil && c.lambda.IsNull() && c.api == "" && len(c.several) == 0
}

func (c *callable) alternatives() []callable {
	if len(c.several) > 0 {
		return c.several
	}
	return []callable{*c}
}

// memberOfAny is an attribute of an object that has one of several types.
func (w *walker) memberOfAny(recv value, attr string, n syntax.Node) value {
	v := value{typ: w.typer.member(recv.typ, attr), ref: within(recv.ref, attr), item: recv.item}
	fn := &callable{}
	for _, one := range recv.typ.parts.all {
		of := recv
		of.typ, of.row, of.ctor = one, nil, nil
		if m := w.member(of, attr, n, index.Name{}); m.fn != nil {
			fn.several = append(fn.several, m.fn.alternatives()...)
		}
	}
	if len(fn.several) > 0 {
		v.fn = fn
	}
	return v
}

// invokeAny calls one of several functions: each is a branch.
func (w *walker) invokeAny(fn callable, c *call, into site.Ref, text string) value {
	if into.IsZero() {
		into = w.fresh()
	}
	frames := len(w.at)
	w.pushFrame(site.Frame{Kind: site.Select, Span: w.span(c.node)})
	start := w.cur
	var ends []int
	var got value
	for i, one := range fn.several {
		w.cur = start
		w.step()
		one.args = append(slices.Clone(fn.args), one.args...)
		before := len(w.entries)
		var v value
		w.inChoice(func() { v = w.invoke(one, c, into, text) })
		if v.made == nil {
			v.made, v.in = w.since(before), w
		}
		ends = append(ends, w.cur)
		if i == 0 {
			got = v
			continue
		}
		got = w.oneOf(got, v)
	}
	w.join(ends...)
	w.at = w.at[:frames:frames]
	got.choice = true
	return got
}

// onlyAwaited drops what an awaited call cannot be: of several functions the
// coroutines are meant.
func (w *walker) onlyAwaited(v value) {
	for _, i := range w.entriesOf(&v) {
		if e := &w.entries[i]; !e.lazy && (e.Do == site.Call || e.Do == site.Block) {
			e.gone = true
		}
	}
}

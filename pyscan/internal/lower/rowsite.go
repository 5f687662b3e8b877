package lower

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// rowSite is one site of a row that starts nothing.
func (w *walker) rowSite(do string, fn callable, row *rules.Model, c *call, v *value) {
	s := site.Site{Do: doWord(do), API: fn.api, For: row.For, On: w.on(fn, row, c, v), Guess: fn.guess}
	if row.Cap != nil {
		s.Cap = w.amount(c, row.Cap, 1)
	}
	if row.Time != nil {
		s.Time = w.delay(c, row)
	}
	switch s.Do {
	case site.Open:
		s.Args = append(w.derivedFrom(fn, c), w.setApart(row, c)...)
		w.keeps(c)
	case site.Block:
		switch {
		case fn.recv != nil && fn.recv.typ.class != nil && s.Time.Kind == site.Endless:
			s.Time = site.Amount{} // a class of the project may give a timeout by itself
		case s.Time.Kind == site.AmountUnknown && fn.recv != nil:
			s.Time = w.clientTime(fn.recv)
		}
		s.Args = w.address(row, fn, c)
	case site.Use:
		s.Args = w.address(row, fn, c)
	case site.Leave:
		w.leavesPart(row, c, s.On)
	case site.Escape:
		if a, ok := w.argument(row.On, c); ok {
			w.escape(a.value, c.node)
			if row.Same == row.On && fn.recv != nil && w.madeInClass(fn.recv.ref) {
				w.entersByHand(site.Site{API: fn.api, On: a.value.ref}, c.node, fn.recv.ref)
			}
			return
		}
	}
	w.emit(s, c.node)
}

// leavesPart: who ends one part of what a call returned, or one of several objects, may have ended the object.
func (w *walker) leavesPart(row *rules.Model, c *call, on site.Ref) {
	a, ok := w.argument(row.On, c)
	if !ok {
		return
	}
	for _, r := range objectsOf(a.value) {
		if identity(r) != identity(on) {
			w.emit(site.Site{Do: site.Escape, On: r}, c.node)
		}
	}
}

// clientTime is the timeout that a client was made with.
func (w *walker) clientTime(recv *value) site.Amount {
	if recv.ctor == nil {
		for name := recv.typ.name; name != ""; name = name[:max(0, strings.LastIndexByte(name, '.'))] {
			if row := w.makers[name]; row != nil && row.Time != nil {
				return defaultAmount(row.Time.Default, unitOf(row))
			}
		}
		return site.Amount{}
	}
	for _, row := range w.rows(recv.ctor.api) {
		if row.Time != nil && w.holdsFor(recv.ctor.node, row) {
			other := *w
			other.file = recv.ctor.file
			return other.valueOf(recv.ctor.node, row.Time, unitOf(row), maxFollow)
		}
	}
	return site.Amount{}
}

func doWord(word string) site.Do {
	for do := site.None; do <= site.Gap; do++ {
		if do.String() == word {
			return do
		}
	}
	return site.None
}

// on is the object that a row speaks of.
func (w *walker) on(fn callable, row *rules.Model, c *call, v *value) site.Ref {
	which := row.On
	if which == "" {
		switch {
		case slices.Contains(row.Does, "open") || slices.Contains(row.Does, "spawn"):
			which = "result"
		case fn.recv != nil:
			which = "receiver"
		}
	}
	var r site.Ref
	switch {
	case which == "result":
		r = v.ref
	case which == "receiver" && fn.recv != nil:
		r = fn.recv.ref
	case strings.HasPrefix(which, "arg:"):
		if a, ok := w.argument(which, c); ok {
			r = refOf(a.value)
		}
	default:
		return site.Ref{}
	}
	if r.Kind == site.Object || r.Kind == site.Item {
		r.Kind = kindOf(row)
	}
	return r
}

// keeps: what a new object is made of and of which nothing is known may be its own from then on.
func (w *walker) keeps(c *call) {
	for _, a := range c.args {
		if len(a.value.mixed) > 0 || a.value.ref.Kind == site.Object && a.value.ref.Scope == site.ScopeCall {
			w.escape(a.value, c.node)
		}
	}
}

// derivedFrom are the objects that an opened one is made of.
func (w *walker) derivedFrom(fn callable, c *call) []site.Ref {
	var out []site.Ref
	if fn.recv != nil && fn.recv.ref.Known() {
		out = append(out, fn.recv.ref)
	}
	for _, a := range c.args {
		if r := a.value.ref; r.Known() && r.Kind != site.Object && r.Kind != site.Item {
			out = append(out, r)
		}
	}
	return out
}

// amount is what a row's value is for this call.
func (w *walker) amount(c *call, v *rules.Value, unit int64) site.Amount {
	a, ok := c.at(v.Arg, v.Index)
	if !ok {
		if c.hides(v.Index) {
			return site.Amount{}
		}
		return defaultAmount(v.Default, unit)
	}
	got := w.scaled(a.node, unit, maxFollow)
	if v.Zero != nil && (a.node.Kind() == syntax.None || got.Kind == site.Const && got.N <= 0) {
		return defaultAmount(v.Zero, unit)
	}
	return got
}

func unitOf(row *rules.Model) int64 {
	if row.Unit == "ms" {
		return 1
	}
	return 1000
}

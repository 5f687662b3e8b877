package lower

import (
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// withStatement walks `with a as x, b as y: ...`.
func (w *walker) withStatement(n syntax.Node) {
	var items []syntax.Node
	for c := range n.Named() {
		if c.Kind() == syntax.WithClause {
			items = withItems(c)
		}
	}
	w.withItem(items, n.Field(syntax.FieldBody), n.HasToken("async"))
}

// withItems lists the items; one tuple in parentheses is several items too.
func withItems(clause syntax.Node) []syntax.Node {
	var items []syntax.Node
	for item := range clause.Named() {
		v := item.Field(syntax.FieldValue)
		for v.Kind() == syntax.ParenthesizedExpression { // one item, as formatters break long lines
			v = v.First()
		}
		if v.Kind() == syntax.Tuple {
			items = append(items, slices.Collect(v.Named())...)
			continue
		}
		items = append(items, v)
	}
	return items
}

func (w *walker) withItem(items []syntax.Node, body syntax.Node, async bool) {
	if len(items) == 0 {
		w.block(body)
		return
	}
	n, target := items[0], syntax.Node{}
	if n.Kind() == syntax.AsPattern {
		target = n.Field(syntax.FieldAlias).First()
		n = n.First()
	}
	into := site.Ref{}
	if !target.IsNull() {
		into = w.intoTarget(target)
	}
	v := w.expr(n, into)
	if n.Kind() == syntax.Await {
		v.lazy = false
	}
	scope := w.enter(&v, n, async)
	if !target.IsNull() {
		bound := v
		if scope.bound != nil {
			bound = *scope.bound
		}
		bound.node, bound.made, bound.lazy = n, nil, false
		w.store(target, bound, n)
	}
	if !w.alive() {
		return
	}
	g := w.openGuard()
	w.inFrame(site.Frame{Kind: site.With, On: v.ref, Span: w.span(n)}, func() { w.withItem(items[1:], body, async) })
	w.closeGuard(g, func() { scope.leave() })
}

// A scope is what a with block does at its end, and what it binds.
type scope struct {
	bound *value
	leave func()
}

// enter does what entering a with block does.
func (w *walker) enter(v *value, n syntax.Node, async bool) scope {
	if n.Kind() != syntax.Call && n.Kind() != syntax.Await { // what was just made has raised by now, or not
		w.raises()
	}
	if own, ok := w.enterOwn(v, n, async); ok {
		return own
	}
	w.run(*v)
	row := v.row
	if row == nil || row.With == "" {
		if made := w.makers[v.typ.name]; made != nil && made.With != "" {
			row = made
		}
	}
	if base := w.inherited(v.typ); base != nil && (row == nil || row.With == "") {
		row = base
	}
	s := scope{leave: func() {}}
	if t := w.entered(w.file, n); t.known() && t != v.typ {
		bound := *v
		bound.typ = t
		s.bound = &bound
	}
	if row != nil && row.Same != "" {
		bound := *v
		bound.row = nil // the block closes it, the object itself does not change
		s.bound = &bound
	}
	before := len(w.entries)
	switch {
	case row != nil && row.With != "":
		s.leave = w.enterRow(v, row, n)
	case (!v.typ.known() || v.typ.several()) && v.ref.Known() && v.ref.Kind != site.Item && (v.row == nil || v.row.With == ""):
		w.emit(site.Site{Do: site.Enter, On: v.ref, API: v.api, Guess: true}, n)
		s.leave = func() { w.emit(site.Site{Do: site.Leave, On: v.ref, API: v.api, Guess: true}, n) }
	}
	if async && len(w.entries) == before && w.alive() {
		w.emit(site.Site{Do: site.Wait, API: v.api, Guess: v.guess}, n)
	}
	return s
}

// inherited is the row of the class outside that one of ours extends, nil where there is none.
func (w *walker) inherited(of typ) *rules.Model {
	if of.class == nil {
		return nil
	}
	for _, base := range of.class.External() {
		for _, row := range w.rows(base.Path) {
			if row.With != "" || len(row.Closes) > 0 {
				return row
			}
		}
	}
	return nil
}

func waitedOn(r site.Ref) site.Ref {
	if r.Kind == site.Object || r.Kind == site.Item {
		return site.Ref{}
	}
	return r
}

// enterRow does what a row says of with blocks.
func (w *walker) enterRow(v *value, row *rules.Model, n syntax.Node) (leave func()) {
	s := w.scopeSite(v, row)
	switch row.With {
	case "releases":
		s.Do = site.Enter
		if row.Time != nil && v.ctor != nil && kindOf(row) == site.Signal {
			s.Time = w.delay(v.ctor, row)
		}
		w.emit(s, n)
	case "passes":
		s.Do = site.Wait
		w.emit(s, n)
	}
	return func() { w.leaveRow(v, row, n) }
}

// leaveRow does what a row says of the end of a with block.
func (w *walker) leaveRow(v *value, row *rules.Model, n syntax.Node) {
	s := w.scopeSite(v, row)
	if row.With == "releases" || row.With == "closes" || row.With == "joins" {
		s.Do = site.Leave
		w.emit(s, n)
	}
	if row.With == "joins" || row.With == "waits" {
		s.Do = site.Wait
		if row.With == "joins" {
			s.Time.Kind = site.Endless
		}
		w.emit(s, n)
	}
}

func (w *walker) scopeSite(v *value, row *rules.Model) site.Site {
	s := site.Site{On: v.ref, API: v.api, For: row.For}
	if s.API == "" {
		s.API = v.typ.name
	}
	return s
}

// enterOwn enters a context manager of the project: a generator whose parts
// before and after its yield run at the two ends, or a class with its methods.
func (w *walker) enterOwn(v *value, n syntax.Node, async bool) (scope, bool) {
	if made := w.entriesOf(v); len(made) > 0 {
		last := made[len(made)-1]
		e := w.entries[last]
		if fn := w.project.Function(e.API); e.Do == site.Call && fn != nil && fn.Generator && w.decorated(fn).scope {
			out := e.Site
			out.API += site.Exits
			w.entries[last].API += site.Enters
			results := e.results
			return scope{leave: func() {
				if i := w.emit(out, n); i >= 0 {
					w.entries[i].results = min(results+1, len(out.Args))
				}
			}}, true
		}
	}
	if v.typ.class == nil {
		return scope{}, false
	}
	enter, exit := v.typ.class.Method("__enter__"), v.typ.class.Method("__exit__")
	if async {
		enter, exit = v.typ.class.Method("__aenter__"), v.typ.class.Method("__aexit__")
	}
	if enter.Kind != index.FunctionName && exit.Kind != index.FunctionName {
		return scope{}, false
	}
	w.run(*v)
	self := *v
	self.made, self.lazy = nil, false
	s := scope{leave: func() { w.runMethod(exit, &self, n) }}
	if enter.Kind == index.FunctionName {
		bound := w.runMethod(enter, &self, n)
		if t := w.returns(enter.Func); t == v.typ || !t.known() {
			bound = self
		}
		s.bound = &bound
	}
	return s, true
}

func (w *walker) runMethod(m index.Name, self *value, n syntax.Node) value {
	if m.Kind != index.FunctionName {
		return value{}
	}
	got := w.callOwn(m.Func, self, &call{node: n, file: w.file}, site.Ref{})
	w.run(got)
	got.lazy = false
	return got
}

package lower

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// byHand does what a with block would: `await self.gate.__aenter__()` in the method of the same name of a wrapper.
func (w *walker) byHand(fn callable, c *call, into site.Ref) (value, bool) {
	method := c.node.Field(syntax.FieldFunction).Field(syntax.FieldAttribute).Text()
	if fn.recv == nil || !strings.HasSuffix(method, "enter__") && !strings.HasSuffix(method, "exit__") {
		return value{}, false
	}
	row := fn.recv.row
	if row == nil || row.With == "" {
		row = w.makers[fn.recv.typ.name]
	}
	if row == nil || row.With == "" {
		return value{}, false
	}
	before := len(w.entries)
	v := value{node: c.node, api: fn.recv.typ.name}
	switch method {
	case "__enter__", "__aenter__":
		w.enterRow(fn.recv, row, c.node)
		if row.With == "closes" {
			w.entersByHand(site.Site{API: v.api + "." + method, On: fn.recv.ref}, c.node, fn.recv.ref, into)
			if method == "__aenter__" {
				w.emit(site.Site{Do: site.Wait, API: v.api + "." + method}, c.node)
			}
			v.ref, v.typ, v.row = fn.recv.ref, w.boundTo(fn.recv.typ, method), fn.recv.row
		}
	case "__exit__", "__aexit__":
		w.leaveRow(fn.recv, row, c.node)
	default:
		return value{}, false
	}
	v.made, v.in = w.since(before), w
	return v, true
}

// boundTo is the type of what entering an object gives: itself, where no row says otherwise.
func (w *walker) boundTo(of typ, method string) typ {
	if row := w.first(of.name + "." + method); row != nil && row.Returns != "" {
		return typ{name: row.Returns}
	}
	return of
}

// entersByHand is a Use of what is entered. Its Args are the fields that have it from then on, where nothing in the class
// leaves anything.
func (w *walker) entersByHand(s site.Site, n syntax.Node, in ...site.Ref) {
	s.Do = site.Use
	for _, field := range in {
		if field.Scope == site.ScopeInstance {
			s.Args = append(s.Args, field)
		}
	}
	if w.fn == nil || w.fn.Class == nil || w.leaves(w.fn.Class, s.Args) {
		s.Args = nil
	}
	w.emit(s, n)
}

// madeInClass reports whether a field of the object whose method this is was made by the class itself: one that it was given
// is another's.
func (w *walker) madeInClass(field site.Ref) bool {
	return field.Scope == site.ScopeInstance && w.fn != nil && w.fn.Class != nil && w.ctorOf(w.fn.Class.Field(field.Name)) != nil
}

// leaves reports whether something in a class, or in those above and below it, may leave what the fields have: a method that
// ends something, a call of one, or a field that goes elsewhere. A base that is not known may.
func (w *walker) leaves(class *index.Class, fields []site.Ref) bool {
	order, complete := class.MRO()
	if !complete {
		return true
	}
	names := map[string]bool{}
	for _, r := range fields {
		names[r.Name] = true
	}
	for _, c := range append(slices.Clone(order), w.below[class]...) {
		for n := range c.Node.Inside() {
			if w.mayLeave(n, names) {
				return true
			}
		}
	}
	return false
}

// mayLeave reports whether a piece of a class ends something, or hands a field on.
func (w *walker) mayLeave(n syntax.Node, fields map[string]bool) bool {
	switch n.Kind() {
	case syntax.FunctionDefinition:
		name := n.Field(syntax.FieldName).Text()
		return w.ending[name] || strings.HasSuffix(name, "exit__") || name == "__del__" || w.models.Called(lang, "leaves", name)
	case syntax.Attribute:
		name := n.Field(syntax.FieldAttribute).Text()
		return w.ending[name] || strings.HasSuffix(name, "exit__") || w.models.Called(lang, "leaves", name) || fields[name] && goesElsewhere(n)
	case syntax.String:
		return fields[strings.Trim(n.Text(), `"'`)] // setattr, getattr
	}
	return false
}

// goesElsewhere reports whether an attribute stands neither where something of it is asked, nor where it is set or tested.
func goesElsewhere(n syntax.Node) bool {
	switch up := n.Parent(); up.Kind() {
	case syntax.Attribute, syntax.ComparisonOperator, syntax.NotOperator, syntax.IfStatement:
		return false
	case syntax.Assignment:
		return n.Role() != syntax.FieldLeft
	}
	return true
}

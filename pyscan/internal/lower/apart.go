package lower

import (
	"strconv"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// setApart are the parameters and loop elements that make the opened object one
// of its own: a key, a proxy, an address of the caller.
func (w *walker) setApart(row *rules.Model, c *call) []site.Ref {
	var out []site.Ref
	for _, name := range row.Apart {
		var index *int
		if at, err := strconv.Atoi(name); err == nil {
			name, index = "", &at
		}
		a, ok := c.at(name, index)
		if !ok {
			continue
		}
		if r := w.origin(a.node, maxFollow); r.Known() {
			out = append(out, r)
		}
	}
	if len(row.Apart) > 0 {
		out = append(out, w.splatted(c.node)...)
	}
	return out
}

// splatted is the parameter that a call takes its keywords from, as a whole: what
// is in it is the caller's matter.
func (w *walker) splatted(call syntax.Node) []site.Ref {
	for a := range call.Field(syntax.FieldArguments).Named() {
		if a.Kind() != syntax.DictionarySplat {
			continue
		}
		if r := w.origin(a.First(), maxFollow); r.Known() {
			return []site.Ref{r}
		}
	}
	return nil
}

// origin is the parameter or the loop's element that an expression is taken
// from; what comes from self or from the module is nobody's input.
func (w *walker) origin(n syntax.Node, hops int) site.Ref {
	if hops <= 0 || n.IsNull() {
		return site.Ref{}
	}
	switch n.Kind() {
	case syntax.Attribute:
		return w.origin(n.Field(syntax.FieldObject), hops)
	case syntax.Subscript:
		return w.origin(n.Field(syntax.FieldValue), hops)
	case syntax.Call:
		return w.originOfResult(n, hops)
	case syntax.ParenthesizedExpression, syntax.Await:
		return w.origin(n.First(), hops)
	case syntax.BooleanOperator:
		if r := w.origin(n.Field(syntax.FieldLeft), hops-1); r.Known() {
			return r
		}
		return w.origin(n.Field(syntax.FieldRight), hops-1)
	case syntax.Identifier:
		return w.originOfName(n, hops)
	}
	return site.Ref{}
}

// originOfResult: what a call returns is taken from what it is called on, or from
// what it is given: credentials fetched for the caller's role.
func (w *walker) originOfResult(call syntax.Node, hops int) site.Ref {
	if r := w.origin(call.Field(syntax.FieldFunction), hops); r.Known() {
		return r
	}
	for a := range call.Field(syntax.FieldArguments).Named() {
		if a.Kind() == syntax.KeywordArgument {
			a = a.Field(syntax.FieldValue)
		}
		if r := w.origin(a, hops-1); r.Known() {
			return r
		}
	}
	return site.Ref{}
}

func (w *walker) originOfName(n syntax.Node, hops int) site.Ref {
	name := w.file.Resolve(n)
	if name.Kind != index.Local || name.Binding.Self() != nil {
		return site.Ref{}
	}
	if v := w.env.vars[name.Binding]; v != nil && (v.item || v.ref.Scope == site.ScopeParam) {
		r := v.ref
		if r.Kind != site.Item {
			r.Kind = site.Object
		}
		return r
	}
	defs := name.Binding.Defs
	if len(defs) != 1 || defs[0].Kind != index.Assigned || defs[0].Unpacked {
		return site.Ref{}
	}
	return w.origin(defs[0].Value, hops-1)
}

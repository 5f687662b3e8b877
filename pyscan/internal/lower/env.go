package lower

import (
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
)

// An env is what the variables hold where the walk stands; fields by their Ref.
type env struct {
	vars   map[*index.Binding]*value
	fields map[site.Ref]*value
	types  *typer
}

func newEnv(t *typer) env {
	return env{vars: map[*index.Binding]*value{}, fields: map[site.Ref]*value{}, types: t}
}

func (e env) clone() env {
	c := env{make(map[*index.Binding]*value, len(e.vars)), make(map[site.Ref]*value, len(e.fields)), e.types}
	for k, v := range e.vars {
		c.vars[k] = v
	}
	for k, v := range e.fields {
		c.fields[k] = v
	}
	return c
}

// meet is what the variables hold where two paths come together.
func meet(a, b env) env {
	out := a.clone()
	for k, v := range b.vars {
		out.vars[k] = a.types.meetValue(out.vars[k], v)
	}
	for k, v := range b.fields {
		out.fields[k] = a.types.meetValue(out.fields[k], v)
	}
	return out
}

// meetValue: None and no definition are no other object. Two objects in one
// variable are an unknown one.
func (t *typer) meetValue(a, b *value) *value {
	switch {
	case a == nil || a == b:
		return b
	case b == nil:
		return a
	case a.none:
		return b
	case b.none:
		return a
	case a.ref == b.ref && a.list == b.list && a.fn == b.fn:
		if a.typ == b.typ {
			return a
		}
		either := *a
		either.typ = t.anyOf([]typ{a.typ, b.typ})
		return &either
	case a.ref.Known() && identity(a.ref) == identity(b.ref) && a.list == b.list:
		if a.ref.Kind == site.Object {
			return b
		}
		return a
	}
	before := origins(a)
	m := &value{mixed: slices.Clone(before), item: a.item && b.item}
	for _, r := range origins(b) {
		if !slices.Contains(before, r) {
			m.mixed = append(m.mixed, r)
		}
	}
	m.ref = site.Ref{Name: a.ref.Name}
	if a.ref.Kind == b.ref.Kind {
		m.ref.Kind = a.ref.Kind
	}
	m.typ = t.anyOf([]typ{a.typ, b.typ})
	m.fn = eitherOf(a.fn, b.fn)
	return m
}

func origins(v *value) []site.Ref {
	if len(v.mixed) > 0 {
		return v.mixed
	}
	if v.ref.Known() {
		return []site.Ref{v.ref}
	}
	return nil
}

package lower

import (
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// address is where a request goes to, if that is the caller's to say as a whole: the parameter that it is taken from as it
// is. Nothing is known of one that is put together here, or that the client puts behind an address of its own.
func (w *walker) address(row *rules.Model, fn callable, c *call) []site.Ref {
	if row.To == nil || fn.recv == nil || w.hasBase(fn.recv) {
		return nil
	}
	a, ok := c.at(row.To.Arg, row.To.Index)
	if !ok {
		return nil
	}
	if all := (whole{walker: w}); all.is(a.node, maxFollow) && all.from.Known() {
		return []site.Ref{all.from}
	}
	return nil
}

// hasBase reports whether a client may have been made with an address that its requests stand behind.
func (w *walker) hasBase(client *value) bool {
	if client.ctor != nil {
		return w.madeWithBase(client.ctor.file, client.ctor.node, maxFollow)
	}
	return w.madeWithBase(w.file, client.node, maxFollow)
}

func (w *walker) madeWithBase(f *index.File, n syntax.Node, hops int) bool {
	if hops <= 0 || n.Kind() != syntax.Call {
		return true
	}
	name := f.Resolve(n.Field(syntax.FieldFunction))
	if name.Kind == index.FunctionName {
		results := w.results(name.Func)
		return len(results) == 0 || slices.ContainsFunc(results, func(r syntax.Node) bool {
			return w.madeWithBase(name.Func.File, assignedOnce(name.Func.File, r), hops-1)
		})
	}
	i := slices.IndexFunc(w.rows(name.Path), func(row *rules.Model) bool { return slices.Contains(row.Does, "open") })
	if name.Kind != index.External || i < 0 {
		return true
	}
	to := w.rows(name.Path)[i].To
	if to == nil {
		return false
	}
	for a := range n.Field(syntax.FieldArguments).Named() {
		if a.Kind() == syntax.DictionarySplat || a.Kind() == syntax.ListSplat {
			return true
		}
	}
	base := givenNode(n, to.Arg, to.Index)
	return !base.IsNull() && base.Kind() != syntax.None
}

// assignedOnce is what a variable holds that is assigned in one place; any other expression is itself.
func assignedOnce(f *index.File, n syntax.Node) syntax.Node {
	if n.Kind() != syntax.Identifier {
		return n
	}
	if name := f.Resolve(n); name.Kind == index.Local && len(name.Binding.Defs) == 1 {
		if d := name.Binding.Defs[0]; (d.Kind == index.Assigned || d.Kind == index.WithTarget) && !d.Unpacked {
			return d.Value
		}
	}
	return n
}

// A whole finds the parameter that an expression is taken from with nothing added: no literal, no constant, no setting and no
// field of self has a part in it.
type whole struct {
	*walker
	from site.Ref
	busy []*index.Binding // what is being asked about: made of itself says nothing new
}

func (w *whole) is(n syntax.Node, hops int) bool {
	if hops <= 0 || n.IsNull() {
		return false
	}
	switch n.Kind() {
	case syntax.Identifier:
		return w.isName(n, hops)
	case syntax.Attribute:
		held := plumbing(n.Field(syntax.FieldAttribute).Text()) // request.app.state.url: the program's, by way of a parameter
		return !held && !w.isSettingContainer(n) && w.is(n.Field(syntax.FieldObject), hops)
	case syntax.Subscript:
		return !w.isSettingContainer(n.Field(syntax.FieldValue)) && w.is(n.Field(syntax.FieldValue), hops)
	case syntax.ParenthesizedExpression, syntax.Await:
		return w.is(n.First(), hops)
	case syntax.BooleanOperator:
		return w.is(n.Field(syntax.FieldLeft), hops-1) && w.is(n.Field(syntax.FieldRight), hops-1)
	case syntax.Call:
		return w.isResult(n, hops)
	}
	return false
}

// isName: each value that a variable is given must be the caller's.
func (w *whole) isName(n syntax.Node, hops int) bool {
	name := w.file.Resolve(n)
	if name.Kind != index.Local || name.Binding.Self() != nil {
		return false
	}
	if slices.Contains(w.busy, name.Binding) {
		return true
	}
	w.busy = append(w.busy, name.Binding)
	return !slices.ContainsFunc(name.Binding.Defs, func(d index.Def) bool {
		switch d.Kind {
		case index.Parameter:
			return !d.Value.IsNull() && d.Value.Kind() != syntax.None || !w.follows(name.Binding)
		case index.Assigned, index.ForTarget:
			return !w.is(d.Value, hops-1)
		}
		return d.Kind != index.Declared
	})
}

// follows notes the parameter, of this function or of one around it, that an expression follows.
func (w *whole) follows(b *index.Binding) bool {
	of := b.Scope.Func
	if of == nil {
		return false
	}
	i := slices.IndexFunc(of.Params, func(p index.Param) bool { return p.Name == b.Name })
	if i < 0 || !w.isData(of, of.Params[i]) || w.statedByCaller(of, i, maxFollow) {
		return false
	}
	if of == w.fn {
		w.from = site.Ref{Scope: site.ScopeParam, N: i, Name: b.Name}
	} else if v := w.env.vars[b]; v != nil && v.ref.Scope == site.ScopeParam {
		w.from = site.Ref{Scope: site.ScopeParam, N: v.ref.N, Name: v.ref.Name}
	}
	return w.from.Known()
}

// isResult: a method of what is the caller's gives a part of it (`url.strip()`), and a function of one argument what it is given.
// One of ours is believed where nothing else goes in and it hands back what it got on some way.
func (w *whole) isResult(call syntax.Node, hops int) bool {
	callee := call.Field(syntax.FieldFunction)
	name := w.file.Resolve(callee)
	if (name.Kind == index.Local || name.Kind == index.Unknown) && callee.Kind() == syntax.Attribute {
		return w.is(callee.Field(syntax.FieldObject), hops-1)
	}
	if name.Kind != index.FunctionName && name.Kind != index.External {
		return false
	}
	args := slices.Collect(call.Field(syntax.FieldArguments).Named())
	for _, a := range args {
		if !w.is(a, hops-1) {
			return false
		}
	}
	if name.Kind == index.External {
		return len(args) == 1 // urljoin(base, path) puts together
	}
	return len(args) > 0 && w.handsBack(name.Func)
}

// handsBack reports whether some result of a function is one of its parameters, as it is.
func (w *whole) handsBack(fn *index.Function) bool {
	return slices.ContainsFunc(w.results(fn), func(r syntax.Node) bool {
		name := fn.File.Resolve(r)
		return name.Kind == index.Local && slices.ContainsFunc(name.Binding.Defs, func(d index.Def) bool { return d.Kind == index.Parameter })
	})
}

package lower

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// resultOf is the type of what a method of a class gives, whichever class below
// it stands behind the call.
func (t *typer) resultOf(fn *index.Function, c *index.Class) typ {
	var all []typ
	for _, one := range t.implementations(fn, c) {
		got := t.returns(one)
		if got.class != nil && c != nil && got.class == one.Class && slices.Contains(t.below[got.class], c) {
			got.class = c // `return self` and `return cls()`
		}
		all = append(all, got)
	}
	return t.anyOf(all)
}

// returns is the type of a function's result; for a generator, of what it
// yields: a context manager binds that. What it is seen to return may be
// narrower than what it says.
func (t *typer) returns(fn *index.Function) typ {
	return t.once(place{fn.File, fn.Node.ID(), 'r'}, func() typ {
		said := t.annotated(fn.File, fn.Returns)
		if fn.Generator {
			said = t.element(said)
		}
		var all []typ
		for _, n := range t.results(fn) {
			if n.Kind() != syntax.None {
				all = append(all, t.returned(fn.File, n))
			}
		}
		seen := t.anyOf(all)
		if said.zero() || t.narrows(seen, said) {
			return seen
		}
		return said
	})
}

// narrows reports whether all that one type may be are classes below another.
func (t *typer) narrows(seen, said typ) bool {
	if said.class == nil || seen.zero() {
		return false
	}
	return !slices.ContainsFunc(seen.alternatives(), func(one typ) bool {
		return one.class == nil || !slices.Contains(t.below[said.class], one.class)
	})
}

// results lists what a function returns, or yields where it is a generator.
func (t *typer) results(fn *index.Function) []syntax.Node {
	if got, ok := t.exits[fn]; ok {
		return got
	}
	var out []syntax.Node
	kind := syntax.ReturnStatement
	if fn.Generator {
		kind = syntax.Yield
	}
	if fn.Node.Kind() == syntax.Lambda {
		out = append(out, fn.Body)
	} else {
		eachOwn(fn.Body, func(n syntax.Node) {
			if n.Kind() == kind && !n.First().IsNull() {
				out = append(out, n.First())
			}
		})
	}
	t.exits[fn] = out
	return out
}

// eachOwn visits the nodes below n that belong to the same function.
func eachOwn(n syntax.Node, visit func(syntax.Node)) {
	for c := range n.Named() {
		switch c.Kind() {
		case syntax.FunctionDefinition, syntax.Lambda, syntax.ClassDefinition:
			continue
		}
		visit(c)
		eachOwn(c, visit)
	}
}

// result is the type of a call's result.
func (t *typer) result(f *index.File, n syntax.Node) typ {
	callee := n.Field(syntax.FieldFunction)
	name := f.Resolve(callee)
	switch name.Kind {
	case index.ClassName:
		return typ{class: name.Class}
	case index.FunctionName:
		return t.resultOf(name.Func, t.receiverClass(f, callee, name.Func))
	case index.External:
		if got := t.builtin(f, n, name.Path); !got.zero() {
			return got
		}
		return t.made(f, n, name.Path)
	}
	if callee.Kind() == syntax.Attribute {
		return t.methodResult(f, n, t.of(f, callee.Field(syntax.FieldObject)), callee.Field(syntax.FieldAttribute).Text())
	}
	return t.calling(f, n, t.of(f, callee))
}

// receiverClass is the class whose method is called: that before the dot.
func (t *typer) receiverClass(f *index.File, callee syntax.Node, fn *index.Function) *index.Class {
	if callee.Kind() == syntax.Attribute && fn.Class != nil {
		of := t.of(f, callee.Field(syntax.FieldObject))
		for _, c := range []*index.Class{of.class, of.callee.class} {
			if c != nil {
				return c
			}
		}
	}
	return fn.Class
}

// calling is the type of what calling a value gives.
func (t *typer) calling(f *index.File, n syntax.Node, of typ) typ {
	switch {
	case of.several():
		return t.overAll(of, func(one typ) typ { return t.calling(f, n, one) })
	case of.callee.fn != nil:
		return t.resultOf(of.callee.fn, of.callee.fn.Class)
	case of.callee.class != nil:
		return typ{class: of.callee.class}
	case of.callee.api != "":
		return t.made(f, n, of.callee.api)
	}
	return t.methodResult(f, n, of, "__call__")
}

func (t *typer) methodResult(f *index.File, n syntax.Node, of typ, method string) typ {
	switch {
	case of.several():
		return t.overAll(of, func(one typ) typ { return t.methodResult(f, n, one, method) })
	case of.class != nil:
		switch m := of.class.Method(method); m.Kind {
		case index.FunctionName:
			if m.Func.Property {
				return t.calling(f, n, t.resultOf(m.Func, of.class))
			}
			return t.resultOf(m.Func, of.class)
		case index.External:
			return t.made(f, n, m.Path)
		case index.ClassName:
			return typ{class: m.Class}
		case index.Attribute:
			if got := t.fields(t.fieldsOf(m)); got != of {
				return t.calling(f, n, got)
			}
		}
		return typ{}
	case of.name != "":
		return t.made(f, n, of.name+"."+method)
	case of.callee != callee{}:
		return t.calling(f, n, t.member(of, method))
	}
	return t.fromCollection(of, method)
}

// made is the type of the result of an external call.
func (t *typer) made(f *index.File, n syntax.Node, api string) typ {
	for _, row := range t.rows(api) {
		switch {
		case row.Returns == "body":
			return t.bodyResult(f, n, row.Body.Arg, row.Body.Index)
		case row.Returns != "" || slices.Contains(row.Does, "open"):
			return typ{name: madeType(row, api)}
		case row.Same == "receiver":
			return typ{name: api[:max(0, strings.LastIndexByte(api, '.'))]}
		case strings.HasPrefix(row.Same, "arg:"):
			if arg := argumentNode(n, row.Same[4:]); !arg.IsNull() {
				return t.of(f, arg)
			}
		}
	}
	return typ{}
}

// bodyResult is the type that the function handed to a call returns.
func (t *typer) bodyResult(f *index.File, n syntax.Node, keyword string, position *int) typ {
	arg := givenNode(n, keyword, position)
	if arg.Kind() == syntax.Call {
		return t.of(f, arg)
	}
	return t.calling(f, syntax.Node{}, t.of(f, arg))
}

package lower

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// collection is the type of a literal that holds others, or of a part of one.
func (t *typer) collection(f *index.File, n syntax.Node) typ {
	switch n.Kind() {
	case syntax.Tuple, syntax.ExpressionList:
		var all []typ
		for c := range n.Named() {
			if c.Kind() == syntax.ListSplat {
				return typ{}
			}
			all = append(all, t.of(f, c))
		}
		return t.madeOf(each, all...)
	case syntax.List, syntax.Set:
		return t.holding(f, elements, n, func(c syntax.Node) syntax.Node { return c })
	case syntax.Dictionary:
		return t.holding(f, values, n, func(c syntax.Node) syntax.Node { return c.Field(syntax.FieldValue) })
	case syntax.ListComprehension, syntax.SetComprehension, syntax.GeneratorExpression:
		return t.filledWith(elements, t.of(f, n.Field(syntax.FieldBody)))
	case syntax.DictionaryComprehension:
		return t.filledWith(values, t.of(f, n.Field(syntax.FieldBody).Field(syntax.FieldValue)))
	case syntax.Subscript:
		return t.subscript(f, n)
	}
	return typ{}
}

// holding is a literal collection of what its parts are.
func (t *typer) holding(f *index.File, kind partsKind, n syntax.Node, value func(syntax.Node) syntax.Node) typ {
	var all []typ
	for c := range n.Named() {
		if c.Kind() != syntax.ListSplat && c.Kind() != syntax.DictionarySplat && c.Kind() != syntax.Comment {
			all = append(all, t.of(f, value(c)))
		}
	}
	return t.filledWith(kind, t.anyOf(all))
}

// filledWith is a collection of known elements; one of unknown ones tells nothing.
func (t *typer) filledWith(kind partsKind, element typ) typ {
	if element.zero() {
		return typ{}
	}
	return t.madeOf(kind, element)
}

func (t *typer) subscript(f *index.File, n syntax.Node) typ {
	return t.subscriptType(t.of(f, n.Field(syntax.FieldValue)), n)
}

// subscriptType is the type of `x[...]` for an x of a type.
func (t *typer) subscriptType(of typ, n syntax.Node) typ {
	index := n.Field(syntax.FieldSubscript)
	switch {
	case index.Kind() == syntax.Slice:
		return of
	case index.Kind() == syntax.Integer && len(index.Text()) == 1:
		return t.part(of, int(index.Text()[0]-'0'))
	}
	return t.element(of)
}

// part is the type of the i-th part of a tuple, or of any element of a list.
func (t *typer) part(of typ, i int) typ {
	switch {
	case of.several():
		return t.overAll(of, func(one typ) typ { return t.part(one, i) })
	case of.parts == nil || of.parts.kind != each:
		return t.element(of)
	case i < 0 || i >= len(of.parts.all):
		return typ{}
	}
	return of.parts.all[i]
}

// looped is the type of the variable of a loop.
func (t *typer) looped(f *index.File, iterable syntax.Node) typ {
	if iterable.Kind() == syntax.Call {
		name := f.Resolve(iterable.Field(syntax.FieldFunction))
		switch {
		case name.Kind == index.FunctionName && name.Func.Generator:
			return t.returns(name.Func)
		case name.Is("builtins.enumerate"):
			return t.madeOf(each, typ{}, t.looped(f, positionalNode(iterable, 0)))
		case name.Is("builtins.zip"):
			var all []typ
			for c := range iterable.Field(syntax.FieldArguments).Named() {
				all = append(all, t.looped(f, c))
			}
			return t.madeOf(each, all...)
		}
	}
	return t.loopedOver(t.of(f, iterable))
}

// fromCollection is the type of what a method of a collection gives.
func (t *typer) fromCollection(of typ, method string) typ {
	if of.parts == nil {
		return typ{}
	}
	switch method {
	case "pop", "popleft", "get", "setdefault", "__getitem__":
		return t.element(of)
	case "copy":
		return of
	case "values":
		return t.filledWith(elements, t.element(of))
	case "items":
		return t.madeOf(elements, t.madeOf(each, typ{}, t.element(of)))
	}
	return typ{}
}

// builtin is the type of what a builtin makes of a collection.
func (t *typer) builtin(f *index.File, n syntax.Node, api string) typ {
	name, ok := strings.CutPrefix(api, "builtins.")
	first := positionalNode(n, 0)
	if !ok || first.IsNull() {
		return typ{}
	}
	switch name {
	case "list", "tuple", "set", "frozenset", "sorted", "reversed", "iter":
		return t.filledWith(elements, t.looped(f, first))
	case "next", "max", "min":
		return t.looped(f, first)
	}
	return typ{}
}

// parameterType is the type of a parameter: what its annotation or its default
// says, else what the calls of the function hand to it.
func (t *typer) parameterType(f *index.File, d index.Def) typ {
	i := slices.IndexFunc(d.Func.Params, func(p index.Param) bool { return p.Node == d.Node })
	if i < 0 {
		return typ{}
	}
	p := d.Func.Params[i]
	said := t.annotated(f, p.Annotation)
	switch {
	case p.Kind == index.VarArgs:
		return t.filledWith(elements, said)
	case p.Kind == index.VarKwargs:
		return t.filledWith(values, said)
	case !said.zero():
		return said
	case t.saysOther(f, p.Annotation):
		return t.of(f, p.Default)
	}
	if got := t.of(f, p.Default); !got.zero() {
		return got
	}
	return t.once(place{f, p.Node.ID(), 'p'}, func() typ { return t.handed(d.Func, i) })
}

// saysOther reports whether an annotation names a type that no row knows: then
// callers do not say it better.
func (t *typer) saysOther(f *index.File, annotation syntax.Node) bool {
	name := f.Annotation(annotation)
	return name.Kind == index.External && !name.Is("typing.Any") && !name.Is("builtins.object")
}

// handed is what the calls of a function give for its i-th parameter, as far as
// that is known. One that some leave out may not be there.
func (t *typer) handed(fn *index.Function, i int) typ {
	var all []typ
	for _, c := range t.calls()[fn] {
		n := t.argumentFor(fn, i, c)
		if n.IsNull() {
			return typ{}
		}
		if n.Kind() == syntax.None || c.file.Resolve(n).Binding == fn.Scope.Lookup(fn.Params[i].Name) {
			continue
		}
		if got := t.of(c.file, n); !got.zero() {
			all = append(all, got)
		}
	}
	return t.anyOf(all)
}

// argumentFor is the argument of a call that becomes the i-th parameter.
func (t *typer) argumentFor(fn *index.Function, i int, c callAt) syntax.Node {
	p := fn.Params[i]
	if p.Kind != index.PositionalOnly {
		if n := keywordNode(c.node, p.Name); !n.IsNull() {
			return n
		}
	}
	if p.Kind == index.KeywordOnly {
		return syntax.Node{}
	}
	if fn.Class != nil && !fn.Static && !unbound(fn, c) {
		i--
	}
	return positionalNode(c.node, i)
}

// unbound reports whether a method is called on its class, self among the arguments.
func unbound(fn *index.Function, c callAt) bool {
	callee := c.node.Field(syntax.FieldFunction)
	if fn.ClassMethod || fn.Name == "__init__" && c.file.Resolve(callee).Kind == index.ClassName || callee.Kind() != syntax.Attribute {
		return false
	}
	return c.file.Resolve(callee.Field(syntax.FieldObject)).Kind == index.ClassName
}

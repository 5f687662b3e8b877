package lower

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// annotated is the type that an annotation names: also of unions, collections
// and aliases.
func (t *typer) annotated(f *index.File, n syntax.Node) typ {
	switch n.Kind() {
	case syntax.Type, syntax.ParenthesizedExpression:
		return t.annotated(f, n.First())
	case syntax.BinaryOperator, syntax.UnionType:
		return t.unionOf(f, unionMembers(n, nil))
	case syntax.Subscript:
		return t.parametrized(f, n.Field(syntax.FieldValue), slices.Collect(n.Fields(syntax.FieldSubscript)))
	case syntax.GenericType:
		var arguments []syntax.Node
		for c := range n.Named() {
			if c.Kind() == syntax.TypeParameter {
				arguments = slices.Collect(c.Named())
			}
		}
		return t.parametrized(f, n.First(), arguments)
	case syntax.String:
		return t.annotatedText(f, n)
	}
	if n.IsNull() {
		return typ{}
	}
	return t.instance(f.Annotation(n))
}

// instance is the type of the objects of the class that a name stands for.
func (t *typer) instance(name index.Name) typ {
	switch name.Kind {
	case index.ClassName:
		return typ{class: name.Class}
	case index.External:
		if t.known[name.Path] {
			return typ{name: t.typeNamed(name.Path)}
		}
	case index.Variable:
		return t.aliased(name)
	}
	return typ{}
}

// aliased is the type that a variable of a module stands for in annotations.
func (t *typer) aliased(name index.Name) typ {
	b := name.Binding
	if len(name.Rest) > 0 || len(b.Defs) != 1 || b.Defs[0].Unpacked {
		return typ{}
	}
	switch d := b.Defs[0]; d.Kind {
	case index.Assigned, index.TypeAlias:
		return t.once(place{b.Scope.File, d.Node.ID(), 'a'}, func() typ { return t.annotated(b.Scope.File, d.Value) })
	}
	return typ{}
}

// unionMembers takes A | B | C apart.
func unionMembers(n syntax.Node, list []syntax.Node) []syntax.Node {
	for n.Kind() == syntax.Type {
		n = n.First()
	}
	if n.Kind() != syntax.BinaryOperator && n.Kind() != syntax.UnionType {
		return append(list, n)
	}
	for c := range n.Named() {
		list = unionMembers(c, list)
	}
	return list
}

// unionOf is one of several types. None and what the language itself brings are
// no objects that matter.
func (t *typer) unionOf(f *index.File, list []syntax.Node) typ {
	var all []typ
	for _, n := range list {
		for n.Kind() == syntax.Type {
			n = n.First()
		}
		if n.Kind() == syntax.None || strings.HasPrefix(f.Resolve(n).Path, "builtins.") {
			continue
		}
		all = append(all, t.annotated(f, n))
	}
	return t.anyOf(all)
}

// parametrized is Base[arguments].
func (t *typer) parametrized(f *index.File, base syntax.Node, arguments []syntax.Node) typ {
	name := f.Resolve(base)
	if name.Kind != index.External || len(arguments) == 0 {
		return t.instance(name)
	}
	last := arguments[len(arguments)-1]
	switch shapeOf(name.Path) {
	case wrapper:
		if got := t.annotated(f, arguments[0]); !got.zero() || last.ID() == arguments[0].ID() {
			return got
		}
		for last.Kind() == syntax.Type {
			last = last.First()
		}
		return t.of(f, last) // Annotated[Any, Depends(f)]
	case union:
		return t.unionOf(f, arguments)
	case classItself:
		return t.itself(t.annotated(f, arguments[0]))
	case ofElements:
		return t.filledWith(elements, t.annotated(f, arguments[0]))
	case ofValues:
		return t.filledWith(values, t.annotated(f, last))
	case ofEach:
		return t.tuple(f, arguments)
	case ofResult:
		return t.annotated(f, last)
	case nothing:
		return typ{}
	}
	return t.instance(name)
}

func (t *typer) tuple(f *index.File, arguments []syntax.Node) typ {
	var all []typ
	for _, a := range arguments {
		if a.Text() == "..." {
			return t.filledWith(elements, t.anyOf(all))
		}
		all = append(all, t.annotated(f, a))
	}
	return t.madeOf(each, all...)
}

// itself is the class of an instance.
func (t *typer) itself(of typ) typ {
	return t.overAll(of, func(one typ) typ {
		switch {
		case one.class != nil:
			return typ{callee: callee{class: one.class}}
		case one.name != "":
			return typ{callee: callee{api: one.name}}
		}
		return typ{}
	})
}

// An annotationShape is what a generic of the language makes of its arguments.
type annotationShape uint8

const (
	other annotationShape = iota
	wrapper
	union
	classItself
	ofElements
	ofValues
	ofEach
	ofResult
	nothing
)

// shapeOf knows the generics of typing, collections and the language itself.
func shapeOf(path string) annotationShape {
	module, name, _ := strings.Cut(path, ".")
	switch module {
	case "typing", "typing_extensions", "builtins", "collections":
	default:
		return other
	}
	switch strings.ToLower(strings.TrimPrefix(name, "abc.")) {
	case "optional", "annotated", "final", "classvar", "required", "notrequired":
		return wrapper
	case "union":
		return union
	case "type":
		return classItself
	case "list", "set", "frozenset", "sequence", "mutablesequence", "iterable", "iterator", "collection", "deque", "abstractset",
		"asynciterable", "asynciterator", "generator", "asyncgenerator":
		return ofElements
	case "dict", "mapping", "mutablemapping", "defaultdict", "ordereddict":
		return ofValues
	case "tuple":
		return ofEach
	case "awaitable", "coroutine":
		return ofResult
	case "literal", "callable":
		return nothing
	}
	return other
}

// annotatedText is a forward reference in quotes: names, Optional[X] and X | None.
func (t *typer) annotatedText(f *index.File, n syntax.Node) typ {
	text := strings.Trim(n.Text(), `"' `)
	if base, arguments, ok := strings.Cut(text, "["); ok {
		if f.ScopeOf(n).ResolveIn(strings.TrimSpace(base)).Is("typing.Optional") {
			text = strings.TrimSuffix(arguments, "]")
		}
	}
	var all []typ
	for member := range strings.SplitSeq(text, "|") {
		if member = strings.TrimSpace(member); member == "None" {
			continue
		}
		base, _, _ := strings.Cut(member, "[")
		if base == "" || strings.Trim(strings.ToLower(base), "abcdefghijklmnopqrstuvwxyz0123456789_.") != "" {
			return typ{}
		}
		all = append(all, t.instance(f.ScopeOf(n).ResolveIn(base)))
	}
	return t.anyOf(all)
}

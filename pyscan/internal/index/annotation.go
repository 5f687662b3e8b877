package index

import (
	"slices"

	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// Annotation says which class a type annotation names. Quotes, Optional,
// `| None`, Annotated and the arguments of a generic are taken off; a union of
// two classes is Unknown.
func (f *File) Annotation(n syntax.Node) Name {
	switch n.Kind() {
	case syntax.Type, syntax.ParenthesizedExpression:
		return f.Annotation(n.First())
	case syntax.String:
		return f.quoted(n)
	case syntax.BinaryOperator, syntax.UnionType:
		return f.union(n)
	case syntax.Subscript:
		return f.parametrized(n.Field(syntax.FieldValue), slices.Collect(n.Fields(syntax.FieldSubscript)))
	case syntax.GenericType:
		var arguments []syntax.Node
		for c := range n.Named() {
			if c.Kind() == syntax.TypeParameter {
				arguments = slices.Collect(c.Named())
			}
		}
		return f.parametrized(n.First(), arguments)
	case syntax.Identifier, syntax.Attribute, syntax.MemberType:
		return f.Resolve(n)
	}
	return Name{}
}

// parametrized is Base[arguments]: the base, or the argument of a mere wrapper.
func (f *File) parametrized(base syntax.Node, arguments []syntax.Node) Name {
	n := f.Resolve(base)
	if n.Kind != External || len(arguments) == 0 {
		return n
	}
	switch n.Path {
	case "typing.Optional", "typing.Annotated", "typing.Final", "typing.ClassVar",
		"typing_extensions.Annotated", "typing_extensions.Final":
		return f.Annotation(arguments[0])
	case "typing.Union":
		return f.onlyOne(arguments)
	case "typing.Literal", "typing.Callable", "collections.abc.Callable":
		return Name{}
	}
	return n
}

// union is the one member of A | B that is not None.
func (f *File) union(n syntax.Node) Name {
	return f.onlyOne(members(n, nil))
}

// members takes A | B | C apart.
func members(n syntax.Node, list []syntax.Node) []syntax.Node {
	for n.Kind() == syntax.Type {
		n = n.First()
	}
	if n.Kind() != syntax.BinaryOperator && n.Kind() != syntax.UnionType {
		return append(list, n)
	}
	for c := range n.Named() {
		list = members(c, list)
	}
	return list
}

// onlyOne is the member that is not None, if there is one only.
func (f *File) onlyOne(list []syntax.Node) Name {
	list = slices.DeleteFunc(list, func(n syntax.Node) bool {
		for n.Kind() == syntax.Type {
			n = n.First()
		}
		return n.Kind() == syntax.None
	})
	if len(list) != 1 {
		return Name{}
	}
	return f.Annotation(list[0])
}

// quoted is a forward reference: only a plain dotted name, perhaps with the
// arguments of a generic, is read.
func (f *File) quoted(n syntax.Node) Name {
	text, ok := literal(n)
	if !ok {
		return Name{}
	}
	end := 0
	for end < len(text) && isNamePart(text[end]) {
		end++
	}
	if end == 0 || end < len(text) && text[end] != '[' {
		return Name{}
	}
	return f.ScopeOf(n).ResolveIn(text[:end])
}

func isNamePart(c byte) bool {
	return c == '_' || c == '.' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

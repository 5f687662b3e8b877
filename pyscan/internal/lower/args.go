package lower

import (
	"strconv"

	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// argumentNode is the argument of a call expression that a model names by
// keyword or by position.
func argumentNode(call syntax.Node, which string) syntax.Node {
	if i, err := strconv.Atoi(which); err == nil {
		return positionalNode(call, i)
	}
	return keywordNode(call, which)
}

// givenNode is the argument of a call expression that is given by keyword or, where
// it has an index, by position.
func givenNode(call syntax.Node, keyword string, index *int) syntax.Node {
	if n := keywordNode(call, keyword); !n.IsNull() || index == nil {
		return n
	}
	return positionalNode(call, *index)
}

func keywordNode(call syntax.Node, name string) syntax.Node {
	if name == "" {
		return syntax.Node{}
	}
	for a := range call.Field(syntax.FieldArguments).Named() {
		if a.Kind() == syntax.KeywordArgument && a.Field(syntax.FieldName).Text() == name {
			return a.Field(syntax.FieldValue)
		}
	}
	return syntax.Node{}
}

func positionalNode(call syntax.Node, index int) syntax.Node {
	args := call.Field(syntax.FieldArguments)
	if args.Kind() == syntax.GeneratorExpression {
		if index == 0 {
			return args
		}
		return syntax.Node{}
	}
	for a := range args.Named() {
		switch a.Kind() {
		case syntax.KeywordArgument:
			continue
		case syntax.ListSplat, syntax.DictionarySplat:
			return syntax.Node{}
		}
		if index == 0 {
			return a
		}
		index--
	}
	return syntax.Node{}
}

package lower

import (
	"regexp"

	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

var growth = regexp.MustCompile(`\*|\+|<<`)

// growsAround reports whether the loop around a delay makes it longer from run to run: `sleep(delay); delay *= 2`.
func growsAround(n syntax.Node) bool {
	switch n.Kind() {
	case syntax.Identifier, syntax.Attribute:
		loop := loopAround(n)
		return !loop.IsNull() && raisedIn(loop.Field(syntax.FieldBody), n.Text())
	case syntax.ParenthesizedExpression:
		return growsAround(n.First())
	}
	return false
}

// loopAround is the innermost loop of the function that a node stands in.
func loopAround(n syntax.Node) syntax.Node {
	for p := n.Parent(); !p.IsNull(); p = p.Parent() {
		switch p.Kind() {
		case syntax.ForStatement, syntax.WhileStatement:
			return p
		case syntax.FunctionDefinition, syntax.Lambda, syntax.ClassDefinition:
			return syntax.Node{}
		}
	}
	return syntax.Node{}
}

// raisedIn reports whether a name is given a larger value there, computed from the one it has.
func raisedIn(body syntax.Node, name string) bool {
	raised := false
	eachOwn(body, func(n syntax.Node) {
		if n.Kind() != syntax.Assignment && n.Kind() != syntax.AugmentedAssignment || n.Field(syntax.FieldLeft).Text() != name {
			return
		}
		right := n.Field(syntax.FieldRight).Text()
		if n.Kind() == syntax.AugmentedAssignment {
			right = name + n.Field(syntax.FieldOperator).Text()
		}
		raised = raised || hasWord(right, name) && growth.MatchString(right)
	})
	return raised
}

package index

import (
	"strings"

	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// An exports is what a module gives to a star import: what its __all__ lists, as far as that can be read.
type exports struct {
	listed bool // there is an __all__
	whole  bool // nothing but literals went into it
	names  map[string]bool
}

// has reports whether a star import brings the name.
func (e exports) has(name string) bool {
	return e.names[name] || !(e.listed && e.whole) && !strings.HasPrefix(name, "_")
}

// readExports reads the __all__ of a module body.
func readExports(top *Scope) exports {
	b := top.byName["__all__"]
	if b == nil {
		return exports{}
	}
	e := exports{listed: true, whole: true, names: map[string]bool{}}
	for _, d := range b.Defs {
		if d.Kind != Declared {
			e.add(d.Value)
		}
	}
	for n := range top.Node.Named() {
		e.call(n.First())
	}
	return e
}

// call reads `__all__.extend(...)` and its like.
func (e *exports) call(n syntax.Node) {
	callee := n.Field(syntax.FieldFunction)
	if n.Kind() != syntax.Call || callee.Field(syntax.FieldObject).Text() != "__all__" {
		return
	}
	for arg := range n.Field(syntax.FieldArguments).Named() {
		if arg.Kind() == syntax.String {
			e.name(arg)
		} else {
			e.add(arg)
		}
	}
}

// add takes the names of an expression over.
func (e *exports) add(n syntax.Node) {
	switch n.Kind() {
	case syntax.List, syntax.Tuple, syntax.ExpressionList, syntax.Set:
		for c := range n.Named() {
			e.name(c)
		}
	case syntax.ParenthesizedExpression:
		e.add(n.First())
	case syntax.BinaryOperator:
		e.add(n.Field(syntax.FieldLeft))
		e.add(n.Field(syntax.FieldRight))
	default:
		e.whole = false
	}
}

func (e *exports) name(n syntax.Node) {
	text, ok := literal(n)
	if !ok {
		e.whole = false
		return
	}
	e.names[text] = true
}

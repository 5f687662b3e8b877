package lower

import (
	"slices"

	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// returned is the type of one result of a function. A variable has the type of the definitions that reach the return:
// a name that is looked up and then replaced by the class it stands for is that class.
func (t *typer) returned(f *index.File, n syntax.Node) typ {
	name := f.Resolve(n)
	if n.Kind() != syntax.Identifier || name.Kind != index.Local {
		return t.of(f, n)
	}
	defs := reaching(name.Binding, n)
	if len(defs) == 0 || len(defs) == len(name.Binding.Defs) {
		return t.of(f, n)
	}
	var all []typ
	for _, d := range defs {
		if got, ok := t.definition(f, d); ok {
			all = append(all, got)
		}
	}
	return t.anyOf(all)
}

// reaching are the definitions of a variable that may reach a place: where a statement before it sets the variable on
// every way, older ones are gone. In a loop those of the run before may reach it as well.
func reaching(b *index.Binding, at syntax.Node) []index.Def {
	for n := at; !n.IsNull(); n = n.Parent() {
		switch n.Kind() {
		case syntax.ForStatement, syntax.WhileStatement, syntax.FunctionDefinition, syntax.Lambda:
			return b.Defs
		}
		if n.Parent().Kind() != syntax.Block {
			continue
		}
		from := -1
		for s := range n.Parent().Named() {
			if s.Start() >= n.Start() {
				break
			}
			if setsAlways(s, b.Name) {
				from = s.Start()
			}
		}
		if from >= 0 {
			return between(b.Defs, from, at.Start())
		}
	}
	return b.Defs
}

func between(defs []index.Def, from, to int) []index.Def {
	var out []index.Def
	for _, d := range defs {
		if at := d.Node.Start(); at >= from && at < to {
			out = append(out, d)
		}
	}
	return out
}

// setsAlways reports whether a statement sets a variable on every way that leads on from it.
func setsAlways(s syntax.Node, name string) bool {
	switch s.Kind() {
	case syntax.ExpressionStatement:
		set := s.First()
		return set.Kind() == syntax.Assignment && set.Field(syntax.FieldLeft).Text() == name && !set.Field(syntax.FieldRight).IsNull()
	case syntax.IfStatement:
		arms := []syntax.Node{s.Field(syntax.FieldConsequence)}
		last := false
		for arm := range s.Fields(syntax.FieldAlternative) {
			if last = arm.Kind() == syntax.ElseClause; last {
				arms = append(arms, arm.Field(syntax.FieldBody))
				continue
			}
			arms = append(arms, arm.Field(syntax.FieldConsequence))
		}
		return last && allSet(arms, name)
	case syntax.MatchStatement:
		var arms []syntax.Node
		exhaustive := false
		for c := range s.Field(syntax.FieldBody).Named() {
			if c.Kind() == syntax.CaseClause {
				arms = append(arms, c.Field(syntax.FieldConsequence))
				exhaustive = exhaustive || isWildcard(c)
			}
		}
		return exhaustive && allSet(arms, name)
	}
	return false
}

// allSet reports whether each of some blocks sets the variable, or leads nowhere.
func allSet(arms []syntax.Node, name string) bool {
	return !slices.ContainsFunc(arms, func(arm syntax.Node) bool {
		for s := range arm.Named() {
			switch s.Kind() {
			case syntax.ReturnStatement, syntax.RaiseStatement, syntax.ContinueStatement, syntax.BreakStatement:
				return false
			}
			if setsAlways(s, name) {
				return false
			}
		}
		return true
	})
}

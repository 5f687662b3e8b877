package lower

import (
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// A plan is what has to be known of a function before it is walked, because it
// decides how objects are named from their birth on.
type plan struct {
	returned map[*index.Binding]int      // which result a local is
	stored   map[*index.Binding]site.Ref // in which field a local ends up
	// captures are the locals of functions around that are used here. They are
	// handed over like further parameters, behind the real ones.
	captures []*index.Binding
}

func (t *typer) plan(fn *index.Function) plan {
	if got, ok := t.plans[fn]; ok {
		return got
	}
	t.plans[fn] = plan{} // a function that reaches itself adds nothing
	p := plan{returned: map[*index.Binding]int{}, stored: map[*index.Binding]site.Ref{}}
	if !fn.Generator {
		for _, n := range t.results(fn) {
			p.addReturned(fn, n)
		}
	}
	eachOwn(fn.Body, func(n syntax.Node) {
		if n.Kind() == syntax.Assignment {
			p.addStored(fn.File, n.Field(syntax.FieldLeft), n.Field(syntax.FieldRight))
		}
	})
	if fn.Outer != nil {
		p.captures = t.captured(fn)
	}
	t.plans[fn] = p
	return p
}

func (p *plan) addReturned(fn *index.Function, n syntax.Node) {
	if n.Kind() == syntax.ExpressionList || n.Kind() == syntax.Tuple {
		i := 0
		for part := range n.Named() {
			p.addResult(fn, part, i)
			i++
		}
		return
	}
	p.addResult(fn, n, 0)
}

func (p *plan) addResult(fn *index.Function, n syntax.Node, result int) {
	if n.Kind() != syntax.Identifier {
		return
	}
	if name := fn.File.Resolve(n); name.Kind == index.Local {
		p.returned[name.Binding] = result
	}
}

// addStored notes `self.x = x`: what x holds is the field from its birth on.
func (p *plan) addStored(f *index.File, left, right syntax.Node) {
	if right.Kind() != syntax.Identifier || left.Kind() != syntax.Attribute {
		return
	}
	from, to := f.Resolve(right), f.Resolve(left)
	if from.Kind == index.Local && to.Kind == index.Attribute && len(to.Rest) == 0 {
		p.stored[from.Binding] = instanceRef(to)
	}
}

func instanceRef(name index.Name) site.Ref {
	attr := name.Path[len(name.Class.Path)+1:]
	return site.Ref{Scope: site.ScopeInstance, Func: name.Class.Path, Name: attr}
}

// captured lists the locals of functions around that a function uses, also
// through the nested functions that it names.
func (t *typer) captured(fn *index.Function) []*index.Binding {
	var out []*index.Binding
	seen := map[*index.Binding]bool{}
	add := func(b *index.Binding) {
		if !seen[b] && b.Self() == nil && outside(b.Scope, fn) {
			seen[b] = true
			out = append(out, b)
		}
	}
	for n := range fn.Body.Inside() {
		if n.Kind() != syntax.Identifier || n.Role() == syntax.FieldAttribute || n.Role() == syntax.FieldName && n.Parent().Kind() == syntax.KeywordArgument {
			continue
		}
		switch name := fn.File.Resolve(n); name.Kind {
		case index.Local:
			add(name.Binding)
		case index.FunctionName:
			if name.Func.Outer != nil && name.Func != fn {
				for _, b := range t.plan(name.Func).captures {
					add(b)
				}
			}
		}
	}
	return out
}

// outside reports whether a scope lies around a function.
func outside(s *index.Scope, fn *index.Function) bool {
	id := s.Node.ID()
	return id < fn.Node.ID() || id >= fn.Node.ID()+fn.Node.Size()
}

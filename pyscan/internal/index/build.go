package index

import (
	"sort"
	"strconv"
	"strings"

	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// maxDepth bounds the recursion over one file: deeper code is generated, and
// what it binds is not worth the stack.
const maxDepth = 10000

// A builder fills one file. Function bodies wait in a queue until the scope
// around them is complete, because a nonlocal may name what is bound below.
type builder struct {
	file         *File
	queue        []func()
	taken        map[string]int // canonical paths given
	names        map[string]string
	depth        int
	typeChecking bool
}

// build finds the scopes, bindings and definitions of f.
func build(f *File) {
	if f.Tree == nil {
		return
	}
	b := &builder{file: f, taken: map[string]int{}, names: map[string]string{}}
	root := f.Tree.Root()
	f.Top.Node, f.Top.inside = root, nodesOf(root)
	b.children(root, f.Top)
	for len(b.queue) > 0 {
		next := b.queue[0]
		b.queue = b.queue[1:]
		next()
	}
	f.sortScopes()
	f.sortDefs()
	f.exports = readExports(f.Top)
}

// sortDefs restores source order where the queue broke it.
func (f *File) sortDefs() {
	for _, s := range f.scopes {
		for _, b := range s.Bindings {
			sort.SliceStable(b.Defs, func(i, j int) bool { return b.Defs[i].Node.ID() < b.Defs[j].Node.ID() })
			if len(b.Defs) > 1 {
				b.counted = b.effective()
			}
		}
	}
	sort.SliceStable(f.Functions, func(i, j int) bool { return f.Functions[i].Node.ID() < f.Functions[j].Node.ID() })
	sort.SliceStable(f.Classes, func(i, j int) bool { return f.Classes[i].Node.ID() < f.Classes[j].Node.ID() })
	sort.SliceStable(f.Imports, func(i, j int) bool { return f.Imports[i].Node.ID() < f.Imports[j].Node.ID() })
	sort.SliceStable(f.targets, func(i, j int) bool { return f.targets[i].node.ID() < f.targets[j].node.ID() })
}

// name interns the text of n: a file has few names and many uses.
func (b *builder) name(n syntax.Node) string {
	if s, ok := b.names[string(n.Bytes())]; ok {
		return s
	}
	s := n.Text()
	b.names[s] = s
	return s
}

// path gives a definition its canonical name, numbered from the second on.
func (b *builder) path(s *Scope, name string) string {
	path := prefix(s) + "." + name
	b.taken[path]++
	if n := b.taken[path]; n > 1 {
		return path + "#" + strconv.Itoa(n)
	}
	return path
}

// prefix is the path of the definition whose scope s is or lies in.
func prefix(s *Scope) string {
	for ; s.Parent != nil; s = s.Parent {
		switch {
		case s.Func != nil:
			return s.Func.Path
		case s.Class != nil:
			return s.Class.Path
		}
	}
	return s.File.Module
}

func (b *builder) children(n syntax.Node, s *Scope) {
	for c := range n.Named() {
		b.visit(c, s)
	}
}

// visit reads n, which is evaluated in s.
func (b *builder) visit(n syntax.Node, s *Scope) {
	if n.Size() == 1 || b.depth > maxDepth {
		return
	}
	b.depth++
	defer func() { b.depth-- }()
	if !b.definition(n, s) && !b.statement(n, s) {
		b.children(n, s)
	}
}

// definition handles what opens a scope.
func (b *builder) definition(n syntax.Node, s *Scope) bool {
	switch n.Kind() {
	case syntax.DecoratedDefinition:
		b.decorated(n, s)
	case syntax.FunctionDefinition:
		b.function(n, s, nil)
	case syntax.ClassDefinition:
		b.class(n, s, nil)
	case syntax.Lambda:
		b.lambda(n, s)
	case syntax.ListComprehension, syntax.SetComprehension, syntax.DictionaryComprehension, syntax.GeneratorExpression:
		b.comprehension(n, s)
	default:
		return false
	}
	return true
}

// statement handles what binds names.
func (b *builder) statement(n syntax.Node, s *Scope) bool {
	switch n.Kind() {
	case syntax.Assignment:
		b.assignment(n, s)
	case syntax.AugmentedAssignment:
		b.augmented(n, s)
	case syntax.NamedExpression:
		b.walrus(n, s)
	case syntax.ForStatement, syntax.ForInClause:
		b.target(n.Field(syntax.FieldLeft), s, Def{Kind: ForTarget, Value: n.Field(syntax.FieldRight)})
		b.children(n, s)
	case syntax.AsPattern:
		b.asPattern(n, s, WithTarget)
	case syntax.ExceptClause:
		b.except(n, s)
	case syntax.CaseClause:
		b.matchCase(n, s)
	case syntax.ImportStatement, syntax.ImportFromStatement:
		b.imports(n, s)
	case syntax.GlobalStatement, syntax.NonlocalStatement:
		b.declare(n, s)
	case syntax.DeleteStatement:
		b.deleted(n, s)
	case syntax.TypeAliasStatement:
		b.typeAlias(n, s)
	case syntax.IfStatement:
		b.ifStatement(n, s)
	case syntax.Yield:
		b.yield(n, s)
	default:
		return false
	}
	return true
}

// ifStatement marks the imports that only type checkers see.
func (b *builder) ifStatement(n syntax.Node, s *Scope) {
	was := b.typeChecking
	checking := strings.HasSuffix(n.Field(syntax.FieldCondition).Text(), "TYPE_CHECKING")
	for c := range n.Named() {
		b.typeChecking = was || checking && c.Role() == syntax.FieldConsequence && !strings.HasPrefix(n.Field(syntax.FieldCondition).Text(), "not")
		b.visit(c, s)
	}
	b.typeChecking = was
}

func (b *builder) yield(n syntax.Node, s *Scope) {
	for at := s; at != nil; at = at.Parent {
		if at.Func != nil {
			at.Func.Generator = true
			break
		}
	}
	b.children(n, s)
}

// declare notes where the names of a global or nonlocal statement live.
func (b *builder) declare(n syntax.Node, s *Scope) {
	for c := range n.Named() {
		name := b.name(c)
		home := s.File.Top
		if n.Kind() == syntax.NonlocalStatement {
			home = enclosing(s, name)
		}
		if home == nil || home == s {
			continue
		}
		if s.declared == nil {
			s.declared = map[string]*Scope{}
		}
		s.declared[name] = home
	}
}

// enclosing finds the function scope around s that binds name.
func enclosing(s *Scope, name string) *Scope {
	for at := s.Parent; at != nil; at = at.Parent {
		if home := at.declared[name]; home != nil {
			return home
		}
		if (at.Kind == FunctionScope || at.Kind == LambdaScope) && at.byName[name] != nil {
			return at
		}
	}
	return nil
}

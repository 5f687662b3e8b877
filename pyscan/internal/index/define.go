package index

import "github.com/concurlint/concurlint/pyscan/internal/syntax"

// decorated reads a definition under decorators, which run in s.
func (b *builder) decorated(n syntax.Node, s *Scope) {
	var decorators []Decorator
	for c := range n.Named() {
		if c.Kind() == syntax.Decorator {
			b.children(c, s)
			decorators = append(decorators, Decorator{Node: c.First()})
		}
	}
	switch def := n.Field(syntax.FieldDefinition); def.Kind() {
	case syntax.FunctionDefinition:
		b.function(def, s, decorators)
	case syntax.ClassDefinition:
		b.class(def, s, decorators)
	}
}

// function binds a def and queues its body.
func (b *builder) function(n syntax.Node, s *Scope, decorators []Decorator) {
	name := b.name(n.Field(syntax.FieldName))
	f := &Function{
		Name: name, Path: b.path(s, name), File: b.file, Node: n, Body: n.Field(syntax.FieldBody),
		Class: s.Class, Outer: outerFunction(s), Decorators: decorators,
		Returns: n.Field(syntax.FieldReturnType), Async: n.HasToken("async"),
	}
	b.file.Functions = append(b.file.Functions, f)
	s.bind(name, Def{Kind: FunctionDef, Node: n.Field(syntax.FieldName), Func: f})
	outside := b.typeScope(n, s)
	b.visit(f.Returns, outside)
	f.Scope = b.open(FunctionScope, f.Body, outside, f)
	f.Scope.Node = n
	b.params(n.Field(syntax.FieldParameters), outside, f)
	b.queue = append(b.queue, func() { b.children(f.Body, f.Scope) })
}

// open makes the scope of a function's or lambda's body.
func (b *builder) open(kind ScopeKind, body syntax.Node, outside *Scope, f *Function) *Scope {
	s := newScope(b.file, kind, body, outside)
	s.Func = f
	return s
}

// outerFunction is the function that s is part of without a class between.
func outerFunction(s *Scope) *Function {
	for ; s != nil && s.Kind != ClassScope; s = s.Parent {
		if s.Func != nil {
			return s.Func
		}
	}
	return nil
}

// typeScope opens the scope of type parameters, if n has any.
func (b *builder) typeScope(n syntax.Node, s *Scope) *Scope {
	list := n.Field(syntax.FieldTypeParameters)
	if list.IsNull() {
		return s
	}
	t := newScope(b.file, TypeScope, n, s)
	for p := range list.Named() {
		for c := range p.Inside() {
			if c.Kind() == syntax.Identifier {
				t.bind(b.name(c), Def{Kind: TypeParam, Node: c})
				break
			}
		}
	}
	return t
}

func (b *builder) lambda(n syntax.Node, s *Scope) {
	f := &Function{Name: "<lambda>", Path: b.path(s, "<lambda>"), File: b.file, Node: n, Body: n.Field(syntax.FieldBody), Outer: outerFunction(s)}
	b.file.Functions = append(b.file.Functions, f)
	f.Scope = b.open(LambdaScope, f.Body, s, f)
	f.Scope.Node = n
	b.params(n.Field(syntax.FieldParameters), s, f)
	b.queue = append(b.queue, func() { b.visit(f.Body, f.Scope) })
}

// comprehension opens a scope for all but the first iterable.
func (b *builder) comprehension(n syntax.Node, s *Scope) {
	inner := newScope(b.file, ComprehensionScope, n, s)
	first := true
	for c := range n.Named() {
		if c.Kind() != syntax.ForInClause || !first {
			continue
		}
		first = false
		iterable := c.Field(syntax.FieldRight)
		inner.outside = nodesOf(iterable)
		b.visit(iterable, s)
		b.target(c.Field(syntax.FieldLeft), inner, Def{Kind: ForTarget, Value: iterable})
	}
	first = true
	for c := range n.Named() {
		if c.Kind() == syntax.ForInClause && first {
			first = false
			continue
		}
		b.visit(c, inner)
	}
}

// class binds a class and reads its body at once, as Python runs it.
func (b *builder) class(n syntax.Node, s *Scope, decorators []Decorator) {
	name := b.name(n.Field(syntax.FieldName))
	c := &Class{Name: name, Path: b.path(s, name), File: b.file, Node: n, Outer: s, Decorators: decorators}
	c.mro = []*Class{c}
	b.file.Classes = append(b.file.Classes, c)
	s.bind(name, Def{Kind: ClassDef, Node: n.Field(syntax.FieldName), Class: c})
	outside := b.typeScope(n, s)
	for arg := range n.Field(syntax.FieldSuperclasses).Named() {
		b.visit(arg, outside)
		if arg.Kind() == syntax.KeywordArgument {
			c.Keywords = append(c.Keywords, arg)
		}
	}
	body := n.Field(syntax.FieldBody)
	c.Scope = newScope(b.file, ClassScope, body, outside)
	c.Scope.Node, c.Scope.Class = n, c
	b.children(body, c.Scope)
}

// params reads a parameter list and binds it in the function's scope.
func (b *builder) params(list syntax.Node, outside *Scope, f *Function) {
	kind := PositionalOrKeyword
	for c := range list.Named() {
		switch c.Kind() {
		case syntax.PositionalSeparator:
			for i := range f.Params {
				f.Params[i].Kind = PositionalOnly
			}
			continue
		case syntax.KeywordSeparator:
			kind = KeywordOnly
			continue
		}
		p := param(c)
		if p.Kind == PositionalOrKeyword {
			p.Kind = kind
		}
		if p.Kind == VarArgs {
			kind = KeywordOnly
		}
		b.visit(p.Annotation, outside)
		b.visit(p.Default, outside)
		b.param(p, f)
	}
}

func (b *builder) param(p Param, f *Function) {
	d := Def{Kind: Parameter, Node: p.Node, Value: p.Default, Annotation: p.Annotation, Func: f}
	if p.Node.Kind() != syntax.Identifier {
		b.target(p.Node, f.Scope, d) // a tuple of Python 2
		return
	}
	p.Name = b.name(p.Node)
	f.Params = append(f.Params, p)
	f.Scope.bind(p.Name, d)
}

// param reads one parameter, its name still in the node.
func param(n syntax.Node) Param {
	p := Param{Node: n, Annotation: n.Field(syntax.FieldType), Default: n.Field(syntax.FieldValue)}
	switch n.Kind() {
	case syntax.TypedParameter:
		p.Node = n.First()
	case syntax.DefaultParameter, syntax.TypedDefaultParameter:
		p.Node = n.Field(syntax.FieldName)
	}
	switch p.Node.Kind() {
	case syntax.ListSplatPattern:
		p.Kind, p.Node = VarArgs, p.Node.First()
	case syntax.DictionarySplatPattern:
		p.Kind, p.Node = VarKwargs, p.Node.First()
	}
	return p
}

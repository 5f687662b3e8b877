package index

import "github.com/concurlint/concurlint/pyscan/internal/syntax"

// A target is an attribute that is assigned, kept until classes are known.
type target struct {
	node  syntax.Node
	def   Def
	scope *Scope
}

func (b *builder) assignment(n syntax.Node, s *Scope) {
	left, right := n.Field(syntax.FieldLeft), n.Field(syntax.FieldRight)
	d := Def{Kind: Assigned, Value: right, Annotation: n.Field(syntax.FieldType)}
	for d.Value.Kind() == syntax.Assignment {
		d.Value = d.Value.Field(syntax.FieldRight)
	}
	if right.IsNull() {
		d.Kind = Declared
	}
	b.target(left, s, d)
	b.visit(d.Annotation, s)
	b.visit(right, s)
}

func (b *builder) augmented(n syntax.Node, s *Scope) {
	right := n.Field(syntax.FieldRight)
	b.target(n.Field(syntax.FieldLeft), s, Def{Kind: Augmented, Value: right})
	b.visit(right, s)
}

// walrus binds in the function around a comprehension, not in it.
func (b *builder) walrus(n syntax.Node, s *Scope) {
	home := s
	for home.Kind == ComprehensionScope {
		home = home.Parent
	}
	value := n.Field(syntax.FieldValue)
	b.target(n.Field(syntax.FieldName), home, Def{Kind: Walrus, Value: value})
	b.visit(value, s)
}

// target binds what stands on the left of an assignment or its like.
func (b *builder) target(n syntax.Node, s *Scope, d Def) {
	switch n.Kind() {
	case syntax.Identifier:
		d.Node = n
		s.bind(b.name(n), d)
	case syntax.Attribute:
		b.file.targets = append(b.file.targets, target{n, d, s})
		b.visit(n.Field(syntax.FieldObject), s)
	case syntax.Subscript:
		b.children(n, s)
	case syntax.AsPatternTarget, syntax.ParenthesizedExpression:
		b.target(n.First(), s, d)
	case syntax.ListSplatPattern, syntax.ListSplat:
		d.Unpacked, d.At = true, -1
		b.target(n.First(), s, d)
	case syntax.TuplePattern, syntax.Tuple:
		if !n.HasToken(",") && n.First().Kind() != syntax.UnknownKind {
			b.target(n.First(), s, d)
			return
		}
		b.unpack(n, s, d)
	case syntax.PatternList, syntax.ExpressionList, syntax.ListPattern, syntax.List:
		b.unpack(n, s, d)
	}
}

// unpack binds the elements of a tuple or list. A literal of as many elements
// on the right is taken apart.
func (b *builder) unpack(n syntax.Node, s *Scope, d Def) {
	values := elements(d, n)
	at, starred := 0, false
	for c := range n.Named() {
		one := d
		switch {
		case values != nil:
			one.Value = values[at]
		case d.Unpacked || starred:
			one.Unpacked, one.At = true, -1
		default:
			one.Unpacked, one.At = true, at
		}
		if c.Kind() == syntax.ListSplatPattern || c.Kind() == syntax.ListSplat {
			starred = true
		}
		b.target(c, s, one)
		at++
	}
}

// elements are the values that the elements of pattern get one by one; nil if
// that cannot be read off.
func elements(d Def, pattern syntax.Node) []syntax.Node {
	if d.Kind != Assigned || d.Unpacked {
		return nil
	}
	switch d.Value.Kind() {
	case syntax.ExpressionList, syntax.Tuple, syntax.List, syntax.PatternList:
	default:
		return nil
	}
	var values []syntax.Node
	for c := range d.Value.Named() {
		if c.Kind() == syntax.ListSplat || c.Kind() == syntax.ListSplatPattern {
			return nil
		}
		values = append(values, c)
	}
	count := 0
	for c := range pattern.Named() {
		if c.Kind() == syntax.ListSplat || c.Kind() == syntax.ListSplatPattern {
			return nil
		}
		count++
	}
	if count != len(values) {
		return nil
	}
	return values
}

// asPattern binds `value as target`.
func (b *builder) asPattern(n syntax.Node, s *Scope, kind DefKind) {
	value := n.First()
	b.visit(value, s)
	b.target(n.Field(syntax.FieldAlias), s, Def{Kind: kind, Value: value})
}

func (b *builder) except(n syntax.Node, s *Scope) {
	for c := range n.Named() {
		if c.Role() == syntax.FieldValue && c.Kind() == syntax.AsPattern {
			b.asPattern(c, s, ExceptTarget)
		} else {
			b.visit(c, s)
		}
	}
}

func (b *builder) matchCase(n syntax.Node, s *Scope) {
	for c := range n.Named() {
		if c.Kind() == syntax.CasePattern {
			b.pattern(c, s)
		} else {
			b.visit(c, s)
		}
	}
}

// pattern binds the captures of a case.
func (b *builder) pattern(n syntax.Node, s *Scope) {
	skip := n.Kind() == syntax.ClassPattern || n.Kind() == syntax.KeywordPattern
	for c := range n.Named() {
		switch {
		case skip: // the class, or the keyword
			skip = false
		case c.Role() == syntax.FieldKey:
		case c.Kind() == syntax.Identifier:
			s.bind(b.name(c), Def{Kind: MatchTarget, Node: c})
		case c.Kind() == syntax.DottedName:
			if id := c.First(); id.ID() == c.ID()+1 && c.Size() == 2 {
				s.bind(b.name(id), Def{Kind: MatchTarget, Node: id})
			}
		default:
			b.pattern(c, s)
		}
	}
}

func (b *builder) deleted(n syntax.Node, s *Scope) {
	for c := range n.Named() {
		if c.Kind() == syntax.ExpressionList || c.Kind() == syntax.Tuple || c.Kind() == syntax.ParenthesizedExpression {
			b.deleted(c, s)
		} else if c.Kind() == syntax.Identifier {
			s.bind(b.name(c), Def{Kind: Deleted, Node: c})
		} else {
			b.visit(c, s)
		}
	}
}

// typeAlias binds `type X[T] = ...`.
func (b *builder) typeAlias(n syntax.Node, s *Scope) {
	for c := range n.Field(syntax.FieldLeft).Inside() {
		if c.Kind() == syntax.Identifier {
			s.bind(b.name(c), Def{Kind: TypeAlias, Node: c, Value: n.Field(syntax.FieldRight)})
			return
		}
	}
}

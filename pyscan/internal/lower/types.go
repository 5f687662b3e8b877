package lower

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// A typer says of which type an expression is, where the text alone tells,
// whatever function it stands in. Answers are kept; a question that leads back
// to itself is unknown. Not safe for concurrent use: one a worker.
type typer struct {
	*table
	project *index.Project
	memo    map[place]typ
	asking  map[place]int // open questions, by their place among asked
	asked   []bool        // open questions: whether they lie on a circle
	exits   map[*index.Function][]syntax.Node
	plans   map[*index.Function]plan

	treatments map[*index.Function]treatment
}

// A place is a node, with what was asked about it.
type place struct {
	file *index.File
	id   int
	ask  byte
}

func newTyper(t *table, p *index.Project) *typer {
	return &typer{
		table: t, project: p, memo: map[place]typ{}, asking: map[place]int{},
		exits: map[*index.Function][]syntax.Node{}, plans: map[*index.Function]plan{},
		treatments: map[*index.Function]treatment{},
	}
}

// maxAsked bounds how many questions may wait for one another.
const maxAsked = 200

// once answers a question that may lead back to itself. All that lie on such a
// circle are unknown, wherever it was entered: the answer must not depend on
// which file was read first.
func (t *typer) once(at place, answer func() typ) typ {
	if got, ok := t.memo[at]; ok {
		return got
	}
	if i, asking := t.asking[at]; asking {
		t.circle(i)
		return typ{}
	}
	if len(t.asked) >= maxAsked {
		t.circle(0)
		return typ{}
	}
	t.asking[at] = len(t.asked)
	t.asked = append(t.asked, false)
	got := answer()
	if t.asked[len(t.asked)-1] {
		got = typ{}
	}
	t.asked = t.asked[:len(t.asked)-1]
	delete(t.asking, at)
	t.memo[at] = got
	return got
}

// circle marks the open questions from one on.
func (t *typer) circle(from int) {
	for i := from; i < len(t.asked); i++ {
		t.asked[i] = true
	}
}

// of is the type of the value of an expression.
func (t *typer) of(f *index.File, n syntax.Node) typ {
	if n.IsNull() {
		return typ{}
	}
	return t.once(place{f, n.ID(), 'e'}, func() typ { return t.expression(f, n) })
}

func (t *typer) expression(f *index.File, n syntax.Node) typ {
	switch n.Kind() {
	case syntax.Identifier, syntax.Attribute:
		return t.named(f, n)
	case syntax.Call:
		return t.result(f, n)
	case syntax.Await, syntax.ParenthesizedExpression:
		return t.of(f, n.First())
	case syntax.NamedExpression:
		return t.of(f, n.Field(syntax.FieldValue))
	case syntax.ConditionalExpression:
		parts := slices.Collect(n.Named())
		if len(parts) == 3 {
			return t.either(f, parts[0], parts[2])
		}
	case syntax.BooleanOperator:
		return t.either(f, n.Field(syntax.FieldLeft), n.Field(syntax.FieldRight))
	}
	return typ{}
}

// either is the type of a value that is one of two; None counts as no value.
func (t *typer) either(f *index.File, a, b syntax.Node) typ {
	switch {
	case a.Kind() == syntax.None:
		return t.of(f, b)
	case b.Kind() == syntax.None:
		return t.of(f, a)
	}
	x, y := t.of(f, a), t.of(f, b)
	if x == y {
		return x
	}
	return typ{}
}

// named is the type of what a name or an attribute chain refers to.
func (t *typer) named(f *index.File, n syntax.Node) typ {
	name := f.Resolve(n)
	var got typ
	switch name.Kind {
	case index.Local, index.Variable:
		got = t.binding(name.Binding)
	case index.Attribute:
		got = t.fields(name.Fields)
	case index.FunctionName:
		if name.Func.Property {
			return t.returns(name.Func)
		}
		return typ{}
	case index.External:
		return t.externalAttribute(f, n)
	case index.Unknown:
		if n.Kind() == syntax.Attribute {
			return t.member(t.of(f, n.Field(syntax.FieldObject)), n.Field(syntax.FieldAttribute).Text())
		}
		return typ{}
	default:
		return typ{}
	}
	return t.chain(got, name.Rest)
}

// externalAttribute is the type of a chain that names alone take for a path: an
// attribute of an object whose class has an external base.
func (t *typer) externalAttribute(f *index.File, n syntax.Node) typ {
	if n.Kind() != syntax.Attribute {
		return typ{}
	}
	object := t.of(f, n.Field(syntax.FieldObject))
	return t.member(object, n.Field(syntax.FieldAttribute).Text())
}

func (t *typer) chain(got typ, attrs []string) typ {
	for _, attr := range attrs {
		got = t.member(got, attr)
	}
	return got
}

// member is the type of an attribute.
func (t *typer) member(of typ, attr string) typ {
	if of.class != nil {
		name := of.class.Method(attr)
		switch name.Kind {
		case index.Attribute:
			return t.fields(name.Fields)
		case index.FunctionName:
			if name.Func.Property {
				return t.returns(name.Func)
			}
		case index.Variable:
			return t.binding(name.Binding)
		case index.External:
			return t.path(name.Path)
		}
		return typ{}
	}
	if of.name == "" {
		return typ{}
	}
	return t.path(of.name + "." + attr)
}

// path is the type of an attribute chain below an external type: what a row
// says that it is, else the chain itself where some row goes on from it.
func (t *typer) path(api string) typ {
	if t.known[api] {
		return typ{name: t.typeNamed(api)}
	}
	rows := t.rows(api)
	switch {
	case len(rows) == 0:
		return typ{}
	case rows[0].Returns != "" && rows[0].Returns != "body":
		return typ{name: rows[0].Returns}
	}
	return typ{name: api}
}

// binding is the type of a variable: that of all its definitions.
func (t *typer) binding(b *index.Binding) typ {
	if c := b.Self(); c != nil {
		return typ{class: c}
	}
	if len(b.Defs) == 0 {
		return typ{}
	}
	return t.once(place{b.Scope.File, b.Defs[0].Node.ID(), 'b'}, func() typ { return t.definitions(b) })
}

func (t *typer) definitions(b *index.Binding) typ {
	var all []typ
	for _, d := range b.Defs {
		got, ok := t.definition(b.Scope.File, d)
		if ok {
			all = append(all, got)
		}
	}
	return agreed(all)
}

// agreed is the one type that all have; unknown where they differ.
func agreed(all []typ) typ {
	if len(all) == 0 {
		return typ{}
	}
	for _, other := range all[1:] {
		if other != all[0] {
			return typ{}
		}
	}
	return all[0]
}

func (t *typer) fields(fields []index.Field) typ {
	var all []typ
	for _, field := range fields {
		if got, ok := t.definition(field.Class.File, field.Def); ok {
			all = append(all, got)
		}
	}
	return agreed(all)
}

// definition is the type that one definition gives; it reports false for one
// that gives none, such as None.
func (t *typer) definition(f *index.File, d index.Def) (typ, bool) {
	switch d.Kind {
	case index.Declared, index.Assigned, index.Walrus, index.Parameter:
		if got := t.annotated(f, d.Annotation); got.known() {
			return got, true
		}
		if d.Kind == index.Declared || d.Value.Kind() == syntax.None {
			return typ{}, d.Kind == index.Parameter
		}
		if d.Unpacked {
			return t.unpacked(f, d), true
		}
		return t.of(f, d.Value), true
	case index.Deleted:
		return typ{}, false
	case index.WithTarget:
		return t.entered(f, d.Value), true
	}
	return typ{}, true
}

// unpacked is the type of one part of a tuple that a function of ours returns.
func (t *typer) unpacked(f *index.File, d index.Def) typ {
	value := d.Value
	for value.Kind() == syntax.Await || value.Kind() == syntax.ParenthesizedExpression {
		value = value.First()
	}
	if value.Kind() != syntax.Call || d.At < 0 {
		return typ{}
	}
	name := f.Resolve(value.Field(syntax.FieldFunction))
	if name.Kind != index.FunctionName {
		return typ{}
	}
	var all []typ
	for _, n := range t.results(name.Func) {
		if n.Kind() != syntax.Tuple && n.Kind() != syntax.ExpressionList {
			return typ{}
		}
		parts := slices.Collect(n.Named())
		if d.At >= len(parts) {
			return typ{}
		}
		all = append(all, t.of(name.Func.File, parts[d.At]))
	}
	return agreed(all)
}

// annotated is the type that an annotation names.
func (t *typer) annotated(f *index.File, n syntax.Node) typ {
	if n.IsNull() {
		return typ{}
	}
	name := f.Annotation(n)
	switch name.Kind {
	case index.ClassName:
		return typ{class: name.Class}
	case index.External:
		if t.known[name.Path] {
			return typ{name: t.typeNamed(name.Path)}
		}
	}
	return typ{}
}

// entered is the type of what `with x as y` binds.
func (t *typer) entered(f *index.File, n syntax.Node) typ {
	if n.Kind() == syntax.Call {
		if name := f.Resolve(n.Field(syntax.FieldFunction)); name.Kind == index.FunctionName && name.Func.Generator {
			return t.returns(name.Func)
		}
	}
	got := t.of(f, n)
	if got.class != nil {
		for _, enter := range []string{"__aenter__", "__enter__"} {
			if m := got.class.Method(enter); m.Kind == index.FunctionName {
				return t.returns(m.Func)
			}
		}
		return got
	}
	if got.name != "" {
		for _, enter := range []string{"__aenter__", "__enter__"} {
			for _, row := range t.rows(got.name + "." + enter) {
				if row.Returns != "" {
					return typ{name: row.Returns}
				}
			}
		}
	}
	return got
}

// returns is the type of a function's result; for a generator, of what it
// yields: a context manager binds that.
func (t *typer) returns(fn *index.Function) typ {
	return t.once(place{fn.File, fn.Node.ID(), 'r'}, func() typ {
		if got := t.annotated(fn.File, fn.Returns); got.known() && !fn.Generator {
			return got
		}
		var all []typ
		for _, n := range t.results(fn) {
			if n.Kind() != syntax.None {
				all = append(all, t.of(fn.File, n))
			}
		}
		return agreed(all)
	})
}

// results lists what a function returns, or yields where it is a generator.
func (t *typer) results(fn *index.Function) []syntax.Node {
	if got, ok := t.exits[fn]; ok {
		return got
	}
	var out []syntax.Node
	kind := syntax.ReturnStatement
	if fn.Generator {
		kind = syntax.Yield
	}
	if fn.Node.Kind() == syntax.Lambda {
		out = append(out, fn.Body)
	} else {
		eachOwn(fn.Body, func(n syntax.Node) {
			if n.Kind() == kind && !n.First().IsNull() {
				out = append(out, n.First())
			}
		})
	}
	t.exits[fn] = out
	return out
}

// eachOwn visits the nodes below n that belong to the same function.
func eachOwn(n syntax.Node, visit func(syntax.Node)) {
	for c := range n.Named() {
		switch c.Kind() {
		case syntax.FunctionDefinition, syntax.Lambda, syntax.ClassDefinition:
			continue
		}
		visit(c)
		eachOwn(c, visit)
	}
}

// result is the type of a call's result.
func (t *typer) result(f *index.File, n syntax.Node) typ {
	callee := n.Field(syntax.FieldFunction)
	name := f.Resolve(callee)
	switch name.Kind {
	case index.ClassName:
		return t.constructed(name.Class)
	case index.FunctionName:
		return t.returns(name.Func)
	case index.External:
		return t.made(f, n, name.Path)
	}
	if callee.Kind() == syntax.Attribute {
		return t.methodResult(f, n, t.of(f, callee.Field(syntax.FieldObject)), callee.Field(syntax.FieldAttribute).Text())
	}
	if name.Kind == index.Local || name.Kind == index.Variable {
		if of := t.binding(name.Binding); of.class != nil {
			return t.methodResult(f, n, of, "__call__")
		}
	}
	return typ{}
}

func (t *typer) constructed(c *index.Class) typ { return typ{class: c} }

func (t *typer) methodResult(f *index.File, n syntax.Node, of typ, method string) typ {
	if of.class != nil {
		switch m := of.class.Method(method); m.Kind {
		case index.FunctionName:
			return t.returns(m.Func)
		case index.External:
			return t.made(f, n, m.Path)
		case index.ClassName:
			return typ{class: m.Class}
		}
		return typ{}
	}
	if of.name == "" {
		return typ{}
	}
	return t.made(f, n, of.name+"."+method)
}

// made is the type of the result of an external call.
func (t *typer) made(f *index.File, n syntax.Node, api string) typ {
	for _, row := range t.rows(api) {
		switch {
		case row.Returns == "body":
			return t.bodyResult(f, n, row.Body.Arg, row.Body.Index)
		case row.Returns != "" || slices.Contains(row.Does, "open"):
			return typ{name: madeType(row, api)}
		case row.Same == "receiver":
			return typ{name: api[:max(0, strings.LastIndexByte(api, '.'))]}
		case strings.HasPrefix(row.Same, "arg:"):
			if arg := argumentNode(n, row.Same[4:]); !arg.IsNull() {
				return t.of(f, arg)
			}
		}
	}
	return typ{}
}

// bodyResult is the type that the function handed to a call returns.
func (t *typer) bodyResult(f *index.File, n syntax.Node, keyword string, position *int) typ {
	arg := keywordNode(n, keyword)
	if arg.IsNull() && position != nil {
		arg = positionalNode(n, *position)
	}
	if arg.Kind() == syntax.Call {
		return t.of(f, arg)
	}
	name := f.Resolve(arg)
	switch name.Kind {
	case index.FunctionName:
		return t.returns(name.Func)
	case index.ClassName:
		return typ{class: name.Class}
	case index.External:
		return t.made(f, syntax.Node{}, name.Path)
	}
	return typ{}
}

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
	*hierarchy
	shapes map[string]*parts
	memo   map[place]typ
	asking map[place]int // open questions, by their place among asked
	asked  []bool        // open questions: whether they lie on a circle
	exits  map[*index.Function][]syntax.Node
	plans  map[*index.Function]plan

	treatments map[*index.Function]treatment
	calms      map[*index.Function]bool
	growing    map[place]map[string]bool
}

// A place is a node, with what was asked about it.
type place struct {
	file *index.File
	id   int
	ask  byte
}

func newTyper(t *table, h *hierarchy) *typer {
	return &typer{
		table: t, hierarchy: h, shapes: map[string]*parts{}, memo: map[place]typ{}, asking: map[place]int{},
		exits: map[*index.Function][]syntax.Node{}, plans: map[*index.Function]plan{},
		treatments: map[*index.Function]treatment{}, calms: map[*index.Function]bool{},
		growing: map[place]map[string]bool{},
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
		return t.conditional(f, n)
	case syntax.BooleanOperator:
		return t.either(f, n.Field(syntax.FieldLeft), n.Field(syntax.FieldRight))
	case syntax.Lambda:
		if fn := f.FunctionOf(n.Field(syntax.FieldBody)); fn != nil && fn.Node == n {
			return typ{callee: callee{fn: fn}}
		}
	}
	return t.collection(f, n)
}

func (t *typer) conditional(f *index.File, n syntax.Node) typ {
	parts := slices.Collect(n.Named())
	if len(parts) != 3 {
		return typ{}
	}
	if hasWord(parts[1].Text(), parts[0].Text()) { // x if x else y
		return t.either(f, parts[0], parts[2])
	}
	return t.bothOf(f, parts[0], parts[2])
}

// either is the type of `a or b`: where nothing is known of a, what stands in
// for it tells.
func (t *typer) either(f *index.File, a, b syntax.Node) typ {
	if t.of(f, a).zero() {
		return t.of(f, b)
	}
	return t.bothOf(f, a, b)
}

// bothOf is the type of a value that is one of two; None counts as no value.
func (t *typer) bothOf(f *index.File, a, b syntax.Node) typ {
	switch {
	case a.Kind() == syntax.None:
		return t.of(f, b)
	case b.Kind() == syntax.None:
		return t.of(f, a)
	}
	return t.anyOf([]typ{t.of(f, a), t.of(f, b)})
}

// named is the type of what a name or an attribute chain refers to.
func (t *typer) named(f *index.File, n syntax.Node) typ {
	name := f.Resolve(n)
	var got typ
	switch name.Kind {
	case index.Local, index.Variable:
		got = t.binding(name.Binding)
	case index.Attribute:
		got = t.fields(t.fieldsOf(name))
	case index.FunctionName:
		if name.Func.Property {
			return t.resultOf(name.Func, name.Func.Class)
		}
		return typ{callee: callee{fn: name.Func}}
	case index.ClassName:
		return typ{callee: callee{class: name.Class}}
	case index.External:
		if got := t.externalAttribute(f, n); !got.zero() {
			return got
		}
		return t.reference(name.Path)
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

// reference is an external function or class itself, where some row knows it.
func (t *typer) reference(api string) typ {
	if t.known[api] || len(t.rows(api)) > 0 {
		return typ{callee: callee{api: api}}
	}
	return typ{}
}

// fieldsOf are the assignments to an attribute; of one that no class above has,
// those of the classes below.
func (t *typer) fieldsOf(name index.Name) []index.Field {
	if len(name.Fields) > 0 || name.Class == nil {
		return name.Fields
	}
	var out []index.Field
	attr := name.Path[strings.LastIndexByte(name.Path, '.')+1:]
	for _, c := range t.below[name.Class] {
		for _, field := range c.Field(attr) {
			if field.Class == c {
				out = append(out, field)
			}
		}
	}
	return out
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
	switch {
	case of.several():
		return t.overAll(of, func(one typ) typ { return t.member(one, attr) })
	case of.callee.api != "":
		return t.reference(of.callee.api + "." + attr)
	case of.callee.class != nil:
		return t.ownMember(of.callee.class, attr)
	case of.class != nil:
		return t.ownMember(of.class, attr)
	case of.name == "":
		return typ{}
	}
	return t.path(of.name + "." + attr)
}

// ownMember is the type of an attribute of one of our classes, or of its objects.
func (t *typer) ownMember(c *index.Class, attr string) typ {
	switch name := c.Method(attr); name.Kind {
	case index.Attribute:
		return t.fields(t.fieldsOf(name))
	case index.FunctionName:
		if name.Func.Property {
			return t.resultOf(name.Func, c)
		}
		return typ{callee: callee{fn: name.Func}}
	case index.ClassName:
		return typ{callee: callee{class: name.Class}}
	case index.Variable:
		return t.binding(name.Binding)
	case index.External:
		return t.path(name.Path)
	}
	return typ{}
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
		return selfType(b, c)
	}
	if len(b.Defs) == 0 {
		return typ{}
	}
	return t.once(place{b.Scope.File, b.Defs[0].Node.ID(), 'b'}, func() typ { return t.definitions(b) })
}

// selfType is the type of the first parameter of a method.
func selfType(b *index.Binding, c *index.Class) typ {
	if b.Scope.Func.ClassMethod {
		return typ{callee: callee{class: c}}
	}
	return typ{class: c}
}

func (t *typer) definitions(b *index.Binding) typ {
	var all []typ
	for _, d := range b.Defs {
		got, ok := t.definition(b.Scope.File, d)
		if ok {
			all = append(all, got)
		}
	}
	return t.anyOf(all)
}

func (t *typer) fields(fields []index.Field) typ {
	var all []typ
	for _, field := range fields {
		if got, ok := t.definition(field.Class.File, field.Def); ok {
			all = append(all, got)
		}
	}
	return t.anyOf(all)
}

// definition is the type that one definition gives; it reports false for one
// that gives none, such as None.
func (t *typer) definition(f *index.File, d index.Def) (typ, bool) {
	switch d.Kind {
	case index.Parameter:
		return t.parameterType(f, d), true
	case index.Declared, index.Assigned, index.Walrus:
		if got := t.annotated(f, d.Annotation); !got.zero() {
			return got, true
		}
		if d.Kind == index.Declared || d.Value.Kind() == syntax.None {
			return typ{}, false
		}
		if d.Unpacked {
			return t.part(t.of(f, d.Value), d.At), true
		}
		return t.of(f, d.Value), true
	case index.FunctionDef:
		return typ{callee: callee{fn: d.Func}}, true
	case index.Deleted:
		return typ{}, false
	case index.WithTarget:
		return t.entered(f, d.Value), true
	case index.ForTarget:
		got := t.looped(f, d.Value)
		if d.Unpacked {
			got = t.part(got, d.At)
		}
		return got, true
	}
	return typ{}, true
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

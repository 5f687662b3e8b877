package lower

import (
	"strconv"
	"strings"

	"github.com/concurlint/concurlint/pyscan/internal/index"
)

// A typ is what is known of the type of a value: it is an instance of a class of
// the project, or of an external one by its canonical name; or it is something to
// call, or one of several types, or it holds others. The zero typ is unknown.
type typ struct {
	name   string
	class  *index.Class
	callee callee
	parts  *parts
}

// A callee is a function or a class itself, as a value.
type callee struct {
	fn    *index.Function
	class *index.Class
	api   string
}

// known reports whether it is an instance of one type.
func (t typ) known() bool { return t.name != "" || t.class != nil }

// zero reports whether nothing is known of it.
func (t typ) zero() bool { return t == typ{} }

// parts are the types that a type is made of; equal ones are one pointer.
type parts struct {
	kind partsKind
	all  []typ
	id   int
}

// A partsKind says how a type is made of others.
type partsKind uint8

const (
	oneOf    partsKind = iota // the value has one of these types
	elements                  // a collection whose elements have the type
	values                    // a dict whose values have the type
	each                      // a tuple of these types
)

// maxAlternatives is how many types one value may have before it is unknown.
const maxAlternatives = 12

// made of others of one kind: the same ones give the same type.
func (t *typer) madeOf(kind partsKind, all ...typ) typ {
	var key strings.Builder
	key.WriteByte('0' + byte(kind))
	for _, one := range all {
		key.WriteByte(' ')
		one.write(&key)
	}
	got := t.shapes[key.String()]
	if got == nil {
		got = &parts{kind: kind, all: all, id: len(t.shapes)}
		t.shapes[key.String()] = got
	}
	return typ{parts: got}
}

func (t typ) write(key *strings.Builder) {
	switch {
	case t.class != nil:
		key.WriteString("c:" + t.class.Path)
	case t.callee.fn != nil:
		key.WriteString("f:" + t.callee.fn.Path)
	case t.callee.class != nil:
		key.WriteString("k:" + t.callee.class.Path)
	case t.callee.api != "":
		key.WriteString("a:" + t.callee.api)
	case t.parts != nil:
		key.WriteString("p:" + strconv.Itoa(t.parts.id))
	default:
		key.WriteString("n:" + t.name)
	}
}

// anyOf is the type of a value that has one of several; unknown where one of
// them is, or where there are too many.
func (t *typer) anyOf(all []typ) typ {
	var list []typ
	for _, one := range all {
		if one.zero() {
			return typ{}
		}
		list = appendNew(list, one.alternatives())
	}
	switch {
	case len(list) == 1:
		return list[0]
	case len(list) == 0 || len(list) > maxAlternatives:
		return typ{}
	}
	return t.madeOf(oneOf, list...)
}

func appendNew(list, more []typ) []typ {
	for _, one := range more {
		if !contains(list, one) {
			list = append(list, one)
		}
	}
	return list
}

func contains(list []typ, t typ) bool {
	for _, one := range list {
		if one == t {
			return true
		}
	}
	return false
}

// alternatives are the types that a value of type t may have: one, but for a union.
func (t typ) alternatives() []typ {
	if t.parts != nil && t.parts.kind == oneOf {
		return t.parts.all
	}
	return []typ{t}
}

// several reports whether it is a union.
func (t typ) several() bool { return t.parts != nil && t.parts.kind == oneOf }

// each asks the same of all alternatives.
func (t *typer) overAll(of typ, ask func(typ) typ) typ {
	var all []typ
	for _, one := range of.alternatives() {
		all = append(all, ask(one))
	}
	return t.anyOf(all)
}

// element is the type of what iterating a value, or a subscript of it, gives.
func (t *typer) element(of typ) typ {
	if of.parts == nil {
		return typ{}
	}
	switch of.parts.kind {
	case elements, values:
		return of.parts.all[0]
	case each:
		return t.anyOf(of.parts.all)
	}
	return typ{}
}

// loopedOver is the type of a loop's variable: of a dict these are its keys.
func (t *typer) loopedOver(of typ) typ {
	if of.parts != nil && of.parts.kind == values {
		return typ{}
	}
	return t.element(of)
}

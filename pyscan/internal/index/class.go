package index

import (
	"strings"

	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// Method looks a method up in c and its bases, in method resolution order. The
// Name is External where one external base alone may define it, an Attribute
// without Fields where nobody is seen to.
func (c *Class) Method(name string) Name { return c.lookup(name, false, newHops()) }

// Field lists the assignments to attribute name in c and its bases, nearest
// class first.
func (c *Class) Field(name string) []Field { return fieldsIn(c.mro, name) }

// MRO is c and its bases inside the project, nearest first. Complete says that
// it holds all of them but object: no base is external or unknown.
func (c *Class) MRO() (order []*Class, complete bool) { return c.mro, c.complete }

// External lists the bases of c and of its bases that are outside the project.
func (c *Class) External() []Name { return c.external }

// lookup is attribute name of c or of its instances; above skips c itself, for
// super(). An external base is asked only when no class of the project has the
// name, wherever it stands: people put Generic and ABC last or first.
func (c *Class) lookup(name string, above bool, h *hops) Name {
	order := c.mro
	switch {
	case above:
		order = order[1:]
	case isPrivate(name):
		order = order[:1]
	}
	if fields := fieldsIn(order, name); len(fields) > 0 {
		owner := fields[len(fields)-1].Class
		return Name{Kind: Attribute, Path: owner.Path + "." + name, Class: owner, Fields: fields}
	}
	for _, k := range order {
		if b := k.Scope.byName[name]; b != nil {
			return b.name(h)
		}
	}
	if len(c.external) == 1 && c.known() {
		return external(c.external[0].Path + "." + name)
	}
	return Name{Kind: Attribute, Path: c.Path + "." + name, Class: c}
}

// isPrivate reports whether each class has an attribute of this name to itself.
func isPrivate(name string) bool {
	return strings.HasPrefix(name, "__") && !strings.HasSuffix(name, "__")
}

func fieldsIn(order []*Class, name string) []Field {
	var fields []Field
	for _, k := range order {
		fields = append(fields, k.fields[name]...)
	}
	return fields
}

func (c *Class) addField(f Field) {
	if c.fields == nil {
		c.fields = map[string][]Field{}
	}
	c.Fields = append(c.Fields, f)
	c.fields[f.Name] = append(c.fields[f.Name], f)
}

// known reports whether all bases of c are either ours or external.
func (c *Class) known() bool {
	for _, k := range c.mro {
		for _, base := range k.Bases {
			if base.Kind != ClassName && base.Kind != External {
				return false
			}
		}
	}
	return true
}

// linkBases resolves the bases of c.
func (c *Class) linkBases() {
	for arg := range c.Node.Field(syntax.FieldSuperclasses).Named() {
		switch arg.Kind() {
		case syntax.KeywordArgument:
		case syntax.Subscript:
			c.Bases = append(c.Bases, c.File.Resolve(arg.Field(syntax.FieldValue)))
		default:
			c.Bases = append(c.Bases, c.File.Resolve(arg))
		}
	}
}

// linkOrder computes the method resolution order, once all bases are known.
func (c *Class) linkOrder() {
	c.complete = true
	for _, k := range c.order() {
		for _, base := range k.Bases {
			if base.Kind == External && base.Path != "builtins.object" {
				c.external = append(c.external, base)
			}
			c.complete = c.complete && (base.Kind == ClassName || base.Path == "builtins.object")
		}
	}
}

// order is Python's C3 order over the bases in the project. Where there is
// none, or classes inherit in a circle, it is some order without repetition.
func (c *Class) order() []*Class {
	if c.state != unordered {
		return c.mro
	}
	c.state = ordering
	var lists [][]*Class
	var direct []*Class
	for _, b := range c.Bases {
		if b.Kind == ClassName && b.Class.state != ordering {
			lists = append(lists, b.Class.order())
			direct = append(direct, b.Class)
		}
	}
	c.mro = append([]*Class{c}, merge(append(lists, direct))...)
	c.state = ordered
	return c.mro
}

// merge takes, again and again, the first head that is in no other list's tail.
func merge(lists [][]*Class) []*Class {
	var order []*Class
	for {
		lists = nonEmpty(lists)
		if len(lists) == 0 {
			return order
		}
		if len(lists) == 1 {
			return append(order, lists[0]...)
		}
		next, found := lists[0][0], false
		for _, l := range lists {
			if !inTail(l[0], lists) {
				next, found = l[0], true
				break
			}
		}
		order = append(order, next)
		for i, l := range lists {
			switch {
			case !found: // no order holds: it may stand anywhere
				lists[i] = without(l, next)
			case l[0] == next:
				lists[i] = l[1:]
			}
		}
	}
}

func nonEmpty(lists [][]*Class) [][]*Class {
	var kept [][]*Class
	for _, l := range lists {
		if len(l) > 0 {
			kept = append(kept, l)
		}
	}
	return kept
}

func inTail(c *Class, lists [][]*Class) bool {
	for _, l := range lists {
		for _, k := range l[1:] {
			if k == c {
				return true
			}
		}
	}
	return false
}

func without(l []*Class, c *Class) []*Class {
	var kept []*Class
	for _, k := range l {
		if k != c {
			kept = append(kept, k)
		}
	}
	return kept
}

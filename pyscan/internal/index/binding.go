package index

import (
	"strings"

	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// name is what b stands for, as far as its definitions agree without flow.
func (b *Binding) name(h *hops) Name {
	if !h.spend() {
		return Name{}
	}
	defs := b.counted
	if defs == nil {
		defs = b.effective()
	}
	if len(defs) == 1 {
		return b.meaning(defs[0], h)
	}
	if len(defs) > 1 && imports(defs) {
		if n := alternatives(defs, h); len(n.Also) == 0 || inArms(defs) {
			return n
		}
	}
	return variableName(b)
}

// meaning is what one definition makes of b.
func (b *Binding) meaning(d *Def, h *hops) Name {
	switch d.Kind {
	case Imported:
		return d.Import.name(h)
	case FunctionDef:
		return functionName(d.Func)
	case ClassDef:
		return className(d.Class)
	case Assigned:
		if n := b.alias(d, h); n.Kind != Unknown {
			return n
		}
	}
	return variableName(b)
}

// alias follows `gather = asyncio.gather`. An alias of a variable stays a
// variable: what that one holds is flow.
func (b *Binding) alias(d *Def, h *hops) Name {
	switch d.Value.Kind() {
	case syntax.Identifier, syntax.Attribute, syntax.Call:
	default:
		return Name{}
	}
	if d.Unpacked {
		return Name{}
	}
	switch n := b.Scope.File.resolve(d.Value, h); n.Kind {
	case External, ModuleName, FunctionName, ClassName:
		return n
	}
	return Name{}
}

// effective are the definitions that count: not what leaves the name without a
// value, overloads and accessors of what is defined already, nor the
// stand-ins for an import that failed.
func (b *Binding) effective() []*Def {
	var defs []*Def
	for i := range b.Defs {
		if d := &b.Defs[i]; d.Kind != Deleted && d.Kind != Declared && !secondary(d) {
			defs = append(defs, d)
		}
	}
	if len(defs) < 2 {
		return defs
	}
	defs = keep(defs, func(d *Def) bool { return !standsIn(d, defs) })
	defs = forRunTime(defs)
	if !hasImport(defs) {
		return defs
	}
	return keep(defs, func(d *Def) bool { return d.Kind != Assigned || d.Value.Kind() != syntax.None })
}

func keep(defs []*Def, want func(*Def) bool) []*Def {
	var kept []*Def
	for _, d := range defs {
		if want(d) {
			kept = append(kept, d)
		}
	}
	return kept
}

// secondary reports whether d is an @overload, or the @x.setter and its like
// of a property.
func secondary(d *Def) bool {
	if d.Kind != FunctionDef {
		return false
	}
	for _, dec := range d.Func.Decorators {
		text := dec.Node.Text()
		last := text[strings.LastIndexByte(text, '.')+1:]
		switch {
		case last == "overload":
			return true
		case text == d.Func.Name+"."+last && (last == "setter" || last == "getter" || last == "deleter"):
			return true
		}
	}
	return false
}

// standsIn reports whether d is in the except clause of a try whose body holds
// another definition: it is there for when that one fails.
func standsIn(d *Def, defs []*Def) bool {
	for at := d.Node; !at.IsNull(); at = at.Parent() {
		try := at.Parent()
		if at.Kind() != syntax.ExceptClause || try.Kind() != syntax.TryStatement {
			continue
		}
		body := nodesOf(try.Field(syntax.FieldBody))
		for _, other := range defs {
			if body.has(other.Node.ID()) {
				return true
			}
		}
	}
	return false
}

// forRunTime drops what only type checkers import where there is a run-time
// import too, and otherwise what stands in for it at run time (`A = Any`).
func forRunTime(defs []*Def) []*Def {
	checked := func(d *Def) bool { return d.Kind == Imported && d.Import.TypeChecking }
	run := keep(defs, func(d *Def) bool { return !checked(d) })
	if len(run) == len(defs) || len(run) == 0 {
		return defs
	}
	if hasImport(run) {
		return run
	}
	return keep(defs, checked)
}

func hasImport(defs []*Def) bool {
	for _, d := range defs {
		if d.Kind == Imported {
			return true
		}
	}
	return false
}

func imports(defs []*Def) bool {
	for _, d := range defs {
		if d.Kind != Imported {
			return false
		}
	}
	return true
}

// inArms reports whether the definitions exclude each other: each pair lies in
// two arms of one if.
func inArms(defs []*Def) bool {
	for i, d := range defs {
		for _, other := range defs[:i] {
			if !exclude(d.Node, other.Node) {
				return false
			}
		}
	}
	return true
}

func exclude(a, b syntax.Node) bool {
	for at := a.Parent(); !at.IsNull(); at = at.Parent() {
		if nodesOf(at).has(b.ID()) {
			return at.Kind() == syntax.IfStatement
		}
	}
	return false
}

// alternatives is the first meaning that is known, and the others with it.
// `import a.b; import a.c` means a both times.
func alternatives(defs []*Def, h *hops) Name {
	var all []Name
	for _, d := range defs {
		if n := d.Import.name(h); n.Kind != Unknown {
			all = append(all, n)
		}
	}
	if len(all) == 0 {
		return Name{}
	}
	first := all[0]
	for _, other := range all[1:] {
		if other.Kind != first.Kind || other.Path != first.Path {
			first.Also = append(first.Also, other)
		}
	}
	return first
}

// name is what the import binds.
func (i *Import) name(h *hops) Name {
	from := i.From
	if i.top {
		from = i.Bound
	}
	m := moduleOf(i.answer, from)
	switch {
	case i.Name == "":
		return m
	case m.Kind != ModuleName:
		return step(m, i.Name, h)
	}
	sub := m.folder.sub(i.Name)
	switch {
	case sub != nil && m.Module == i.Scope.File: // `from . import x` in the __init__
		return moduleName(sub)
	case sub == nil && m.Module == nil && i.Level > 0:
		return Name{}
	}
	return step(m, i.Name, h)
}

// moduleOf names the module that an answer gives.
func moduleOf(a answer, path string) Name {
	switch {
	case a.target != nil:
		return moduleName(a.target)
	case a.known:
		return external(path)
	}
	return Name{}
}

// Self is the class that a binding is an instance of (or is, for cls) because
// it is the first parameter of a method; nil otherwise.
func (b *Binding) Self() *Class {
	f := b.Scope.Func
	if f == nil || f.Class == nil || f.Static || len(b.Defs) != 1 || len(f.Params) == 0 {
		return nil
	}
	first := f.Params[0]
	if first.Kind == VarArgs || first.Kind == VarKwargs || first.Kind == KeywordOnly || first.Node != b.Defs[0].Node {
		return nil
	}
	return f.Class
}

package index

import (
	"strings"
	"unicode"

	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// hops counts down the names that one question may lead through, over imports
// and aliases: circles end, and so do trees of alternatives.
type hops struct{ left int }

func newHops() *hops { return &hops{left: 200} }

// spend takes one hop and reports whether there was one.
func (h *hops) spend() bool {
	h.left--
	return h.left >= 0
}

// maxChain is the longest attribute chain that is followed; longer ones are
// generated.
const maxChain = 50

// Resolve says what an expression refers to where it stands: an identifier, a
// dotted name, an attribute chain, super().x, importlib.import_module("x"), a
// subscripted class, or one of these in parentheses. Anything else is Unknown.
func (f *File) Resolve(expr syntax.Node) Name {
	if expr.IsNull() {
		return Name{}
	}
	return f.resolve(expr, newHops())
}

// ResolveIn is Resolve for a dotted name given as text, as in a string
// annotation, looked up in scope s.
func (s *Scope) ResolveIn(dotted string) Name {
	first, rest, more := strings.Cut(dotted, ".")
	h := newHops()
	n := s.resolve(first, h)
	for more {
		first, rest, more = strings.Cut(rest, ".")
		n = step(n, first, h)
	}
	return n
}

// resolve walks a chain from its first name outwards.
func (f *File) resolve(n syntax.Node, h *hops) Name {
	var attrs []string
	for len(attrs) < maxChain {
		switch n.Kind() {
		case syntax.ParenthesizedExpression, syntax.Type:
			n = n.First()
			continue
		case syntax.Attribute:
			attrs = append(attrs, n.Field(syntax.FieldAttribute).Text())
			n = n.Field(syntax.FieldObject)
			continue
		case syntax.MemberType:
			object := n.First()
			for c := range n.Named() {
				if c != object {
					attrs = append(attrs, c.Text())
				}
			}
			n = object
			continue
		}
		break
	}
	name := f.head(n, &attrs, h)
	for i := len(attrs) - 1; i >= 0; i-- {
		name = step(name, attrs[i], h)
	}
	return name
}

// head resolves what a chain begins with. For super() it takes the first
// attribute along.
func (f *File) head(n syntax.Node, attrs *[]string, h *hops) Name {
	if !h.spend() || len(*attrs) == maxChain {
		return Name{}
	}
	switch n.Kind() {
	case syntax.Identifier:
		return f.ScopeOf(n).resolve(n.Text(), h)
	case syntax.DottedName:
		return f.ScopeOf(n).ResolveIn(moduleText(n))
	case syntax.Subscript:
		return generic(f.resolve(n.Field(syntax.FieldValue), h))
	case syntax.GenericType:
		return generic(f.resolve(n.First(), h))
	case syntax.Call:
		return f.call(n, attrs, h)
	}
	return Name{}
}

// generic is the class that Class[T] names; a subscript of anything else is an
// element, and unknown. Outside the project classes are told by their capital.
func generic(n Name) Name {
	last := n.Path[strings.LastIndexByte(n.Path, '.')+1:]
	capital := last != "" && unicode.IsUpper(rune(last[0])) && last != strings.ToUpper(last)
	if n.Kind == ClassName || n.Kind == External && capital {
		return n
	}
	return Name{}
}

// call resolves the two calls whose result is a name.
func (f *File) call(n syntax.Node, attrs *[]string, h *hops) Name {
	callee := n.Field(syntax.FieldFunction)
	if callee.Kind() != syntax.Identifier && callee.Kind() != syntax.Attribute {
		return Name{}
	}
	name := f.resolve(callee, h)
	args := n.Field(syntax.FieldArguments)
	switch {
	case name.Is("importlib.import_module"):
		if path, ok := literal(args.First()); ok {
			return f.loaded(path, args)
		}
	case name.Is("builtins.super") && len(*attrs) > 0:
		attr := (*attrs)[len(*attrs)-1]
		*attrs = (*attrs)[:len(*attrs)-1]
		if c := f.superClass(n, args, h); c != nil {
			return c.lookup(attr, true, h)
		}
	}
	return Name{}
}

// loaded is the module that importlib.import_module(path) gives. A relative path
// counts from the package that is named, in practice always the file's own.
func (f *File) loaded(path string, args syntax.Node) Name {
	name := strings.TrimLeft(path, ".")
	level := len(path) - len(name)
	if level == 0 {
		return moduleOf(f.Project.modules.absolute(f, path), path)
	}
	from := second(args).Text()
	if from == "__name__" && f.Package || from == "__package__" || from == "__spec__.parent" {
		return moduleOf(f.Project.modules.relative(f, level, name), path)
	}
	return Name{}
}

// second is the second argument of a call, by place or by keyword.
func second(args syntax.Node) syntax.Node {
	n := 0
	for arg := range args.Named() {
		if n++; n == 2 && arg.Kind() == syntax.KeywordArgument {
			return arg.Field(syntax.FieldValue)
		} else if n == 2 {
			return arg
		}
	}
	return syntax.Node{}
}

// superClass is the class above which super() looks.
func (f *File) superClass(n, args syntax.Node, h *hops) *Class {
	if first := args.First(); !first.IsNull() {
		return f.resolve(first, h).Class
	}
	for fn := f.FunctionOf(n); fn != nil; fn = fn.Outer {
		if fn.Class != nil {
			return fn.Class
		}
	}
	return nil
}

// literal is the text of a plain string.
func literal(n syntax.Node) (string, bool) {
	if n.Kind() != syntax.String {
		return "", false
	}
	text := ""
	for c := range n.Named() {
		switch c.Kind() {
		case syntax.StringContent:
			text += c.Text()
		case syntax.StringStart:
			if strings.ContainsAny(c.Text(), "fFtT") {
				return "", false
			}
		}
	}
	return text, !strings.Contains(text, "\\")
}

// resolve finds a name from s outwards, then among the star imports and the
// builtins.
func (s *Scope) resolve(name string, h *hops) Name {
	if b := s.find(name); b != nil {
		return b.name(h)
	}
	found, opaque := s.File.star(name, h)
	if found.Kind != Unknown || opaque || s.File.Tree == nil {
		return found
	}
	return external("builtins." + name)
}

// find is the binding that name means in s. Class scopes are seen only from
// their own body and its type parameters.
func (s *Scope) find(name string) *Binding {
	seesClass := true
	for ; s != nil; s = s.Parent {
		if home := s.declared[name]; home != nil {
			return home.byName[name]
		}
		if b := s.byName[name]; b != nil && (s.Kind != ClassScope || seesClass) {
			return b
		}
		seesClass = seesClass && s.Kind == TypeScope
	}
	return nil
}

// star looks a name up in what star imports bring into f. Opaque says that one
// of them cannot be seen through.
func (f *File) star(name string, h *hops) (found Name, opaque bool) {
	opaque = f.starsOpaque && !strings.HasPrefix(name, "_")
	for _, from := range f.stars {
		b := from.Top.byName[name]
		if b == nil || !from.exports.has(name) {
			continue
		}
		n := b.name(h)
		if n.Kind != Unknown {
			return n, false
		}
		opaque = true
	}
	return Name{}, opaque
}

// step resolves one attribute of what n names.
func step(n Name, attr string, h *hops) Name {
	switch n.Kind {
	case External:
		next := external(n.Path + "." + attr)
		for _, other := range n.Also {
			next.Also = append(next.Also, step(other, attr, h))
		}
		return next
	case ModuleName:
		return n.folder.member(attr, h)
	case ClassName:
		return n.Class.lookup(attr, false, h)
	case FunctionName:
		n.Kind = FunctionAttribute
		return n.with(attr)
	case Local:
		if c := n.Binding.Self(); c != nil && len(n.Rest) == 0 {
			return c.lookup(attr, false, h)
		}
		return n.with(attr)
	case Variable, Attribute, FunctionAttribute:
		return n.with(attr)
	}
	return Name{}
}

// member is what a module or package of the project has under name.
func (m *module) member(name string, h *hops) Name {
	if m.file == nil {
		// A folder of ours that holds no such module is no package at all: what
		// is meant is an installed one of the same name.
		if sub := m.sub(name); sub != nil {
			return moduleName(sub)
		}
		return external(m.name + "." + name)
	}
	if m.file.Tree != nil {
		if b := m.file.Top.byName[name]; b != nil {
			return b.name(h)
		}
	}
	if sub := m.sub(name); sub != nil {
		return moduleName(sub)
	}
	found, _ := m.file.star(name, h)
	return found
}

// sub is the module name inside m; nil if m is no folder or has none.
func (m *module) sub(name string) *module {
	if m.file != nil && !m.file.Package {
		return nil
	}
	if sub := m.all.byKey[strings.Trim(m.key+"/"+name, "/")]; sub != nil && (sub.file != nil || m.file != nil) {
		return sub
	}
	if m.file != nil {
		return nil
	}
	return m.inNamespace(name)
}

// inNamespace is the module name in any part of the namespace package m; nil
// if there is none, or more than one.
func (m *module) inNamespace(name string) *module {
	var found *module
	for _, part := range m.all.folders[m.name] {
		sub := m.all.byKey[part.key+"/"+name]
		switch {
		case sub == nil:
		case found == nil || found.file == nil:
			found = sub
		case sub.file != nil:
			return nil
		}
	}
	return found
}

package lower

import (
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// attribute is what an attribute of an object, a class or a module is.
func (w *walker) attribute(n syntax.Node) value {
	name := w.file.Resolve(n)
	object := n.Field(syntax.FieldObject)
	switch {
	case name.Kind == index.External && !w.isObject(object):
		return value{fn: &callable{api: name.Path}}
	case name.Kind == index.ClassName:
		return value{fn: &callable{class: name.Class}}
	case name.Kind == index.Variable && len(name.Rest) == 0:
		return w.holds(name.Binding)
	case name.Kind == index.FunctionName && !w.isObject(object):
		return value{fn: &callable{fn: name.Func}}
	}
	recv := w.expr(object, site.Ref{})
	w.run(recv)
	return w.member(recv, n.Field(syntax.FieldAttribute).Text(), n, name)
}

// lends notes that a local object of one of our classes gives away what it holds, or does something that nobody knows: either
// may end what it holds. It is a Use that was guessed.
func (w *walker) lends(of, given value, known bool, n syntax.Node) {
	if of.typ.class == nil || of.ref.Scope != site.ScopeCall {
		return
	}
	called := n.Role() == syntax.FieldFunction && n.Parent().Kind() == syntax.Call
	holds := given.ref.Scope == site.ScopeInstance && given.ref.Kind != site.Object
	outside := given.fn != nil && given.fn.api != ""
	if !known || outside || (holds || given.fn != nil) && !called && goesElsewhere(n) {
		w.emit(site.Site{Do: site.Use, On: of.ref, Guess: true}, n)
	}
}

// isObject reports whether an expression is an object rather than a module, a
// class or a path outside.
func (w *walker) isObject(n syntax.Node) bool {
	switch n.Kind() {
	case syntax.Identifier, syntax.Attribute:
		switch w.file.Resolve(n).Kind {
		case index.ModuleName, index.ClassName:
			return false
		case index.External:
			return w.of(w.file, n).known()
		}
	}
	return true
}

// member is an attribute of an object.
func (w *walker) member(recv value, attr string, n syntax.Node, name index.Name) value {
	if recv.typ.several() {
		return w.memberOfAny(recv, attr, n)
	}
	if recv.typ.class != nil || recv.typ.callee.class != nil {
		v, ok := w.ownMember(recv, attr, n)
		w.lends(recv, v, ok, n)
		if ok {
			return v
		}
	}
	if name.Kind == index.Attribute && len(name.Rest) == 0 {
		return w.field(name)
	}
	if recv.typ.name != "" && w.plain(recv.typ.name+"."+attr) {
		return value{}
	}
	of := w.typer.member(recv.typ, attr)
	v := value{typ: of, ref: within(recv.ref, attr), item: recv.item, size: recv.size}
	switch {
	case recv.item:
		v.ref = recv.ref
	case recv.typ.name != "" && of.name == recv.typ.name+"."+attr:
		v.ref, v.row = recv.ref, recv.row // a chain of the same client
	}
	if recv.size.Kind != site.Config {
		v.size = site.Amount{}
	}
	if v.ref.Kind == site.Object {
		v.ref.Kind = w.kind(of.name)
	}
	api := ""
	if recv.typ.name != "" {
		api = recv.typ.name + "." + attr
	}
	if v.fn = w.callableOf(of); v.fn != nil {
		return v
	}
	v.fn = &callable{api: api, recv: &recv}
	if guessed := w.called[tailName(n.Field(syntax.FieldObject))]; guessed != "" && !recv.typ.known() && w.modelled(guessed+"."+attr) {
		v.fn.api, v.fn.guess = guessed+"."+attr, true
	}
	return v
}

// plain reports whether a row says of an attribute that it is nothing of its object's own: its name.
func (w *walker) plain(api string) bool {
	for _, row := range w.rows(api) {
		if row.Same == "none" {
			return true
		}
	}
	return false
}

// tailName is the name of a variable, or the last one of an attribute chain.
func tailName(n syntax.Node) string {
	switch n.Kind() {
	case syntax.Identifier:
		return n.Text()
	case syntax.Attribute:
		return n.Field(syntax.FieldAttribute).Text()
	}
	return ""
}

// within is the Ref of an attribute of an object whose type is not ours.
func within(r site.Ref, attr string) site.Ref {
	if !r.Known() {
		return site.Ref{}
	}
	r.Kind = site.Object
	r.Name += "." + attr
	return r
}

// ownMember is an attribute of an object whose class is ours.
func (w *walker) ownMember(recv value, attr string, n syntax.Node) (value, bool) {
	class := recv.typ.class
	if class == nil {
		class = recv.typ.callee.class
	}
	switch name := class.Method(attr); name.Kind {
	case index.Attribute:
		return w.field(name), true
	case index.FunctionName:
		fn := w.methodOf(name.Func, class, &recv)
		if name.Func.Property {
			return w.invoke(*fn, &call{node: n, file: w.file}, site.Ref{}, attr), true
		}
		return value{fn: fn}, true
	case index.ClassName:
		return value{fn: &callable{class: name.Class}}, true
	case index.Variable:
		v := w.holds(name.Binding)
		return v, true
	case index.External:
		return value{fn: &callable{api: name.Path, recv: &recv}, typ: w.typer.path(name.Path), ref: within(recv.ref, attr)}, true
	}
	return value{}, false
}

// field is what a field of one of our classes holds.
func (w *walker) field(name index.Name) value {
	ref := instanceRef(name)
	if v := w.env.fields[ref]; v != nil {
		return *v
	}
	v := value{ref: ref, typ: w.fields(w.fieldsOf(name))}
	v.ref.Kind = w.kind(v.typ.name)
	if c := w.ctorOf(name.Fields); c != nil {
		v.ctor = c
		for _, row := range w.rows(c.api) {
			if row.Object != "" && w.holdsFor(c.node, row) {
				v.row, v.ref.Kind = row, kindOf(row)
				break
			}
		}
	}
	return v
}

// ctorOf is the one external call that makes what a field holds.
func (w *walker) ctorOf(fields []index.Field) *call {
	var got *call
	for _, field := range fields {
		value := field.Def.Value
		if value.Kind() == syntax.None || value.IsNull() {
			continue
		}
		if value.Kind() != syntax.Call || got != nil {
			return nil
		}
		name := field.Class.File.Resolve(value.Field(syntax.FieldFunction))
		if name.Kind != index.External {
			return nil
		}
		got = &call{node: value, file: field.Class.File, api: name.Path}
	}
	return got
}

package lower

import (
	"go/ast"
	"go/types"
	"reflect"

	"github.com/concurlint/concurlint/internal/site"
)

// header says what the function is.
func (w *walker) header() site.Func {
	f := w.f
	out := site.Func{Name: f.name, Params: fieldCount(f.recv) + fieldCount(f.params), Main: w.packageName() == "main"}
	sig := w.signature(f)
	switch n := f.node.(type) {
	case *ast.File:
		out.Entry, out.Span = site.Once, w.spanOf(n.Package, n.Name.End())
		return out
	case *ast.FuncDecl:
		out.Span = w.span(n.Name)
		out.Keeps = w.keeps(sig, n.Body)
		out.Public = n.Name.IsExported() && !out.Main
		if n.Recv != nil && len(n.Recv.List) > 0 {
			out.Owner = w.Path + "." + receiverName(n.Recv.List[0].Type)
			out.Command = w.runsCommand(n.Name.Name, sig)
		} else if startsProgram(n.Name.Name, w.packageName()) {
			out.Entry = site.Once
		}
	case *ast.FuncLit:
		out.Span = w.spanOf(n.Pos(), n.Type.End())
	}
	if runs, _ := w.Catalog.entry(sig); runs != site.RunsUnknown {
		out.Entry = runs
	}
	out.Command = out.Command || out.Main && w.Catalog.command(sig)
	out.Takes = w.takes(sig)
	return out
}

// startsProgram: Main of another package is what such a main calls.
func startsProgram(name, pkg string) bool {
	return name == "init" || name == "main" && pkg == "main" || name == "Main"
}

// runsCommand: a parser of the command line calls the Run of the struct that it has filled in.
func (w *walker) runsCommand(name string, sig *types.Signature) bool {
	if name != "Run" || sig == nil || sig.Recv() == nil {
		return false
	}
	st := structOf(deref(sig.Recv().Type()))
	for i := range fieldsOf(st) {
		for _, key := range w.Catalog.models.Words("go", "command tags") {
			if _, ok := reflect.StructTag(st.Tag(i)).Lookup(key); ok {
				return true
			}
		}
	}
	return false
}

func fieldsOf(st *types.Struct) int {
	if st == nil {
		return 0
	}
	return st.NumFields()
}

func (u *unit) packageName() string {
	if len(u.Files) == 0 {
		return ""
	}
	return u.Files[0].Name.Name
}

// takes reports whether a parameter is data: neither a setting, a context, a logger nor an object that a model knows.
func (w *walker) takes(sig *types.Signature) site.Tri {
	if sig == nil {
		return site.Unknown
	}
	unknown := false
	for v := range sig.Params().Variables() {
		if settingName(v.Name()) || configType(v.Type()) {
			continue
		}
		switch w.isData(v.Type()) {
		case site.Yes:
			return site.Yes
		case site.Unknown:
			unknown = true
		}
	}
	if unknown {
		return site.Unknown
	}
	return site.No
}

func (w *walker) isData(t types.Type) site.Tri {
	if w.Catalog.kind(t) != site.Object || w.Catalog.typeRows(t) != nil {
		return site.No
	}
	if named := namedType(t); named != nil && lastWordIn(named.Obj().Name(), loggerWords) {
		return site.No
	}
	switch u := deref(t).Underlying().(type) {
	case *types.Basic:
		return yesIf(u.Kind() != types.Invalid && u.Info()&types.IsBoolean == 0)
	case *types.Slice, *types.Map, *types.Array:
		return site.Yes
	case *types.Struct:
		return yesIf(!holdsObjects(w, u))
	}
	return site.Unknown // an interface, a function, a type parameter
}

// holdsObjects reports whether a struct is itself a service: it has a lock, a pool, a client.
func holdsObjects(w *walker, st *types.Struct) bool {
	for f := range st.Fields() {
		if w.Catalog.kind(f.Type()) != site.Object {
			return true
		}
	}
	return false
}

func yesIf(b bool) site.Tri {
	if b {
		return site.Yes
	}
	return site.Unknown
}

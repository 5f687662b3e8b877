package lower

import (
	"go/ast"
	"go/types"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/concurlint/concurlint/rules"
)

// A package whose dependencies are missing has no types, but its imports still say which API a name means.

// guessNames are the names of a call whose function did not resolve. What is found by them is a guess.
func (s scope) guessNames(e *ast.SelectorExpr) (names []string, guess bool) {
	if pkg := s.packageOf(e.X); pkg != "" {
		return []string{pkg + "." + e.Sel.Name}, true
	}
	for _, owner := range s.guessTypes(e.X, e.Sel.Name) {
		names = append(names, owner+"."+e.Sel.Name)
	}
	return names, true
}

// packageOf returns the import path that a name stands for, "" where it is no package.
func (s scope) packageOf(e ast.Expr) string {
	id, ok := unparen(e).(*ast.Ident)
	if !ok {
		return ""
	}
	switch obj := s.Info.Uses[id].(type) {
	case *types.PkgName:
		return importPath(obj.Imported())
	case nil:
		if s.Info.Defs[id] == nil {
			return s.importNamed(id)
		}
	}
	return ""
}

// importNamed looks the name up in the imports of its file: by the name given there, or the last element of the path.
func (u *unit) importNamed(id *ast.Ident) string {
	for _, file := range u.Files {
		if id.Pos() < file.Pos() || id.Pos() > file.End() {
			continue
		}
		for _, spec := range file.Imports {
			p, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				continue
			}
			if spec.Name != nil && spec.Name.Name == id.Name || spec.Name == nil && lastElement(p) == id.Name {
				return p
			}
		}
	}
	return ""
}

// lastElement is the name that a package of that path most likely has: without a version.
func lastElement(p string) string {
	last := path.Base(p)
	if len(last) > 1 && last[0] == 'v' && strings.Trim(last[1:], "0123456789") == "" {
		last = path.Base(path.Dir(p))
	}
	last, _, _ = strings.Cut(last, ".v")
	return strings.TrimPrefix(last, "go-")
}

// guessTypes are the types that a variable may have by the models: the one its declaration names, or those of the package
// that made it, if they have such a method.
func (s scope) guessTypes(x ast.Expr, method string) []string {
	id, ok := unparen(x).(*ast.Ident)
	if !ok {
		return nil
	}
	v := s.variable(id)
	if v == nil || known(v.object.Type()) {
		return nil
	}
	d := s.single(id)
	if d == nil || d.expr == nil {
		if t := s.declaredType(v); t != "" {
			return []string{t}
		}
		return nil
	}
	in := scope{s.unit, d.in}
	switch e := unparen(stripAddress(d.expr)).(type) {
	case *ast.CallExpr:
		if d.state == resolving {
			return nil // c = c.Next()
		}
		state, ref := d.state, d.ref
		d.state = resolving
		defer func() { d.state, d.ref = state, ref }()
		return in.typesOfCall(e, max(d.index, 0), method)
	case *ast.CompositeLit:
		if t := in.typeOfExpr(e.Type); t != "" {
			return []string{t}
		}
	}
	if t := s.declaredType(v); t != "" {
		return []string{t}
	}
	return nil
}

// opensByName returns the row by which a variable is a living object that is declared with a type that did not resolve.
func (u *unit) opensByName(d *definition) *rules.Model {
	spec, ok := d.at.(*ast.ValueSpec)
	if !ok || known(d.variable.object.Type()) {
		return nil
	}
	if _, pointer := spec.Type.(*ast.StarExpr); pointer {
		return nil
	}
	_, rows := u.Catalog.rows(scope{u, d.in}.typeOfExpr(spec.Type))
	for _, row := range rows {
		if slices.Contains(row.Does, "open") {
			return row
		}
	}
	return nil
}

func known(t types.Type) bool {
	b, ok := t.(*types.Basic)
	return t != nil && !(ok && b.Kind() == types.Invalid)
}

// typesOfCall are the types that a result of a call may have: what the function of ours that is called declares, what the
// model says that it returns, or what of the package has such a method.
func (s scope) typesOfCall(call *ast.CallExpr, result int, method string) []string {
	if s.builtin(call, "new") && len(call.Args) == 1 {
		return []string{s.typeOfExpr(call.Args[0])}
	}
	if t := s.target(call.Fun); t.function != nil {
		return scope{s.unit, t.function}.typeWithMethod(resultType(t.function.node, result), method)
	}
	sel, ok := unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	names, _ := s.callNames(sel)
	_, rows := s.Catalog.rows(names...)
	for _, row := range rows {
		if row.Returns != "" && s.Catalog.models.Get("go", row.Returns+"."+method) != nil {
			return []string{row.Returns}
		}
	}
	return s.Catalog.onlyOwner(s.packageOf(sel.X), method)
}

// guessWrapper: a function that is named as generated code names it, NewShopClient, and is given nothing but a variable that a
// function of ours or a model says is of a type, is what models say of functions with such a parameter.
func (s scope) guessWrapper(call *ast.CallExpr) (string, []*rules.Model) {
	sel, ok := unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || len(call.Args) != 1 || s.packageOf(sel.X) == "" || !strings.HasPrefix(sel.Sel.Name, "New") || !strings.HasSuffix(sel.Sel.Name, "Client") {
		return "", nil
	}
	for _, t := range s.guessTypes(call.Args[0], "Close") {
		if api, rows := s.Catalog.rows("func(*" + t + ")"); rows != nil {
			return api, rows
		}
	}
	return "", nil
}

// typeWithMethod is the type as the source writes it. Where it is an interface that no model knows, it is the one type of
// its package that has such a method.
func (s scope) typeWithMethod(e ast.Expr, method string) []string {
	name := s.typeOfExpr(e)
	if name == "" || s.Catalog.models.Get("go", name+"."+method) != nil {
		return []string{name}
	}
	return s.Catalog.onlyOwner(name[:strings.LastIndexByte(name, '.')], method)
}

// resultType is the type that a function declares for one of its results.
func resultType(fn ast.Node, result int) ast.Expr {
	var list *ast.FieldList
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		list = fn.Type.Results
	case *ast.FuncLit:
		list = fn.Type.Results
	}
	if list == nil {
		return nil
	}
	for _, field := range list.List {
		if result -= max(len(field.Names), 1); result < 0 {
			return field.Type
		}
	}
	return nil
}

// typeOfExpr is the canonical name of a type as the source writes it.
func (s scope) typeOfExpr(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return s.typeOfExpr(e.X)
	case *ast.SelectorExpr:
		if pkg := s.packageOf(e.X); pkg != "" {
			return pkg + "." + e.Sel.Name
		}
	}
	return ""
}

// declaredType is the type that a variable or parameter is declared with.
func (s scope) declaredType(v *variable) string {
	if v.owner == nil {
		return ""
	}
	found := ""
	look := func(names []*ast.Ident, t ast.Expr) {
		for _, name := range names {
			if s.Info.Defs[name] == v.object && t != nil {
				found = s.typeOfExpr(t)
			}
		}
	}
	ast.Inspect(v.owner.node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			look(n.Names, n.Type)
		case *ast.Field:
			look(n.Names, n.Type)
		}
		return found == ""
	})
	return found
}

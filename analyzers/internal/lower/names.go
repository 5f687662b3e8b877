package lower

import (
	"go/ast"
	"go/types"
	"slices"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// declName is the canonical name of a declaration: pkg/path.Type.Method or pkg/path.Func. Functions that may stand
// several times (init, _) are numbered.
func (u *unit) declName(d *ast.FuncDecl) string {
	name := u.Path + "."
	if d.Recv != nil && len(d.Recv.List) > 0 {
		name += receiverName(d.Recv.List[0].Type) + "."
	}
	return u.uniqueName(name + d.Name.Name)
}

func (u *unit) uniqueName(name string) string {
	taken := func(n string) bool {
		return slices.ContainsFunc(u.order, func(f *function) bool { return f.name == n })
	}
	if !taken(name) && !strings.HasSuffix(name, ".init") {
		return name
	}
	for i := 2; ; i++ {
		if n := name + "#" + itoa(i); !taken(n) {
			return n
		}
	}
}

// receiverName is the name of a receiver's type as the source writes it, without star and type parameters.
func receiverName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiverName(e.X)
	case *ast.ParenExpr:
		return receiverName(e.X)
	case *ast.IndexExpr:
		return receiverName(e.X)
	case *ast.IndexListExpr:
		return receiverName(e.X)
	case *ast.Ident:
		return e.Name
	}
	return "_"
}

// funcName is the canonical name of a declared function or method of any package.
func funcName(f *types.Func) string {
	f = f.Origin()
	if f.Pkg() == nil {
		return f.Name() // error.Error and kin
	}
	path := importPath(f.Pkg())
	if recv := f.Signature().Recv(); recv != nil {
		if t := typeName(recv.Type()); t != "" {
			return t + "." + f.Name()
		}
		return path + ".interface." + f.Name()
	}
	return path + "." + f.Name()
}

// importPath is the path that an import spec would have: a vendored package has that of the original.
func importPath(p *types.Package) string {
	path := p.Path()
	if i := strings.LastIndex(path, "/vendor/"); i >= 0 {
		return path[i+len("/vendor/"):]
	}
	return strings.TrimPrefix(path, "vendor/")
}

// typeName is the canonical name of a named type or a pointer to one: pkg/path.Name; "" for any other type.
func typeName(t types.Type) string {
	named := namedType(t)
	if named == nil || named.Obj().Pkg() == nil {
		return ""
	}
	return importPath(named.Obj().Pkg()) + "." + named.Obj().Name()
}

func namedType(t types.Type) *types.Named {
	if t == nil {
		return nil
	}
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	named, _ := t.(*types.Named)
	return named
}

// signatureName is the form in which models name functions by their parameters: func(*testing.T).
func signatureName(sig *types.Signature) string {
	var parts []string
	for v := range sig.Params().Variables() {
		parts = append(parts, types.TypeString(v.Type(), importPath))
	}
	return "func(" + strings.Join(parts, ",") + ")"
}

// text is the source of a short expression, as messages quote it.
func text(e ast.Expr) string {
	const most = 40
	s := types.ExprString(e)
	if len(s) > most {
		return s[:most-3] + "..."
	}
	return s
}

func unparen(e ast.Expr) ast.Expr { return ast.Unparen(e) }

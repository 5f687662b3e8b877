package pyscan_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// renamedLocals gives new names to what is bound in functions. A last word stays, because it may say what a parameter is
// for (db_pool); parameters that are given by keyword, names that other scopes declare, and those of which a model guesses the
// type, stay too.
func renamedLocals(p *project, f *index.File) []edit {
	var out []edit
	fixed := declaredNames(f)
	for name := range keywords(p) {
		fixed[name] = true
	}
	for _, row := range rules.Builtin().All() {
		for _, name := range row.Named {
			fixed[name] = true
		}
	}
	for n := range f.Tree.Root().Inside() {
		if n.Kind() != syntax.Identifier || !isUse(n) {
			continue
		}
		b := bindingOf(f, n)
		if b == nil || fixed[b.Name] || !isLocal(b) || b.Self() != nil {
			continue
		}
		out = append(out, edit{n.Start(), n.End(), renamed(b.Name)})
	}
	return out
}

// renamed keeps what a name says by its form: private, constant.
func renamed(name string) string {
	switch {
	case strings.HasPrefix(name, "_"):
		return "_" + renamed(name[1:])
	case name == strings.ToUpper(name):
		return "ZQ_" + name
	}
	return "zq_" + name
}

// isLocal: a variable of a function. Fixtures of pytest are asked for by the names of parameters, and what a nested
// function or class is called is the business of another variant.
func isLocal(b *index.Binding) bool {
	switch b.Scope.Kind {
	case index.FunctionScope, index.LambdaScope, index.ComprehensionScope:
	default:
		return false
	}
	return !slices.ContainsFunc(b.Defs, func(d index.Def) bool {
		return d.Kind == index.FunctionDef || d.Kind == index.ClassDef || d.Kind == index.Imported
	})
}

// isUse reports whether an identifier is looked up in scopes, or bound in one.
func isUse(n syntax.Node) bool {
	switch parent := n.Parent(); parent.Kind() {
	case syntax.Attribute:
		return n.Role() != syntax.FieldAttribute
	case syntax.KeywordArgument, syntax.KeywordPattern:
		return n.Role() != syntax.FieldName && parent.First() != n
	case syntax.DottedName, syntax.AliasedImport, syntax.GlobalStatement, syntax.NonlocalStatement:
		return false
	}
	return true
}

// bindingOf is what an identifier means. A parameter stands outside the scope that it is bound in.
func bindingOf(f *index.File, n syntax.Node) *index.Binding {
	for _, fn := range f.Functions {
		for _, param := range fn.Params {
			if param.Node == n {
				return fn.Scope.Lookup(param.Name)
			}
		}
	}
	at := f.ScopeOf(n)
	for s := at; s != nil; s = s.Parent {
		if b := s.Lookup(n.Text()); b != nil && (s == at || s.Kind != index.ClassScope) {
			return b
		}
	}
	return nil
}

// declaredNames are the names in global and nonlocal statements.
func declaredNames(f *index.File) map[string]bool {
	out := map[string]bool{}
	for n := range f.Tree.Root().Inside() {
		if n.Kind() == syntax.GlobalStatement || n.Kind() == syntax.NonlocalStatement {
			for c := range n.Named() {
				out[c.Text()] = true
			}
		}
	}
	return out
}

// keywords are the names of all keyword arguments.
func keywords(p *project) map[string]bool {
	out := map[string]bool{}
	for _, f := range p.index.Files {
		for n := range f.Tree.Root().Inside() {
			if n.Kind() == syntax.KeywordArgument {
				out[n.Field(syntax.FieldName).Text()] = true
			}
		}
	}
	return out
}

// renamedFunctions gives new names to functions that are no methods, in all files. A name that lowers a finding stays.
func renamedFunctions(p *project, f *index.File) []edit {
	var out []edit
	fixed := declaredNames(f)
	for n := range f.Tree.Root().Inside() {
		if n.Kind() != syntax.Identifier {
			continue
		}
		if fn := functionAt(f, n); fn != nil && fn.Class == nil && fn.Name == n.Text() && !fixed[fn.Name] && fn.Name != "main" && !speaks(fn.Name) {
			out = append(out, edit{n.Start(), n.End(), renamed(fn.Name)})
		}
	}
	return out
}

// speaks reports whether the name of a function says what it is for.
func speaks(name string) bool {
	return slices.ContainsFunc([]string{"schema", "begins or ends", "limiters"}, func(list string) bool {
		return rules.Builtin().Named("python", list, name)
	})
}

// functionAt is the function that an identifier names or defines.
func functionAt(f *index.File, n syntax.Node) *index.Function {
	switch parent := n.Parent(); {
	case parent.Kind() == syntax.FunctionDefinition && n.Role() == syntax.FieldName:
		i := slices.IndexFunc(f.Functions, func(fn *index.Function) bool { return fn.Node == parent })
		return f.Functions[i]
	case parent.Kind() == syntax.Attribute && n.Role() == syntax.FieldAttribute:
		return f.Resolve(parent).Func
	case parent.Kind() == syntax.DottedName:
		name := parent
		if name.Parent().Kind() == syntax.AliasedImport {
			return f.Resolve(name.Parent().Field(syntax.FieldAlias)).Func
		}
		return f.Resolve(name).Func
	case !isUse(n):
		return nil
	}
	if b := bindingOf(f, n); b != nil && isLocal(b) {
		return nil
	}
	if name := f.Resolve(n); name.Kind == index.FunctionName {
		return name.Func
	}
	return nil
}

// A bound is an import that binds one name, and where the name is used in the file.
type bound struct {
	*index.Import
	at     syntax.Node // what stands in the list of the statement
	uses   []syntax.Node
	simple bool // bound once, by a statement that binds nothing else, and not named in strings
}

func imports(f *index.File) []bound {
	var out []bound
	for _, i := range f.Imports {
		if i.Bound == "" || i.Node.Kind() == syntax.FutureImportStatement || i.From == "__future__" {
			continue
		}
		b := i.Scope.Lookup(i.Bound)
		one := bound{Import: i, at: i.Node.Field(syntax.FieldName)}
		names := slices.Collect(i.Node.Fields(syntax.FieldName))
		one.simple = len(b.Defs) == 1 && len(names) == 1 && !i.TypeChecking && !inText(f, i.Bound) && !strings.Contains(one.at.Text(), " as ")
		for n := range f.Tree.Root().Inside() {
			if n.Kind() == syntax.Identifier && n.Text() == i.Bound && isUse(n) && bindingOf(f, n) == b {
				one.uses = append(one.uses, n)
			}
		}
		out = append(out, one)
	}
	return out
}

// inText reports whether a string of the file, such as a quoted annotation, has the name.
func inText(f *index.File, name string) bool {
	for n := range f.Tree.Root().Inside() {
		if n.Kind() == syntax.StringContent && strings.Contains(n.Text(), name) {
			return true
		}
	}
	return false
}

// replaced puts one text for each of the nodes.
func replaced(nodes []syntax.Node, text string) []edit {
	var out []edit
	for _, n := range nodes {
		out = append(out, edit{n.Start(), n.End(), text})
	}
	return out
}

// aliasedModules writes `import x as zq_x`.
func aliasedModules(_ *project, f *index.File) []edit {
	return aliased(f, func(i bound) bool { return i.Name == "" && i.From == i.Bound })
}

// aliasedNames writes `from x import z as zq_z`.
func aliasedNames(_ *project, f *index.File) []edit {
	return aliased(f, func(i bound) bool { return i.Name != "" })
}

// aliased gives the simple imports that fit another name.
func aliased(f *index.File, fits func(bound) bool) []edit {
	var out []edit
	for _, i := range imports(f) {
		if i.simple && fits(i) {
			out = append(out, edit{i.at.End(), i.at.End(), " as " + renamed(i.Bound)})
			out = append(out, replaced(i.uses, renamed(i.Bound))...)
		}
	}
	return out
}

// takenOut writes `from x import z as zq_x_z` for `import x` and each x.z of the file.
func takenOut(_ *project, f *index.File) []edit {
	var out []edit
	for _, i := range imports(f) {
		if i.Name != "" || !i.simple || i.From != i.Bound {
			continue
		}
		statements := ""
		taken := map[string]bool{}
		for _, use := range i.uses {
			attribute := use.Parent()
			if attribute.Kind() != syntax.Attribute || use.Role() != syntax.FieldObject {
				statements += "; import " + i.From
				continue
			}
			name := attribute.Field(syntax.FieldAttribute).Text()
			alias := "zq_" + i.Bound + "_" + name
			out = append(out, edit{attribute.Start(), attribute.End(), alias})
			if !taken[name] {
				taken[name] = true
				statements += fmt.Sprintf("; from %s import %s as %s", i.From, name, alias)
			}
		}
		if statements != "" {
			out = append(out, edit{i.Node.Start(), i.Node.End(), strings.TrimPrefix(statements, "; ")})
		}
	}
	return out
}

// wholeModules writes `import x` and x.z for `from x import z`.
func wholeModules(_ *project, f *index.File) []edit {
	var out []edit
	for _, i := range imports(f) {
		if i.Name == "" || !i.simple || i.Level > 0 {
			continue
		}
		module := i.Node.Field(syntax.FieldModuleName).Text()
		out = append(out, edit{i.Node.Start(), i.Node.End(), "import " + module})
		out = append(out, replaced(i.uses, module+"."+i.Name)...)
	}
	return out
}

// importsInFunctions repeats the imports of a module in each function that uses them.
func importsInFunctions(_ *project, f *index.File) []edit {
	var out []edit
	for _, fn := range f.Functions {
		if fn.Outer != nil || fn.Body.Kind() != syntax.Block {
			continue
		}
		var statements []string
		for _, i := range imports(f) {
			within := func(n syntax.Node) bool { return n.Start() >= fn.Body.Start() && n.End() <= fn.Body.End() }
			if i.simple && i.Scope == f.Top && slices.ContainsFunc(i.uses, within) {
				statements = append(statements, i.Node.Text()+"; ")
			}
		}
		first := fn.Body.First()
		switch first.Kind() {
		case syntax.ExpressionStatement, syntax.ReturnStatement, syntax.PassStatement:
			out = append(out, edit{first.Start(), first.Start(), strings.Join(statements, "")})
		default:
			space := margin(f.Tree.Src, first.Start())
			out = append(out, edit{first.Start(), first.Start(), strings.Join(statements, "\n"+space) + strings.Repeat("\n"+space, min(1, len(statements)))})
		}
	}
	return slices.DeleteFunc(out, func(e edit) bool { return e.new == "" })
}

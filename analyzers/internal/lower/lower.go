// Package lower turns the syntax and types of one Go package into sites: facts about what each function does to the
// objects that concurrency is about. It decides nothing: not what is limited, owned or per call. It must not import
// proof or check. What libraries do it reads from models; the only names in this package are those of the language.
//
// A package with errors is lowered as far as its names resolve: where a type is missing, an import path and a name still
// say which API is meant, and the site is marked as a guess.
package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/concurlint/concurlint/internal/site"
)

// A Package is what is lowered at once.
type Package struct {
	Fset    *token.FileSet
	Files   []*ast.File // generated files left out
	Path    string      // import path
	Types   *types.Package
	Info    *types.Info
	Catalog *Catalog
	Ours    func(path string) bool // whether the package of that import path is the user's own code
	Known   func(name string) bool // whether the sites of a function of another package are known
	File    func(name string) string
	Delay   func(name string) (site.Amount, bool) // what a function of another package returns, as a number
	Starts  func(name string) (int, bool)         // which argument a function of another package starts, doing nothing else; nil: none
}

// A Lowered package is its functions, declared ones, methods, literals, and what the package does when it starts, in the
// order of the source, and the numbers that functions return.
type Lowered struct {
	Funcs   []site.Func
	Numbers []Number
	Starts  []Starter
}

// A Number is what a function returns that returns a number: how long to wait, how many to start.
type Number struct {
	Func   string
	Amount site.Amount
}

// Lower lowers a package.
func Lower(p *Package) Lowered {
	u := &unit{Package: p, functions: map[ast.Node]*function{}, declared: map[*types.Func]*function{}, variables: map[*types.Var]*variable{},
		entries: map[*function]site.Runs{}, calls: map[*ast.CallExpr]knownCall{}, amounts: map[*function]site.Amount{}, started: map[*function]int{}}
	u.collect()
	var out []site.Func
	for _, f := range u.order {
		out = append(out, u.lower(f))
	}
	for i, f := range u.order { // registrars seen on the way say how what they were given runs
		if runs := u.entries[f]; runs != site.RunsUnknown && out[i].Entry == site.RunsUnknown {
			out[i].Entry = runs
		}
	}
	return Lowered{Funcs: out, Numbers: u.numbers(), Starts: u.starters()}
}

// numbers are what the declared functions return that return a number.
func (u *unit) numbers() []Number {
	var out []Number
	for _, f := range u.order {
		if f.object == nil {
			continue
		}
		if a, ok := u.returns(f); ok && (a.Kind != site.AmountUnknown || a.Rand != site.Unknown) {
			out = append(out, Number{f.name, a})
		}
	}
	return out
}

// A unit is one package while it is lowered.
type unit struct {
	*Package
	order     []*function
	functions map[ast.Node]*function // by FuncDecl, FuncLit, or File for its variables
	declared  map[*types.Func]*function
	variables map[*types.Var]*variable
	entries   map[*function]site.Runs
	amounts   map[*function]site.Amount
	calls     map[*ast.CallExpr]knownCall
	globals   map[*types.Var]ast.Expr // made on demand
	started   map[*function]int       // which argument a function starts; -1: none
	handed    map[*types.Var]bool     // made on demand
}

// A function is one declaration, literal, or the initialisers of a file.
type function struct {
	name    string
	node    ast.Node // *ast.FuncDecl, *ast.FuncLit or *ast.File
	params  *ast.FieldList
	results *ast.FieldList
	recv    *ast.FieldList
	body    *ast.BlockStmt // nil for a file
	outer   *function      // of a literal: the function around it
	root    *function      // the declaration around it, itself for one
	object  *types.Func
	lits    int                           // literals named so far, in the root
	names   map[string]int                // definitions by name
	objects int                           // objects without a name so far
	unnamed map[unnamedKey]string         // their names
	dests   map[ast.Expr]destination      // where values go
	graph   *flow                         // built on demand
	counter map[types.Object]*ast.ForStmt // counters of counting loops
	last    bool                          // a literal that is deferred: it runs when the function around it returns
}

type unnamedKey struct {
	expr  ast.Expr
	index int
}

func (u *unit) collect() {
	for _, file := range u.Files {
		u.collectFile(file)
	}
	for _, f := range u.order {
		u.define(f)
	}
}

func (u *unit) collectFile(file *ast.File) {
	inits := &function{name: u.Path + ".init", node: file}
	if slices.ContainsFunc(u.order, func(f *function) bool { return f.name == inits.name }) {
		inits.name = u.uniqueName(inits.name)
	}
	hasVars := false
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			u.collectDecl(d)
		case *ast.GenDecl:
			hasVars = hasVars || d.Tok == token.VAR
		}
	}
	if !hasVars {
		return
	}
	u.addFunction(inits)
	for _, d := range file.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
			u.collectLits(g, inits)
		}
	}
}

func (u *unit) addFunction(f *function) {
	if f.root == nil {
		f.root = f
	}
	f.names = map[string]int{}
	f.unnamed = map[unnamedKey]string{}
	f.dests = map[ast.Expr]destination{}
	f.counter = map[types.Object]*ast.ForStmt{}
	u.functions[f.node] = f
	u.order = append(u.order, f)
}

func (u *unit) collectDecl(d *ast.FuncDecl) {
	if d.Body == nil {
		return
	}
	f := &function{name: u.declName(d), node: d, params: d.Type.Params, results: d.Type.Results, recv: d.Recv, body: d.Body}
	f.object, _ = u.Info.Defs[d.Name].(*types.Func)
	if f.object != nil {
		u.declared[f.object] = f
	}
	u.addFunction(f)
	u.collectLits(d.Body, f)
}

// collectLits names the literals below a node: after the declaration and their order in it.
func (u *unit) collectLits(n ast.Node, outer *function) {
	deferred := map[ast.Expr]bool{}
	ast.Inspect(n, func(n ast.Node) bool {
		if d, ok := n.(*ast.DeferStmt); ok {
			deferred[unparen(d.Call.Fun)] = true
		}
		lit, ok := n.(*ast.FuncLit)
		if !ok {
			return true
		}
		outer.root.lits++
		f := &function{
			name: outer.root.name + ".func" + itoa(outer.root.lits), node: lit, params: lit.Type.Params, results: lit.Type.Results,
			body: lit.Body, outer: outer, root: outer.root, last: deferred[lit],
		}
		u.addFunction(f)
		u.collectLits(lit.Body, f)
		return false
	})
}

// within reports whether a position lies in the function.
func (f *function) within(pos token.Pos) bool {
	return f.node.Pos() <= pos && pos < f.node.End()
}

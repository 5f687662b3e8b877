package lower

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// A treatment is what the decorators of a function make of it.
type treatment struct {
	gap     bool      // by something that does not resolve
	opaque  bool      // by something of which no row says what it does: an error may end in it
	scope   bool      // a context manager
	runs    site.Runs // how often it runs
	retries []policy  // loops around its body, outermost first
	wrapper *index.Function
	wrapped *index.Binding // what the wrapper calls the function
}

// A policy is a decorator that runs the function again.
type policy struct {
	row *rules.Model
	c   *call
}

// decorated says what the decorators of a function make of it.
func (t *typer) decorated(fn *index.Function) treatment {
	if got, ok := t.treatments[fn]; ok {
		return got
	}
	var got treatment
	for _, d := range fn.Decorators {
		t.decorate(&got, fn, d)
	}
	t.treatments[fn] = got
	return got
}

func (t *typer) decorate(got *treatment, fn *index.Function, d index.Decorator) {
	switch d.Name.Kind {
	case index.FunctionName:
		if len(d.Name.Rest) == 0 && d.Name.Func.Class == nil {
			t.wrap(got, d)
		} else {
			got.opaque = true
		}
		if len(d.Name.Rest) == 0 {
			return
		}
	case index.Unknown:
		got.gap = true
		return
	}
	api := t.decoratorName(fn.File, d)
	c := &call{node: d.Node, file: fn.File, api: api, args: nodesAsArgs(d.Node)}
	for _, row := range t.rows(api) {
		if row.When != nil && !conditionOn(row.When, c) {
			continue
		}
		t.useRow(got, row, c)
		return
	}
	got.opaque = got.opaque || !strings.HasPrefix(api, "builtins.")
}

func conditionOn(cond *rules.When, c *call) bool {
	a, _ := c.at(cond.Arg, cond.Index)
	return cond.Of == "" && when(cond, a.node)
}

func (t *typer) useRow(got *treatment, row *rules.Model, c *call) {
	switch row.Entry {
	case "scope":
		got.scope = true
	case "hot", "once":
		got.runs = max(got.runs, runsWord(row.Entry))
	}
	if row.Frame != "" {
		got.retries = append(got.retries, policy{row, c})
	}
}

// decoratorName is the canonical name of a decorator, also of a method of an
// object (`@router.get("/")`).
func (t *typer) decoratorName(f *index.File, d index.Decorator) string {
	if d.Name.Kind == index.External {
		return d.Name.Path
	}
	n := d.Node
	if n.Kind() == syntax.Call {
		n = n.Field(syntax.FieldFunction)
	}
	if n.Kind() != syntax.Attribute {
		return ""
	}
	of := t.of(f, n.Field(syntax.FieldObject)).name
	if of == "" {
		of = t.groupOf(f.Resolve(n.Field(syntax.FieldObject)))
	}
	if of == "" {
		return ""
	}
	return of + "." + n.Field(syntax.FieldAttribute).Text()
}

// groupOf is the type that decorators make of a function: a command line of click
// is a function, and an object to which commands are added.
func (t *typer) groupOf(name index.Name) string {
	if name.Kind != index.FunctionName || len(name.Rest) > 0 {
		return ""
	}
	for _, d := range name.Func.Decorators {
		for _, row := range t.rows(t.decoratorName(name.Func.File, d)) {
			if row.Returns != "" {
				return row.Returns
			}
		}
	}
	return ""
}

// nodesAsArgs are the arguments of a call that is not walked.
func nodesAsArgs(n syntax.Node) []arg {
	if n.Kind() != syntax.Call {
		return nil
	}
	var out []arg
	for a := range n.Field(syntax.FieldArguments).Named() {
		switch a.Kind() {
		case syntax.KeywordArgument:
			out = append(out, arg{name: a.Field(syntax.FieldName).Text(), node: a.Field(syntax.FieldValue)})
		case syntax.ListSplat:
			out = append(out, arg{star: 1, node: a.First()})
		case syntax.DictionarySplat:
			out = append(out, arg{star: 2, node: a.First()})
		default:
			out = append(out, arg{node: a})
		}
	}
	return out
}

// wrap: a decorator of the project. One that gives the function back changes
// nothing; one that returns a function of its own wraps it; any other is a gap.
func (t *typer) wrap(got *treatment, d index.Decorator) {
	deco := d.Name.Func
	if d.Node.Kind() == syntax.Call {
		if deco = t.onlyNested(deco); deco == nil {
			got.gap = true
			return
		}
	}
	if len(deco.Params) == 0 || got.wrapper != nil {
		got.gap = true
		return
	}
	param := deco.Scope.Lookup(deco.Params[0].Name)
	if t.givesBack(deco, param) {
		return
	}
	got.wrapper, got.wrapped = t.onlyNested(deco), param
	got.gap = got.gap || got.wrapper == nil
}

// onlyNested is the one nested function that a function returns.
func (t *typer) onlyNested(fn *index.Function) *index.Function {
	results := t.results(fn)
	if len(results) != 1 || fn.Generator {
		return nil
	}
	name := fn.File.Resolve(results[0])
	if name.Kind != index.FunctionName || name.Func.Outer != fn {
		return nil
	}
	return name.Func
}

func (t *typer) givesBack(deco *index.Function, param *index.Binding) bool {
	results := t.results(deco)
	return len(results) > 0 && !slices.ContainsFunc(results, func(n syntax.Node) bool {
		return deco.File.Resolve(n).Binding != param
	})
}

// legacyDecorators notes decorators on their way out. They stand in the function that they decorate.
func (w *walker) legacyDecorators(fn *index.Function) {
	for _, d := range fn.Decorators {
		api := w.decoratorName(fn.File, d)
		c := &call{node: d.Node, file: fn.File, api: api, args: nodesAsArgs(d.Node)}
		for _, row := range w.rows(api) {
			if slices.Contains(row.Does, "legacy") {
				w.legacy(callable{api: api}, row, c)
			}
		}
	}
}

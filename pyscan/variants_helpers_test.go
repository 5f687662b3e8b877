package pyscan_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// throughHelpers are the rules that report the call of a helper as they report what the helper does.
var throughHelpers = []string{"CL301", "CL302", "CL303", "CL501", "CL502", "CL503", "CL504", "CL505"}

// helped moves each call that is found guilty into a function of its own, at the end of the file or of the class.
func helped(p *project, f *index.File) []edit {
	var methods, functions []edit
	for _, found := range p.found {
		if found.Span.File != f.Path || !slices.Contains(throughHelpers, found.Code) {
			continue
		}
		call := callAt(f, found.Span.Start)
		edits := helper(f, call, fmt.Sprintf("zq_helper_%d", found.Span.Start))
		if len(edits) > 0 && strings.HasPrefix(edits[1].new, "\n ") {
			methods = append(methods, edits...)
		} else {
			functions = append(functions, edits...)
		}
	}
	return append(methods, functions...) // a class may end where the file ends
}

// callAt is the outermost call that begins at an offset.
func callAt(f *index.File, offset int) syntax.Node {
	for n := range f.Tree.Root().Inside() {
		if n.Kind() == syntax.Call && n.Start() == offset {
			return n
		}
	}
	return syntax.Node{}
}

// helper moves a call whose callee does not depend on locals other than self: those lose their types on the way.
func helper(f *index.File, call syntax.Node, name string) []edit {
	var params, args []string
	method := false
	if call.IsNull() {
		return nil
	}
	callee := call.Field(syntax.FieldFunction)
	for n := range call.Inside() {
		switch n.Kind() {
		case syntax.Await, syntax.Yield, syntax.NamedExpression, syntax.Lambda, syntax.GeneratorExpression, syntax.ListComprehension:
			return nil
		}
		if n.Kind() != syntax.Identifier || !isUse(n) {
			continue
		}
		b := bindingOf(f, n)
		switch {
		case b == nil || !isLocal(b):
			if b != nil && b.Scope != f.Top {
				return nil // a nested function
			}
		case b.Self() != nil:
			method = true
		case n.Start() < callee.End():
			return nil
		case !slices.Contains(params, b.Name):
			params = append(params, b.Name)
		}
	}
	fn := f.FunctionOf(call)
	if fn == nil || method && fn.Class == nil {
		return nil
	}
	args = slices.Clone(params)
	use, space, end := name, "", len(f.Tree.Src)
	if method {
		self := fn.Params[0].Name
		use, params = self+"."+name, append([]string{self}, params...)
		space = margin(f.Tree.Src, fn.Node.Start())
		end = lineEnd(f.Tree.Src, fn.Class.Node.End()-1)
	}
	colour, wait := "", ""
	if call.Parent().Kind() == syntax.Await {
		colour, wait = "async ", "await "
	}
	def := fmt.Sprintf("\n%s%sdef %s(%s):\n%s    return %s%s\n", space, colour, name, strings.Join(params, ", "), space, wait, call.Text())
	return []edit{
		{call.Start(), call.End(), fmt.Sprintf("%s(%s)", use, strings.Join(args, ", "))},
		{end, end, def},
	}
}

package lower

import (
	"slices"

	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// lent reports whether a framework gives the parameter what a generator of ours yields, and ends that with the request: a
// dependency, named by the default or in the annotation.
func (w *walker) lent(f *index.File, p index.Param) bool {
	return w.namesLender(f, p.Default, maxFollow) || w.namesLender(f, p.Annotation, maxFollow)
}

func (w *walker) namesLender(f *index.File, n syntax.Node, hops int) bool {
	if n.IsNull() || hops == 0 {
		return false
	}
	if w.isLender(f, n) || slices.ContainsFunc(slices.Collect(n.Inside()), func(c syntax.Node) bool { return w.isLender(f, c) }) {
		return true
	}
	for n.Kind() == syntax.Type {
		n = n.First()
	}
	name := f.Resolve(n)
	if name.Kind != index.Variable || len(name.Rest) > 0 || len(name.Binding.Defs) != 1 {
		return false
	}
	return w.namesLender(name.Binding.Scope.File, name.Binding.Defs[0].Value, hops-1) // an alias of the annotation
}

// isLender reports whether a call names, as a dependency, a generator: the framework runs what stands behind its yield.
func (w *walker) isLender(f *index.File, n syntax.Node) bool {
	if n.Kind() != syntax.Call {
		return false
	}
	for _, row := range w.rows(f.Resolve(n.Field(syntax.FieldFunction)).Path) {
		if !row.Request || row.Body == nil {
			continue
		}
		given := givenNode(n, row.Body.Arg, row.Body.Index)
		name := f.Resolve(given)
		return name.Kind == index.FunctionName && name.Func.Generator
	}
	return false
}

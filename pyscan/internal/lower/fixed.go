package lower

import (
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// writtenOut is how many elements a captured variable or a field has whose only value is written out in the file, where
// nothing makes it grow.
func (w *walker) writtenOut(name index.Name, hops int) (site.Amount, bool) {
	if len(name.Rest) > 0 {
		return site.Amount{}, false
	}
	var defs []index.Def
	within := w.file.Tree.Root()
	if name.Binding != nil {
		defs, within = name.Binding.Defs, name.Binding.Scope.Node
	}
	for _, field := range name.Fields {
		defs = append(defs, field.Def)
	}
	if len(defs) != 1 || defs[0].Unpacked || !literalCollection(defs[0].Value) || defs[0].Value.Tree() != w.file.Tree || w.grown(w.file, within)[lastPart(defs[0].Node)] {
		return site.Amount{}, false
	}
	got := w.countLiteral(defs[0].Value, hops)
	return got, got.Kind == site.Const && got.N > 0
}

// grown are the last parts of the names of all collections to which something is added within a function or a file.
func (t *typer) grown(f *index.File, within syntax.Node) map[string]bool {
	at := place{file: f, id: within.ID()}
	if got, ok := t.growing[at]; ok {
		return got
	}
	got := map[string]bool{}
	for n := range within.Inside() {
		if object := addsTo(n); !object.IsNull() {
			got[lastPart(object)] = true
		}
	}
	t.growing[at] = got
	return got
}

// addsTo is the collection that a node adds to, if it adds to any. An element with a literal key is one of few.
func addsTo(n syntax.Node) syntax.Node {
	switch n.Kind() {
	case syntax.Call:
		callee := n.Field(syntax.FieldFunction)
		if callee.Kind() == syntax.Attribute && adds(callee.Field(syntax.FieldAttribute).Text()) {
			return callee.Field(syntax.FieldObject)
		}
	case syntax.AugmentedAssignment:
		return n.Field(syntax.FieldLeft)
	case syntax.Assignment:
		left := n.Field(syntax.FieldLeft)
		if key := left.Field(syntax.FieldSubscript); left.Kind() == syntax.Subscript && key.Kind() != syntax.String && key.Kind() != syntax.Integer {
			return left.Field(syntax.FieldValue)
		}
	}
	return syntax.Node{}
}

// adds reports whether a method of the builtin collections adds to them; they are part of the language.
func adds(method string) bool {
	switch method {
	case "append", "add", "extend", "insert", "update", "setdefault":
		return true
	}
	return false
}

// lastPart is a variable's name, or an attribute's without what stands before it.
func lastPart(n syntax.Node) string {
	if n.Kind() == syntax.Attribute {
		n = n.Field(syntax.FieldAttribute)
	}
	return n.Text()
}

package lower

import (
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// hears is the future through which alone an error of the work can be seen: one that the statement drops, or that a local
// variable or list has which nobody names again. A decorator that is not known may see to errors as well.
func (w *walker) hears(row *rules.Model, c *call, v *value, bodies []elem) site.Ref {
	if !row.Mute || row.On != "receiver" || w.fn == nil || v.ref.Scope != site.ScopeCall {
		return site.Ref{}
	}
	for _, b := range bodies {
		if fn := b.val.fn; fn != nil && fn.fn != nil && w.decorated(fn.fn).opaque {
			return site.Ref{}
		}
	}
	switch {
	case v.ref.Unnamed() && statement(c.node):
	case v.ref.Unnamed(), strings.ContainsAny(v.ref.Name, ". "), w.readAgain(v.ref): // an attribute is read by others
		return site.Ref{}
	}
	r := v.ref
	r.Kind = site.Task
	return r
}

// readAgain reports whether the function, or one inside of it, names the variable that has a future for more than to put
// something into it.
func (w *walker) readAgain(r site.Ref) bool {
	for n := range w.fn.Node.Inside() {
		if n.Kind() == syntax.Identifier && n.Text() == r.Short() && !filled(n) {
			return true
		}
	}
	return false
}

// filled reports whether a name stands where something is put into the variable, or is no variable.
func filled(n syntax.Node) bool {
	up := n.Parent()
	switch up.Kind() {
	case syntax.Assignment:
		return n.Role() == syntax.FieldLeft
	case syntax.NamedExpression, syntax.KeywordArgument:
		return n.Role() == syntax.FieldName
	case syntax.Attribute:
		method := up.Field(syntax.FieldAttribute).Text()
		adds := method == "append" || method == "add"
		return n.Role() == syntax.FieldAttribute || adds && up.Parent().Kind() == syntax.Call && up.Role() == syntax.FieldFunction
	}
	return false
}

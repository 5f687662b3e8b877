package lower

import (
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// constant folds a module variable that is assigned once.
func (w *walker) constant(name index.Name, elements bool, hops int) (site.Amount, bool) {
	b := name.Binding
	if len(name.Rest) > 0 || len(b.Defs) != 1 || b.Defs[0].Unpacked || b.Defs[0].Value.IsNull() {
		return site.Amount{}, false
	}
	value := b.Defs[0].Value
	other := *w
	other.file, other.fn = b.Scope.File, nil
	var got site.Amount
	if elements {
		if !literalCollection(value) {
			return got, false
		}
		got = other.countIn(value, hops-1)
	} else {
		got = other.number(value, hops-1)
	}
	return got, got.Kind == site.Const
}

func literalCollection(n syntax.Node) bool {
	switch n.Kind() {
	case syntax.List, syntax.Tuple, syntax.Set, syntax.Dictionary:
		return true
	}
	return false
}

// isSetting reports whether a name is that of a choice somebody made, rather
// than of data: UPPER_CASE, a field of settings or config, an option.
func (w *walker) isSetting(n syntax.Node, name index.Name) bool {
	text := n.Text()
	last := text[strings.LastIndexByte(text, '.')+1:]
	if last == strings.ToUpper(last) && strings.ContainsAny(last, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
		return true
	}
	if n.Kind() != syntax.Attribute {
		return false
	}
	for _, part := range strings.Split(text[:len(text)-len(last)], ".") {
		switch strings.ToLower(strings.Trim(part, "_")) {
		case "settings", "config", "conf", "cfg", "env", "environ", "options", "opts", "flags":
			return true
		}
	}
	return w.rowSays(w.of(w.file, n.Field(syntax.FieldObject)), "config") || w.madeBySetting(n)
}

// rowSays reports whether the row of a type says that its objects are settings.
func (w *walker) rowSays(t typ, what string) bool {
	names := []string{t.name}
	if t.class != nil {
		for _, base := range t.class.External() {
			names = append(names, base.Path)
		}
	}
	for _, name := range names {
		for _, row := range w.rows(name) {
			if row.Cap != nil && row.Cap.Default == what && len(row.Does) == 0 {
				return true
			}
		}
	}
	return false
}

// madeBySetting: args.workers, where args is what a row calls settings.
func (w *walker) madeBySetting(n syntax.Node) bool {
	object := n.Field(syntax.FieldObject)
	if object.Kind() != syntax.Identifier {
		return false
	}
	v := w.variable(object)
	return v != nil && v.size.Kind == site.Config
}

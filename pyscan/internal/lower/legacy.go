package lower

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

func (w *walker) legacy(fn callable, row *rules.Model, c *call) {
	if row.In == "async" && !w.async || row.In == "sync" && (w.async || w.calledByLoop()) {
		return
	}
	if row.In != "" && w.fn == nil && w.file.Notebook {
		return // cells run in a loop, though they are no coroutine
	}
	if row.Raises != "" && (w.expects(row.Raises, c.node) || toldAsync(c.node)) {
		return
	}
	due := row.Deprecated
	if due == "" {
		due = row.Removed
	}
	if v := parseVersion(due); v != 0 && !w.runs.reaches(v) {
		return
	}
	on := site.Ref{}
	if row.On != "none" && fn.recv != nil {
		on = fn.recv.ref
	}
	w.emit(site.Site{Do: site.Legacy, API: fn.api, On: on, For: row.For}, c.node)
}

// toldAsync reports whether a call runs only where a flag says that the caller is asynchronous: `if use_async:`.
func toldAsync(call syntax.Node) bool {
	for n := call; !n.IsNull() && n.Kind() != syntax.FunctionDefinition; n = n.Parent() {
		up := n.Parent()
		if up.Kind() != syntax.IfStatement || n.ID() != up.Field(syntax.FieldConsequence).ID() {
			continue
		}
		if flag := up.Field(syntax.FieldCondition); flag.Kind() == syntax.Identifier && strings.Contains(flag.Text(), "async") {
			return true
		}
	}
	return false
}

// calledByLoop reports whether the loop itself makes and calls the object whose method is walked, as it does protocols.
func (w *walker) calledByLoop() bool {
	if w.fn == nil || w.fn.Class == nil {
		return false
	}
	return slices.ContainsFunc(w.fn.Class.External(), func(base index.Name) bool {
		return slices.ContainsFunc(w.rows(base.Path), func(row *rules.Model) bool { return row.Colour == "async" && len(row.Does) == 0 })
	})
}

package lower

import (
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// modelled reports whether a row speaks of the API.
func (t *table) modelled(api string) bool { return len(t.rows(api)) > 0 || t.drops[api] != nil }

// callback: what is given is called later, and what it returns is dropped. That counts for a task that only its holder
// keeps alive: call_soon(create_task, f()), call_later(5, lambda: create_task(f())).
func (w *walker) callback(row *rules.Model, c *call) {
	a, ok := c.at(row.Body.Arg, row.Body.Index)
	if !ok || a.value.fn == nil {
		return
	}
	fn := *a.value.fn
	before := len(w.entries)
	if fn.lambda.IsNull() {
		if w.startsWeak(fn) {
			w.invoke(fn, &call{node: c.node, file: w.file, args: w.after(row, c)}, site.Ref{}, short(a.node))
		}
	} else if body := fn.lambda.Field(syntax.FieldBody); body.Kind() == syntax.Call && w.startsWeak(w.callee(body.Field(syntax.FieldFunction))) {
		w.expr(body, site.Ref{})
	}
	for i := before; i < len(w.entries); i++ {
		if w.entries[i].Do != site.Spawn {
			w.entries[i].gone = true // what else the callback does, it does later
		}
	}
}

// startsWeak reports whether a function starts what only the holder of its result keeps alive.
func (w *walker) startsWeak(fn callable) bool {
	row := w.first(fn.api)
	return row != nil && row.Weak && kindOf(row) == site.Task
}

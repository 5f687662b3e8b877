package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// legacyAPI reports an API that a model names as unwanted for the target version. Which rule speaks, and what to write
// instead, stands in the model.
func legacyAPI(q query) (verdict, bool) {
	if q.s.Do != site.Legacy || !q.own() {
		return verdict{}, false
	}
	row := q.legacyRow()
	if row == nil || row.In == "sync" && (q.loopIsSet() || q.inLoop(q.f, map[string]bool{})) {
		return verdict{}, false
	}
	v := verdict{code: row.Rule, fix: "use " + row.Replacement, here: "called here"}
	v.text = fmt.Sprintf("%s %s; use %s", q.name(), q.legacyWhy(row), row.Replacement)
	return v, true
}

// legacyRow finds the row for the colour of the function around.
func (q query) legacyRow() *rules.Model {
	colour := "sync"
	if q.f.Colour == site.Async {
		colour = "async"
	}
	for _, row := range q.models.Get(q.lang, q.s.API) {
		if slices.Contains(row.Does, "legacy") && (row.In == "" || row.In == colour) {
			return row
		}
	}
	return nil
}

// loopIsSet reports whether a loop was set on every way before, or whether the function tries and makes one where there
// is none.
func (q query) loopIsSet() bool {
	tried := slices.ContainsFunc(q.s.At, func(f site.Frame) bool { return f.Kind == site.Try })
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if s.On.Kind != site.EventLoop {
			continue
		}
		if s.Do == site.Enter && s.Must == site.Yes && s.Seq < q.s.Seq || s.Do == site.Open && tried {
			return true
		}
	}
	return false
}

// inLoop reports whether every known caller of a synchronous function runs on an event loop: then it does too. A function
// that nobody is seen to call is not known to.
func (q query) inLoop(f *site.Func, asked map[string]bool) bool {
	callers := q.Callers(f.Name)
	if len(callers) == 0 || asked[f.Name] {
		return false
	}
	asked[f.Name] = true
	for _, c := range callers {
		if c.Site.Do == site.Offload || c.Func.Colour != site.Async && !q.inLoop(c.Func, asked) {
			return false
		}
	}
	return true
}

func (q query) legacyWhy(row *rules.Model) string {
	switch {
	case row.Why != "":
		return row.Why
	case row.Removed != "":
		return "is removed in " + row.Removed
	case row.Deprecated != "" && row.Deprecated != "0":
		return "is deprecated since " + row.Deprecated
	}
	return "is on its way out"
}

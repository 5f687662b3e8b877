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
	if row == nil {
		return verdict{}, false
	}
	v := verdict{code: row.Rule, fix: "use " + row.Replacement, here: "called here"}
	v.text = fmt.Sprintf("%s is %s; use %s", q.name(), q.legacyWhy(row), row.Replacement)
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

func (q query) legacyWhy(row *rules.Model) string {
	switch {
	case row.Removed != "":
		return "removed in " + row.Removed
	case row.In == "async":
		return "on its way out, and a coroutine knows its loop"
	case row.Deprecated != "" && row.Deprecated != "0":
		return "deprecated since " + row.Deprecated
	}
	return "on its way out"
}

package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// enteredByHand reports a client or a connection whose context a method enters by hand and keeps in a field, where nothing
// leaves it: each object of the class leaves one open. The lowering lists the fields only where the class ends nothing.
func enteredByHand(q query) (verdict, bool) {
	if q.s.Do != site.Use || !q.own() || q.lang != "python" || len(q.s.Args) == 0 {
		return verdict{}, false
	}
	if !closable(q.s.On.Kind) || q.s.On.Kind == site.Resource || q.Runs(q.f) == site.Once {
		return verdict{}, false
	}
	for _, field := range q.s.Args {
		if field.Scope != site.ScopeInstance || slices.ContainsFunc(q.On(field), endsIt) {
			return verdict{}, false
		}
	}
	v := verdict{code: "CL601", fix: "leave it in a method that is called when the object ends", here: "entered here"}
	v.text = fmt.Sprintf("%s enters what '%s' has from then on, and nothing leaves it; %s", q.name(), q.s.Args[len(q.s.Args)-1].Short(), v.fix)
	return v, true
}

// endsIt reports whether something ends the object there, or hands it on.
func endsIt(at proof.Place) bool { return at.Site.Do == site.Leave || at.Site.Do == site.Escape }

package check

import (
	"fmt"

	"github.com/concurlint/concurlint/internal/site"
)

// poolWithoutShutdown reports a pool or a client of the process that nothing in the project closes: the other side finds
// out that its connections are gone when it next writes to them.
func poolWithoutShutdown(q query) (verdict, bool) {
	if q.s.Do != site.Open || !q.own() || q.s.On.Scope != site.ScopeProcess || !q.missesItsEnd() {
		return verdict{}, false
	}
	for _, place := range q.On(q.s.On) {
		if place.Site.Do == site.Leave || place.Site.Do == site.Escape {
			return verdict{}, false
		}
	}
	v := verdict{code: "CL608", fix: "close it when the program ends", here: "lives as long as the process"}
	v.text = fmt.Sprintf("%s makes '%s', which nothing closes; %s", q.name(), q.s.On.Short(), v.fix)
	return v, true
}

// missesItsEnd reports whether it matters that nobody closes the object: it holds connections of a server that counts them,
// or belongs to an event loop, which cannot close them any more once it has ended.
func (q query) missesItsEnd() bool {
	row := q.model(q.s.API)
	if row == nil || len(row.Closes) == 0 || q.s.On.Kind != site.Pool && q.s.On.Kind != site.Client {
		return false
	}
	return row.Bound != "" || row.For == "db" || row.For == "cache"
}

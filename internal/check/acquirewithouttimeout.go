package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/site"
)

// acquireWithoutTimeout reports a handler that waits for a connection of a pool for as long as it takes: when the pool is
// empty, requests pile up behind it.
func acquireWithoutTimeout(q query) (verdict, bool) {
	if q.s.Do != site.Open || !q.own() || q.s.On.Kind != site.Conn || !q.endless() || q.Runs(q.f) != site.Hot || q.underTimeout() {
		return verdict{}, false
	}
	for _, from := range q.s.Args {
		if from.Kind != site.Pool {
			continue
		}
		v := verdict{code: "CL716", fix: "give it a timeout", here: "waits for as long as the pool is empty"}
		if q.s.Time.Kind != site.Endless {
			v.fix = "give it a context that ends"
		}
		v.text = fmt.Sprintf("%s waits for a connection of '%s' without a timeout; %s", q.name(), from.Short(), v.fix)
		return v, true
	}
	return verdict{}, false
}

// endless reports whether the call waits for as long as it takes: nothing gives it a time, or the context that it is given
// never ends.
func (q query) endless() bool {
	if q.s.Time.Kind == site.Endless {
		return true
	}
	return slices.ContainsFunc(q.s.Args, func(given site.Ref) bool {
		return given.Kind == site.Signal && slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
			return s.Do == site.Open && s.Time.Kind == site.Endless && s.On.Same(given)
		})
	})
}

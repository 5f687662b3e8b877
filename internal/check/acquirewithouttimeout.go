package check

import (
	"fmt"

	"github.com/concurlint/concurlint/internal/site"
)

// acquireWithoutTimeout reports a handler that waits for a connection of a pool for as long as it takes: when the pool is
// empty, requests pile up behind it.
func acquireWithoutTimeout(q query) (verdict, bool) {
	if q.s.Do != site.Open || !q.own() || q.s.On.Kind != site.Conn || q.s.Time.Kind != site.Endless || q.Runs(q.f) != site.Hot || q.underTimeout() {
		return verdict{}, false
	}
	for _, from := range q.s.Args {
		if from.Kind != site.Pool {
			continue
		}
		v := verdict{code: "CL716", fix: "give it a timeout", here: "waits for as long as the pool is empty"}
		v.text = fmt.Sprintf("%s waits for a connection of '%s' without a timeout; %s", q.name(), from.Short(), v.fix)
		return v, true
	}
	return verdict{}, false
}

package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/site"
)

// acquireInside reports work from a stream whose runs take their permit themselves: the work is limited, but as many runs
// as the stream brings wait for their turn, each with all that it was handed.
func acquireInside(q query) (verdict, bool) {
	if q.s.Do != site.Spawn || !q.own() || !q.s.Times().Grows() || q.paced() || !q.inSpawnLoop(draws) {
		return verdict{}, false
	}
	got := q.Limited(q.f, q.s)
	if got.Answer != site.Yes || !got.Inside || q.lang == "go" && !takesPermit(q.s.Body) {
		return verdict{}, false
	}
	v := verdict{
		code: "CL709", bound: "none", class: "unbounded", fix: "take the permit before each start",
		here: "started before it has a permit", steps: loopSteps(q, q.s.At),
	}
	v.text = fmt.Sprintf("%s %s, which takes its permit only then; %s", q.name(), repeats(q.s.Times(), q.thing()), v.fix)
	return v, true
}

// draws reports whether the site waits for the next item: the loop runs over a stream, which is not in memory yet.
func draws(s *site.Site) bool {
	return s.Do == site.Wait && s.On.Kind != site.Limiter && s.On.Kind != site.Task
}

// takesPermit reports whether a run takes a permit of a limiter, or puts a token into a channel: a lock is another matter.
func takesPermit(body *site.Func) bool {
	return body != nil && slices.ContainsFunc(body.Sites, func(s site.Site) bool {
		return s.Do == site.Enter && s.On.Kind == site.Limiter || (s.Do == site.Tell || s.Do == site.Wait) && s.On.Kind == site.Channel
	})
}

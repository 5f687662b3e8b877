package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// touchedByThread reports work in a thread that changes an object which belongs to an event loop: the loop is not woken, and
// two threads may change the object at once.
func touchedByThread(q query) (verdict, bool) {
	if q.s.Do != site.Spawn && q.s.Do != site.Offload || !q.own() || q.s.Body == nil {
		return verdict{}, false
	}
	if q.s.Body.Colour == site.Async {
		return q.insideTask()
	}
	if !q.inThread() {
		return verdict{}, false
	}
	for i := range q.s.Body.Sites {
		s := &q.s.Body.Sites[i]
		if !changes(s) || onLoop(s) {
			continue
		}
		open := q.opening(s.On)
		if open == nil || q.bound(open) == "" {
			continue
		}
		v := verdict{
			code: "CL706", here: "runs in a thread", guess: s.Guess || open.Guess,
			fix: "hand it to loop.call_soon_threadsafe, or use what the threading and queue modules have",
		}
		if q.wakesThreads(s) {
			v.level = finding.Note
		}
		v.text = fmt.Sprintf("%s runs in a thread that %s started, and '%s' belongs to an event loop, which is not woken by it; %s", shortAPI(s.API), q.name(), s.On.Short(), v.fix)
		v.steps = []finding.Step{
			{Span: proof.Origin(open), Text: "made for an event loop", Where: finding.Related},
			{Span: proof.Origin(s), Func: proof.Inside(q.s.Body, s), Text: "changed in the thread", Where: finding.Related},
		}
		return v, true
	}
	return verdict{}, false
}

// wakesThreads reports whether the function that changes the object wakes those who wait in threads as well: what threads
// and loops share is woken in both ways, and in a thread nobody waits for the loop's.
func (q query) wakesThreads(changed *site.Site) bool {
	for i := range q.s.Body.Sites {
		s := &q.s.Body.Sites[i]
		if s.Do != site.Tell || s.On.Same(changed.On) || proof.Inside(q.s.Body, s) != proof.Inside(q.s.Body, changed) {
			continue
		}
		if open := q.opening(s.On); open != nil && q.bound(open) == "" {
			return true
		}
	}
	return false
}

// insideTask looks at the threads that a task starts first thing: gather(asyncio.to_thread(pump), drain(queue)).
func (q query) insideTask() (verdict, bool) {
	for i := range q.s.Body.Sites {
		inner := q
		inner.s = &q.s.Body.Sites[i]
		if v, guilty := touchedByThread(inner); guilty {
			v.at = inner.s.Span
			return v, true
		}
	}
	return verdict{}, false
}

// inThread reports whether what the site starts runs in another thread.
func (q query) inThread() bool {
	if threaded(q.s) {
		return true
	}
	row := q.model(q.s.API)
	return row != nil && row.Colour == "thread"
}

// changes reports whether the site does what may wake somebody who waits.
func changes(s *site.Site) bool {
	switch s.On.Kind {
	case site.Signal, site.Channel:
		return s.Do == site.Tell
	case site.Limiter, site.Lock:
		return s.Do == site.Leave
	}
	return false
}

// onLoop reports whether the thread runs a loop of its own around the site.
func onLoop(s *site.Site) bool {
	return slices.ContainsFunc(s.Via, func(step site.Step) bool { return step.Colour == site.Async })
}

// opening is where an object was made, in the function or, for one that outlives it, anywhere; nil where that is not seen.
func (q query) opening(on site.Ref) *site.Site {
	if !on.Known() {
		return nil
	}
	for i := range q.f.Sites {
		if s := &q.f.Sites[i]; s.Do == site.Open && s.On.Same(on) {
			return s
		}
	}
	if on.Scope.Outlives() {
		for _, place := range q.On(on) {
			if place.Site.Do == site.Open {
				return place.Site
			}
		}
	}
	return nil
}

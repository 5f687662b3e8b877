package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// retryWithoutJitter reports a retry whose growing delay has no random part: callers that failed together come back
// together. A constant delay is CL702's. Where nothing says that several callers run at once it is a note.
func retryWithoutJitter(q query) (verdict, bool) {
	frame := retryFrame(q.s.At)
	if q.s.Do != site.Wait || frame == nil || q.s.Time.Kind != site.Data || q.s.Time.Rand != site.No {
		return verdict{}, false
	}
	if q.s.On.Known() && q.s.On.Kind != site.Signal {
		return verdict{}, false // a wait for an answer, not a delay
	}
	if inTriedBody(q.s.At) && q.s.Must != site.No {
		return verdict{}, false // part of what is tried, not the pause between two attempts, as in an arm for an answer
	}
	if retryFrame(q.s.At[:q.ownFrames()]) != frame {
		return verdict{}, false // the helper tries again: the finding stands there
	}
	v := verdict{
		code: "CL701", level: finding.Note, fix: "multiply the delay by a random factor",
		here: "waits the same time in every caller",
		steps: append([]finding.Step{{Span: frame.Span, Func: q.f.Name, Text: "tries again after an error", Where: finding.Flow}},
			viaSteps(q.s, "the delay is computed here")...),
	}
	v.text = fmt.Sprintf("%s delays each retry without jitter; %s", q.name(), v.fix)
	many := q.lang == "go" && q.Runs(q.f) == site.Hot
	if q.retryLevel() == finding.Warning && (q.policy() || many || q.meetsOthers(frame)) {
		v.level = finding.Warning
	}
	return v, true
}

// delayWithoutJitter reports a function that hands out exponentially growing delays with no random part in them, where no caller is seen to
// add one.
func delayWithoutJitter(q query) (verdict, bool) {
	if q.s.Do != site.Escape || !q.own() || q.s.Time.Kind != site.Data || q.s.Time.Rand != site.No {
		return verdict{}, false
	}
	if q.models.Called(q.lang, "longest", lastPart(q.f.Name)) {
		return verdict{}, false // it says how long at most
	}
	if q.models.Called(q.lang, "no delays", lastPart(q.f.Name)) {
		return verdict{}, false
	}
	if slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return s.Do == site.Escape && s.Time.Rand == site.No && s.Time.Kind == site.Data && s.Seq < q.s.Seq
	}) {
		return verdict{}, false // one return of a function is enough
	}
	for _, c := range q.Callers(q.f.Name) {
		said := func(s site.Site) bool {
			return s.Time.Rand == site.Yes || s.Do == site.Wait && s.Time.Kind == site.Data && s.Time.Rand == site.No && retryFrame(s.At) != nil
		}
		if slices.ContainsFunc(c.Func.Sites, said) {
			return verdict{}, false // one adds a random part, or is reported itself
		}
	}
	v := verdict{code: "CL701", fix: "multiply the delay by a random factor", here: "the same for every caller"}
	if !q.f.Public && len(q.Callers(q.f.Name)) > 0 && q.Runs(q.f) < site.PerCall {
		v.level = finding.Note // its callers are all seen, and none is known to run for each of many
	}
	v.text = fmt.Sprintf("%s returns a delay that doubles without jitter: callers that failed together come back together; %s", shortFunc(q.f.Name), v.fix)
	return v, true
}

// fewWaits is how many attempts, written in the source, have too few waits between them for callers to fall into step.
const fewWaits = 3

// meetsOthers reports whether callers are shown to come back together to somebody else: the attempt asks another machine,
// more than a few times, and neither a lock around it all nor a rate that each attempt waits for keeps them apart.
func (q query) meetsOthers(frame *site.Frame) bool {
	if frame.Times.Kind == site.Const && frame.Times.N <= fewWaits || q.oneAtATime() {
		return false
	}
	asks, unknown, own := false, false, false
	tried := q.tries(frame)
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if loop := site.InnermostLoop(s.At); loop == nil || loop.ID != frame.ID {
			continue
		}
		if s.Do == site.Wait && s.On.Kind == site.Limiter {
			return false
		}
		asks = asks || asksNearby(s, tried)
		if s.Do == site.Call && len(s.Via) == 0 && inTriedBody(s.At) {
			callee := q.Func(s.API)
			unknown = unknown || callee == nil
			own = own || callee != nil && callee.Colour == site.Async
		}
	}
	return asks || unknown && !own && q.f.Colour == site.Async
}

// tries reports whether the loop looks at errors; in one that looks at the answer alone, all of the body is tried.
func (q query) tries(frame *site.Frame) bool {
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		loop := site.InnermostLoop(s.At)
		return loop != nil && loop.ID == frame.ID && (s.Do == site.Swallow || inTriedBody(s.At))
	})
}

// asksNearby reports whether a site of the loop shows that it asks somebody else: by a remote call, or by an error of the
// other side. What a coroutine calls, and nobody here knows, most often does. Tried: the loop has a try.
func asksNearby(s *site.Site, tried bool) bool {
	if s.Do == site.Swallow {
		return s.For == "net" && len(s.Via) == 0
	}
	return (inTriedBody(s.At) || !tried) && remote(s) && len(s.Via) <= nearAttempt
}

// nearAttempt is how many helpers may lie between the loop and the remote call that it tries again: further down it is but
// a part of what is tried.
const nearAttempt = 2

// oneAtATime reports whether a lock is held around the loop, here or in every caller.
func (q query) oneAtATime() bool {
	if locked(q.s.At) || q.heldAround() {
		return true
	}
	callers := q.Callers(q.f.Name)
	return len(callers) > 0 && !slices.ContainsFunc(callers, func(c proof.Caller) bool { return !locked(c.Site.At) })
}

// heldAround reports whether a lock is surely taken before the loop, by hand or by a context manager of ours, and given back
// only behind it.
func (q query) heldAround() bool {
	frame := retryFrame(q.s.At)
	taken := func(s site.Site) bool {
		return s.Do == site.Enter && s.On.Kind == site.Lock && (s.On.Scope.Outlives() || s.On.Scope == site.ScopeParam) && s.Must == site.Yes && s.Seq < q.s.Seq && !inFrame(s.At, frame.ID)
	}
	i := slices.IndexFunc(q.f.Sites, taken)
	return q.lang == "python" && i >= 0 && !slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return s.Do == site.Leave && s.On.Kind == site.Lock && s.Seq > q.f.Sites[i].Seq && (s.Seq < q.s.Seq || inFrame(s.At, frame.ID))
	})
}

func locked(at []site.Frame) bool {
	return slices.ContainsFunc(at, func(f site.Frame) bool { return f.Kind == site.With && f.On.Kind == site.Lock })
}

// inTriedBody reports whether a try stands between the site and its innermost loop: a pause between attempts stands in
// a handler, or behind the try.
func inTriedBody(at []site.Frame) bool {
	for i := len(at) - 1; i >= 0 && at[i].Kind != site.Loop; i-- {
		if at[i].Kind == site.Try {
			return true
		}
	}
	return false
}

// retryFrame returns the innermost loop if it is a retry.
func retryFrame(at []site.Frame) *site.Frame {
	if loop := site.InnermostLoop(at); loop != nil && loop.Retry == site.Yes {
		return loop
	}
	return nil
}

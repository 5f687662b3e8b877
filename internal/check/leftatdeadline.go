package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// leftAtDeadline reports a goroutine whose answer is waited for until a deadline, which does not reach the goroutine: it
// stays in its call, which nothing ends.
func leftAtDeadline(q query) (verdict, bool) {
	if q.lang != "go" || q.s.Do != site.Spawn || !q.own() || q.s.Body == nil || q.Runs(q.f) == site.Once {
		return verdict{}, false
	}
	call := q.endlessCall(q.s.Body)
	if call == nil || q.isClosed(call.On) {
		return verdict{}, false
	}
	answer := slices.IndexFunc(q.s.Body.Sites, func(b site.Site) bool { return b.Do == site.Tell && b.Seq > call.Seq && b.On.Kind == site.Channel })
	if answer < 0 {
		return verdict{}, false
	}
	late := q.givesUpOn(q.s.Body.Sites[answer].On)
	if late == nil {
		return verdict{}, false
	}
	v := verdict{
		code: "CL713", fix: "give the call a context or a timeout that ends it too", here: "waited for until a deadline",
		steps: []finding.Step{
			{Span: proof.Origin(call), Func: proof.Inside(q.s.Body, call), Text: "stands still without a timeout", Where: finding.Related},
			{Span: late.Span, Text: "gives up here", Where: finding.Related},
		},
	}
	v.text = fmt.Sprintf("the goroutine stays in %s when the deadline strikes: nothing ends the call; %s", shortAPI(call.API), v.fix)
	return v, true
}

// endlessCall is a call of the body to another system that always happens and that nothing ends. A server serves for ever
// on purpose.
func (q query) endlessCall(body *site.Func) *site.Site {
	for i := range body.Sites {
		b := &body.Sites[i]
		switch b.For {
		case "http", "net", "mail", "db", "cache":
			if b.Do == site.Block && b.Time.Kind == site.Endless && b.Must == site.Yes && !b.Guess && b.On.Kind != site.Resource && site.InnermostLoop(b.At) == nil {
				return b
			}
		}
	}
	return nil
}

// isClosed reports whether the function that starts the work closes what the work waits for.
func (q query) isClosed(on site.Ref) bool {
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return (s.Do == site.Leave || s.Do == site.Tell) && s.On.Same(on)
	})
}

// givesUpOn is the arm with a deadline of the only place that waits for the channel; nil: it is waited for again, in a loop
// or without a deadline.
func (q query) givesUpOn(ch site.Ref) *site.Site {
	var wait *site.Site
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if !s.On.Same(ch) || s.Do == site.Open {
			continue
		}
		if s.Do != site.Wait || wait != nil || len(s.At) == 0 || s.At[len(s.At)-1].Kind != site.Select || site.InnermostLoop(s.At) != nil {
			return nil
		}
		wait = s
	}
	if wait == nil {
		return nil
	}
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if s.Do == site.Wait && s != wait && len(s.At) > 0 && s.At[len(s.At)-1].ID == wait.At[len(wait.At)-1].ID && q.hasDeadline(s) {
			return s
		}
	}
	return nil
}

// hasDeadline reports whether a wait ends by the clock: a timer, or a context made with a time.
func (q query) hasDeadline(s *site.Site) bool {
	known := func(a site.Amount) bool { return a.Kind == site.Const && a.N > 0 || a.Kind == site.Config }
	return known(s.Time) || s.On.Kind == site.Signal && slices.ContainsFunc(q.f.Sites, func(o site.Site) bool {
		return o.Do == site.Open && o.On.Same(s.On) && known(o.Time)
	})
}

package check

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// abandonedThread reports a thread that goes on although nobody waits for it to its end and nothing can end it: its loop
// has no way out, or a join gave up on a call that nothing bounds. A daemon whose loop lasts as long as the process may be
// meant, so it is a note where it is not started again and again; any other thread keeps the process from ending.
func abandonedThread(q query) (verdict, bool) {
	code := map[site.ObjKind]string{site.Daemon: "CL203", site.Thread: "CL204"}[q.s.On.Kind]
	if q.s.Do != site.Spawn || code == "" || q.s.For == "process" || !q.own() || q.Runs(q.f) == site.Once {
		return verdict{}, false
	}
	got := q.Owned(q.f, q.s)
	if got.Answer != site.No || q.targetInUse() {
		return verdict{}, false
	}
	loop := q.NeverEnds(q.f, q.s.Body)
	stuck := cmp.Or(loop, q.stuck(got.Near))
	if stuck == nil || code == "CL203" && q.s.On.Scope == site.ScopeInstance && got.Near == nil {
		return verdict{}, false // it ends by itself; somebody who has the handle may look after it
	}
	v := verdict{
		code: code, owner: "none", fix: "give it a stop event that its owner sets, or run the work in a sized executor",
		here: "started here; " + got.By, guess: q.s.Guess || stuck.Guess,
		steps: []finding.Step{{Span: proof.Origin(stuck), Func: proof.Inside(q.s.Body, stuck), Text: lastsText(stuck), Where: finding.Related}},
	}
	again := q.Runs(q.f) >= site.PerCall || retryFrame(q.s.At) != nil || q.s.Times().Grows()
	switch {
	case again || got.Near != nil && q.f.Colour == site.Async:
		v.level = finding.Error
	case got.Near == nil && code == "CL203":
		v.level = finding.Note
	}
	v.text = fmt.Sprintf("%s starts a %s; %s", q.name(), q.abandonedText(got.Near), v.fix)
	if got.Near != nil {
		v.steps = append(v.steps, finding.Step{Span: proof.Origin(got.Near), Text: "waits with a timeout and goes on without it", Where: finding.Related})
	}
	return v, true
}

func (q query) abandonedText(join *site.Site) string {
	switch {
	case join != nil && q.s.On.Kind == site.Daemon:
		return "daemon thread that is left running when its join times out"
	case join != nil:
		return "thread that is left running when its join times out, and keeps the process from ending"
	case q.s.On.Kind == site.Daemon:
		return "daemon thread whose loop nobody can end"
	}
	return "thread whose loop nobody can end, so the process cannot end either"
}

// stuck is the network call of the body that nothing bounds, where the join that gives up stands in the function that
// starts the thread: another function's join is the end of something longer. A permit that the thread holds bounds how
// many are left. What a client for a language model was given elsewhere is seldom shorter than a join.
func (q query) stuck(join *site.Site) *site.Site {
	here := func(s site.Site) bool { return s.Seq == join.Seq && s.Span == join.Span }
	if join == nil || !slices.ContainsFunc(q.f.Sites, here) {
		return nil
	}
	sites := q.s.Body.Sites
	if slices.ContainsFunc(sites, func(s site.Site) bool { return s.On.Kind == site.Limiter && s.On.Scope != site.ScopeUnknown }) {
		return nil
	}
	if call := q.networkCallWithoutTimeout(q.s.Body); call != nil {
		return call
	}
	i := slices.IndexFunc(sites, func(s site.Site) bool {
		return s.Do == site.Block && s.For == "llm" && s.Time.Kind == site.AmountUnknown
	})
	if i < 0 {
		return nil
	}
	return &sites[i]
}

// targetInUse: the thread runs a method of an object that this function made and works with afterwards, which may end it.
func (q query) targetInUse() bool {
	if len(q.s.Body.Sites) == 0 || q.s.Body.Sites[0].Do != site.Call || len(q.s.Body.Sites[0].Args) == 0 {
		return false
	}
	target := q.s.Body.Sites[0].Args[0]
	if callee := q.Func(q.s.Body.Sites[0].API); target.Scope != site.ScopeCall || callee == nil || callee.Owner == "" {
		return false
	}
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return s.Seq > q.s.Seq && (s.On.Same(target) || slices.ContainsFunc(s.Args, target.Same))
	})
}

// unownedGoroutine reports a goroutine that lasts and that nothing waits for, stops or hears from. Outside of handlers it
// is a note: a process-long goroutine may be meant.
func unownedGoroutine(q query) (verdict, bool) {
	if q.s.Do != site.Spawn || q.lang != "go" || q.s.On.Kind != site.Task || !q.own() || q.Runs(q.f) == site.Once {
		return verdict{}, false
	}
	lasting := q.Lasts(q.s.Body)
	if lasting == nil || lasting.Guess && lasting.On.Scope.Outlives() {
		return verdict{}, false // of a field whose type did not resolve it is not seen who closes it
	}
	got := q.Owned(q.f, q.s)
	if got.Answer != site.No {
		return verdict{}, false
	}
	v := verdict{
		code: "CL207", level: finding.Note, owner: "none", fix: "wait for it with a WaitGroup or an errgroup, or end it with a context",
		here: "started and left alone", guess: bodyGuessed(q.s.Body),
	}
	v.text = fmt.Sprintf("%s starts a goroutine that nothing waits for or ends; %s", q.name(), v.fix)
	if q.Runs(q.f) >= site.PerCall {
		v.level = finding.Warning
	}
	v.steps = []finding.Step{{Span: proof.Origin(lasting), Text: lastsText(lasting), Where: finding.Related}}
	return v, true
}

func lastsText(s *site.Site) string {
	switch {
	case s.Times().Kind == site.Endless:
		return "runs in an endless loop"
	case s.Do == site.Block && s.Time.Kind == site.AmountUnknown:
		return shortAPI(s.API) + " may stand still for minutes"
	case s.Do == site.Block:
		return shortAPI(s.API) + " has no timeout"
	case s.On.Kind == site.Signal:
		return "waits for '" + s.On.Short() + "', which nobody sets"
	}
	return "waits here"
}

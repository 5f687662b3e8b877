package check

import (
	"fmt"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// abandonedDaemon reports a daemon thread that nobody waits for to its end and nobody can stop. Waiting with a timeout
// and going on without it abandons it; where that happens per call or per attempt it is an error.
func abandonedDaemon(q query) (verdict, bool) {
	if q.s.Do != site.Spawn || q.s.On.Kind != site.Daemon || !q.own() || q.Runs(q.f) == site.Once {
		return verdict{}, false
	}
	got := q.Owned(q.f, q.s)
	if got.Answer != site.No || q.s.On.Scope == site.ScopeInstance && got.Near == nil {
		return verdict{}, false // a handle is kept: somebody may still stop it
	}
	v := verdict{
		code: "CL203", owner: "none", fix: "give it a stop event that its owner sets, or run the work in a sized executor",
		here: "started as a daemon; " + got.By, guess: bodyGuessed(q.s.Body),
	}
	v.text = fmt.Sprintf("%s starts a daemon thread that nobody waits for or stops; %s", q.name(), v.fix)
	if got.Near != nil {
		v.text = fmt.Sprintf("%s starts a daemon thread that is left running when its join times out; %s", q.name(), v.fix)
		v.steps = append(v.steps, finding.Step{Span: proof.Origin(got.Near), Text: "waits with a timeout and goes on without it", Where: finding.Related})
	}
	if q.Runs(q.f) >= site.PerCall || q.f.Colour == site.Async || retryFrame(q.s.At) != nil {
		v.level = finding.Error
	}
	v.steps = append(v.steps, cost(q.s.Body)...)
	return v, true
}

// unownedGoroutine reports a goroutine that lasts and that nothing waits for, stops or hears from. Outside of handlers it
// is a note: a process-long goroutine may be meant.
func unownedGoroutine(q query) (verdict, bool) {
	if q.s.Do != site.Spawn || q.lang != "go" || q.s.On.Kind != site.Task || !q.own() || q.Runs(q.f) == site.Once {
		return verdict{}, false
	}
	lasting := q.Lasts(q.s.Body)
	if lasting == nil {
		return verdict{}, false
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
	case s.Do == site.Block:
		return shortAPI(s.API) + " has no timeout"
	}
	return "waits here"
}

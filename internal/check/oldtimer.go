package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// oldTimer reports a timer that outlives its use, which it did before Go 1.23: one per run of a loop whose select goes on by
// another arm, or a ticker that nobody stops.
func oldTimer(q query) (verdict, bool) {
	if q.s.Do != site.Legacy || q.lang != "go" || !q.own() || q.f.Entry == site.Once {
		return verdict{}, false
	}
	v := verdict{code: "CL408", here: "a timer is made here"}
	switch lastPart(q.s.API) {
	case "After":
		return q.timerPerTurn(v)
	case "Tick":
		v.fix = "use time.NewTicker and defer its Stop"
	default:
		v.fix = "defer its Stop"
	}
	if !q.tickerLeft() {
		return verdict{}, false
	}
	if q.PerCall(q.f, q.s).Answer != site.Yes {
		v.level = finding.Note
	}
	v.text = fmt.Sprintf("%s makes a ticker that nothing stops when the function returns: before Go 1.23 it goes on for ever; %s", q.name(), v.fix)
	return v, true
}

// timerPerTurn reports a time.After that is one arm of a select of several in a loop. Where another arm goes on, one more
// timer waits with each turn; where all others end the loop, a steady one should be a ticker, and one that delays a retry
// leaves no more than itself behind.
func (q query) timerPerTurn(v verdict) (verdict, bool) {
	n := len(q.s.At)
	if n < 2 || q.s.At[n-1].Kind != site.Select {
		return verdict{}, false
	}
	loop := site.InnermostLoop(q.s.At)
	others := q.otherArms(q.s.At[n-1].ID)
	if loop == nil || loop.Times.Kind == site.Const || len(others) == 0 {
		return verdict{}, false
	}
	v.fix = "make one timer or ticker before the loop, and stop it"
	if slices.ContainsFunc(others, q.goesOn) {
		v.text = fmt.Sprintf("%s makes a timer in each run of the loop: before Go 1.23 it stays until it fires, also where another arm went on; %s", q.name(), v.fix)
		return v, true
	}
	v.text = fmt.Sprintf("%s makes a new timer in each run of the loop, and before Go 1.23 the last one outlives it; %s", q.name(), v.fix)
	steady := slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return s.Do == site.Wait && s.API == q.s.API && inFrame(s.At, q.s.At[n-1].ID) && s.Must == site.Yes && (s.Time.Kind == site.Const || s.Time.Kind == site.Config)
	})
	if !steady || loop.Times.Kind != site.Endless || loop.Retry == site.Yes {
		v.level = finding.Note
	}
	return v, true
}

// otherArms are what the other arms of a select wait for.
func (q query) otherArms(id int) (arms []*site.Site) {
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		other := s.Do == site.Tell || s.Do == site.Wait && s.API != q.s.API
		if other && s.API != "default" && len(s.At) > 0 && s.At[len(s.At)-1].ID == id {
			arms = append(arms, s)
		}
	}
	return arms
}

// goesOn reports whether the loop goes on after an arm, time and again: what tells that all is over comes once.
func (q query) goesOn(arm *site.Site) bool {
	again := slices.ContainsFunc(arm.Ways, func(w site.Way) bool { return w.Kind == site.Next && w.Sure != site.No })
	if !again || arm.On.Kind == site.Signal {
		return false
	}
	sent, closed := false, false
	for _, p := range q.On(arm.On) {
		if p.Site.Do == site.Tell {
			closed = closed || p.Site.Cap.Kind == site.Endless
			sent = sent || p.Site.Cap.Kind != site.Endless
		}
	}
	return sent || !closed
}

// tickerLeft reports whether the function can return, has the ticker to itself and stops it nowhere.
func (q query) tickerLeft() bool {
	i := slices.IndexFunc(q.f.Sites, func(s site.Site) bool { return s.Do == site.Open && s.Span == q.s.Span && s.API == q.s.API })
	if i < 0 {
		return false
	}
	open := &q.f.Sites[i]
	last := open
	for j := range q.f.Sites { // a range over a ticker has no end of its own
		if s := &q.f.Sites[j]; s.Do == site.Wait && s.API == open.API && s.On.Same(open.On) && s.Times().From != "" {
			last = s
		}
	}
	returns := slices.ContainsFunc(last.Ways, func(w site.Way) bool { return w.Kind == site.Return && w.Sure != site.No })
	if !returns || open.On.Scope != site.ScopeCall || proof.HandedOn(q.f, open) {
		return false
	}
	return !slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return s.Do == site.Leave && s.On.Same(open.On) || s.Body != nil && mentions(s.Args, open.On)
	})
}

package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// usedAcrossLoops reports a call that runs a new event loop each time, where an object of the process lives on from one
// loop to the next although it belongs to the one on which it was first used.
func usedAcrossLoops(q query) (verdict, bool) {
	if q.s.Do != site.Offload || q.s.Body == nil || !q.own() || !q.newLoop() {
		return verdict{}, false
	}
	for _, use := range q.binding(q.s.Body) {
		open, ok := q.outlivesLoop(use.on)
		if !ok {
			continue
		}
		again, ok := q.runsAgain(use.on)
		if !ok {
			continue
		}
		v := verdict{
			code: "CL407", here: "a new event loop here; " + again, fix: "make it in the coroutine that is run, or run one loop for all",
			guess: use.s.Guess || open.Guess,
		}
		v.text = fmt.Sprintf("%s runs a new event loop each time, and '%s' lives on from one to the next: %s; %s", q.name(), use.on.Short(), q.bound(open), v.fix)
		v.steps = []finding.Step{
			{Span: proof.Origin(open), Text: "made once, for all loops", Where: finding.Related},
			{Span: proof.Origin(use.s), Func: proof.Inside(q.s.Body, use.s), Text: "used on each loop", Where: finding.Related},
		}
		return v, true
	}
	return verdict{}, false
}

// newLoop reports whether each call runs on a loop of its own: one that the API makes, or that the function made for it.
func (q query) newLoop() bool {
	if !q.runsALoop() {
		return false
	}
	return !q.s.On.Known() || q.opens(q.s.On)
}

// outlivesLoop finds where an object was made, if it is one that a model binds to a loop and that the next loop meets
// again: made at start-up, or by the first run that finds it unset. What the function closes, the next run makes anew; a close
// elsewhere is the end of the program.
func (q query) outlivesLoop(on site.Ref) (*site.Site, bool) {
	if on.Scope != site.ScopeProcess {
		return nil, false
	}
	var made *site.Site
	closed := false
	for _, place := range q.On(on) {
		s := place.Site
		switch {
		case s.Do == site.Leave && place.Func == q.f && !givesBack(s), s.Do == site.Escape:
			return nil, false
		case s.Do == site.Leave:
			closed = closed || !givesBack(s)
		case s.Do != site.Open || len(s.Via) > 0:
		case q.bound(s) == "", q.Runs(place.Func) != site.Once && !lazily(s):
			return nil, false
		default:
			made = s
		}
	}
	if made != nil && closed && lazily(made) {
		return nil, false // whoever closes it may unset it too
	}
	return made, made != nil
}

// bound says why what is opened belongs to one loop.
func (q query) bound(open *site.Site) string {
	for _, row := range q.models.Get(q.lang, open.API) {
		if row.Bound != "" {
			return row.Bound
		}
	}
	return ""
}

func lazily(open *site.Site) bool {
	return slices.ContainsFunc(open.At, func(f site.Frame) bool { return f.Kind == site.Unset && f.On.Same(open.On) })
}

// givesBack reports whether leaving gives a permit back and ends nothing.
func givesBack(s *site.Site) bool {
	switch s.On.Kind {
	case site.Lock, site.Limiter, site.Group:
		return true
	}
	return false
}

// A binding is a use that ties an object to the loop that runs.
type binding struct {
	s  *site.Site
	on site.Ref
}

// binding are such uses by what runs: requests, connections taken from a pool, waits for others. A lock or a semaphore
// that is free ties nobody: tasks have to queue up for it.
func (q query) binding(body *site.Func) []binding {
	var out []binding
	for i := range body.Sites {
		s := &body.Sites[i]
		if on := ties(s, false); on.Known() {
			out = append(out, binding{s, on})
		}
		if s.Do != site.Spawn || s.Body == nil || threaded(s) {
			continue
		}
		for j := range s.Body.Sites {
			if on := ties(&s.Body.Sites[j], s.Times().Grows()); on.Known() {
				out = append(out, binding{&s.Body.Sites[j], on})
			}
		}
	}
	return out
}

func ties(s *site.Site, crowd bool) site.Ref {
	switch {
	case s.Do == site.Use && (s.On.Kind == site.Client || s.On.Kind == site.Pool):
		return s.On
	case s.Do == site.Open && len(s.Args) > 0 && s.Args[0].Kind == site.Pool:
		return s.Args[0]
	case s.Do == site.Wait && (s.On.Kind == site.Channel || s.On.Kind == site.Signal):
		return s.On
	case s.Do == site.Enter && crowd && (s.On.Kind == site.Lock || s.On.Kind == site.Limiter):
		return s.On
	}
	return site.Ref{}
}

// runsAgain says why the call runs more than once in one process, "" and false where that is not shown.
func (q query) runsAgain(on site.Ref) (string, bool) {
	switch {
	case q.s.Must != site.No && q.s.Times().Exceeds(1):
		return "it runs in a loop", true
	case q.Runs(q.f) == site.Hot:
		return "it runs for every request, message or item", true
	case q.Runs(q.f) == site.PerCall:
		return "it runs per item of work", true
	case q.Overlaps(q.f).Answer == site.Yes:
		return "several threads run it", true
	}
	for i := range q.f.Sites {
		t := &q.f.Sites[i]
		if t.Do != site.Offload || t.Seq >= q.s.Seq || t.Must != site.Yes || q.s.Must != site.Yes || t.Body == nil || t.Span == q.s.Span {
			continue
		}
		earlier := q
		earlier.s = t
		if earlier.newLoop() && slices.ContainsFunc(q.binding(t.Body), func(b binding) bool { return b.on.Same(on) }) {
			return "another one ran before", true
		}
	}
	return "", false
}

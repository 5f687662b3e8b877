package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// limiterPerCall reports a limiter that the function makes and takes itself while several runs of it overlap: each run has
// its own permits, so nothing is limited. One that is shared with what the function starts, stored or handed on is fine.
func limiterPerCall(q query) (verdict, bool) {
	if q.s.Do != site.Open || !q.own() || q.s.On.Scope != site.ScopeCall || !q.limits() || q.shared() {
		return verdict{}, false
	}
	taken := q.takenHere()
	if taken == nil || inner(q.s, taken) {
		return verdict{}, false
	}
	overlap := q.Overlaps(q.f)
	if nameless(q.s.On) && taken.Do == site.Enter {
		return q.takenByNobodyElse(), true
	}
	if overlap.Answer != site.Yes {
		return verdict{}, false
	}
	v := verdict{
		code: "CL704", bound: "none", class: "unbounded", fix: "make it once, at module or type level",
		here:  "made anew in every run of " + shortFunc(q.f.Name),
		steps: []finding.Step{{Span: proof.Origin(taken), Func: q.f.Name, Text: "taken here by the same run", Where: finding.Related}},
	}
	v.text = fmt.Sprintf("%s is made in every call of '%s', whose runs overlap, and limits none of them; %s", q.name(), shortFunc(q.f.Name), v.fix)
	v.covers = q.startedAt(q.f.Name, nil)
	if near := overlap.Near; near != nil {
		v.steps = append(v.steps, finding.Step{Span: near.Span, Text: "runs are started here", Where: finding.Related})
	}
	return v, true
}

// nameless reports whether the source gives an object no name: nothing but the expression that makes it can use it.
func nameless(r site.Ref) bool { return r.Name != "" && strings.Trim(r.Name, "0123456789") == "" }

// takenByNobodyElse is the verdict on `with Semaphore():`, whose permits nobody else can ask for.
func (q query) takenByNobodyElse() verdict {
	v := verdict{code: "CL704", bound: "none", class: "unbounded", fix: "make it once, at module or type level", here: "made and taken in one expression"}
	v.text = fmt.Sprintf("%s is made where it is taken, so nobody else ever waits for it; %s", q.name(), v.fix)
	return v
}

// inner reports whether the limiter is taken in a loop that it was not made in: it spaces out the runs of that loop.
func inner(open, taken *site.Site) bool {
	return len(taken.At) >= len(open.At) && site.Product(taken.At[len(open.At):]) != site.N(1)
}

// startedAt returns where runs of a function are started, itself or by what calls it.
func (q query) startedAt(name string, seen []string) []site.Span {
	if slices.Contains(seen, name) {
		return nil
	}
	var at []site.Span
	for _, c := range q.Callers(name) {
		if c.Site.Do == site.Spawn {
			at = append(at, c.Site.Span)
			continue
		}
		at = append(at, q.startedAt(c.Func.Name, append(seen, name))...)
	}
	return at
}

func (q query) limits() bool {
	if q.s.On.Kind == site.Channel {
		return q.s.Cap.Kind == site.Const && q.s.Cap.N > 0 || q.s.Cap.Kind == site.Config
	}
	return q.s.On.Kind == site.Limiter
}

// shared reports whether the limiter reaches beyond this run: a started body uses it, or it is handed on.
func (q query) shared() bool {
	if proof.HandedOn(q.f, q.s) {
		return true
	}
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if s.Do == site.Spawn && (mentions(s.Args, q.s.On) || s.Body != nil && bodyUses(s.Body, q.s.On)) {
			return true
		}
	}
	return false
}

func mentions(refs []site.Ref, r site.Ref) bool {
	for _, a := range refs {
		if a.Same(r) {
			return true
		}
	}
	return false
}

func bodyUses(body *site.Func, r site.Ref) bool {
	for i := range body.Sites {
		s := &body.Sites[i]
		if s.On.Same(r) || mentions(s.Args, r) || s.Body != nil && bodyUses(s.Body, r) {
			return true
		}
	}
	return false
}

// takenHere returns the site at which the same run takes a permit. A channel counts when it is both filled and drained.
func (q query) takenHere() *site.Site {
	var told, taken *site.Site
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if !s.On.Same(q.s.On) || s.Do == site.Enter && len(s.Via) > 0 {
			continue // a function that takes it may run many times at once; a deferred one only gives back
		}
		switch s.Do {
		case site.Enter:
			return s
		case site.Tell:
			told = s
		case site.Wait:
			if q.s.On.Kind == site.Limiter {
				return s
			}
			if told != nil && taken == nil {
				taken = told
			}
		}
	}
	return taken
}

// limiterOutside reports a permit that is held once around a whole fan-out whose runs take none: one permit, any number
// of runs. As many permits as the data has items are one for each.
func limiterOutside(q query) (verdict, bool) {
	if q.s.Do != site.Enter || !q.own() || q.s.On.Kind != site.Limiter || !q.s.On.Known() || q.s.Cap.Grows() {
		return verdict{}, false
	}
	spawn := q.fanOutWhileHeld()
	if spawn == nil {
		return verdict{}, false
	}
	v := verdict{
		code: "CL705", bound: "none", class: "unbounded", fix: "take the permit in each run", covers: []site.Span{spawn.Span},
		here: "one permit is held for the whole fan-out", guess: bodyGuessed(spawn.Body),
	}
	v.text = fmt.Sprintf("%s '%s' is taken once around %s, which %s; %s", q.name(), q.s.On.Short(), shortAPI(spawn.API), repeats(spawn.Times(), q.thing()), v.fix)
	v.steps = append(v.steps, finding.Step{Span: spawn.Span, Func: q.f.Name, Text: "started here, and no run takes a permit", Where: finding.Related})
	inner := q
	inner.s = spawn
	if inner.mild(spawn.At[len(q.s.At):]) != "" {
		v.level = finding.Note
	}
	return v, true
}

// nearHelper is how many calls may lie between the permit and the fan-out: deeper down, what repeats is mostly not what the
// permit was taken for.
const nearHelper = 1

// fanOutWhileHeld returns the first growing spawn between the Enter and its Leave that nothing else limits. Frames around
// the Enter do not count: in them a permit is taken for each run.
func (q query) fanOutWhileHeld() *site.Site {
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if s.Seq <= q.s.Seq {
			continue
		}
		if s.Do == site.Leave && s.On.Same(q.s.On) {
			return nil
		}
		if s.Do != site.Spawn || len(s.At) < len(q.s.At) || !site.Product(s.At[len(q.s.At):]).Exceeds(q.MaxConstant) {
			continue
		}
		if len(s.Via) > 0 && s.Times().Kind == site.Endless {
			continue // a service that the permit is for
		}
		if len(s.Via) <= nearHelper && s.Body != nil && !bodyReleases(s.Body, q.s.On) && !bodyCalls(s.Body, q.f.Name) && q.Limited(q.f, s).Answer == site.No {
			return s
		}
	}
	return nil
}

// bodyCalls reports whether each run is one of the function itself, which takes a permit of its own.
func bodyCalls(body *site.Func, name string) bool {
	return slices.ContainsFunc(body.Sites, func(s site.Site) bool { return s.Do == site.Call && s.API == name })
}

func bodyReleases(body *site.Func, r site.Ref) bool {
	for i := range body.Sites {
		if s := &body.Sites[i]; s.Do == site.Leave && s.On.Same(r) {
			return true
		}
	}
	return false
}

package proof

import (
	"fmt"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
)

// Limited answers whether something bounds how many runs of what spawn starts are alive at once: a count, a limit on the
// group, a permit taken before the spawn, a permit that each run takes first, or workers that draw from something
// shared. A No says why what is there does not limit.
func (p *Program) Limited(f *site.Func, spawn *site.Site) Proof {
	alive := aliveFrames(f, spawn)
	if proof, done := p.byCount(site.Product(alive)); done {
		return proof
	}
	best := no("")
	for _, ask := range []func(*site.Func, *site.Site, []site.Frame) Proof{p.byTurns, p.byGroup, p.byPermitBefore, p.byWorkers, p.byBody} {
		switch got := ask(f, spawn, alive); {
		case got.Answer == site.Yes:
			return got
		case got.Answer == site.Unknown:
			best = got
		case best.Answer == site.No && best.By == "":
			best = got
		}
	}
	best.Alive = alive
	return best
}

// aliveFrames are the frames around the spawn that are left when those are cut off in which everything started is waited
// for before the next run: chunks that are awaited inside the loop, perhaps under the condition that there is a chunk.
func aliveFrames(f *site.Func, spawn *site.Site) []site.Frame {
	cut := 0
	for i := range f.Sites {
		w := &f.Sites[i]
		if w.Do != site.Wait || w.Must == site.No && !beforeNext(w) || w.Time.Kind == site.Const || !w.On.Same(spawn.On) && !joins(f, w, spawn) && !before(w, spawn) {
			continue
		}
		if n := sharedFrames(w.At, spawn.At); n > cut && !hasLoop(w.At[n:]) {
			cut = n
		}
	}
	return spawn.At[cut:]
}

// beforeNext reports whether every path from the start of the work to the next run of the loop passes the wait: both may stand
// in one branch.
func beforeNext(w *site.Site) bool {
	return slices.ContainsFunc(w.Ways, func(way site.Way) bool { return way.Kind == site.Next && way.Sure == site.Yes })
}

// before reports whether the wait at the top of a loop is for what the same variable got in the run before.
func before(w, spawn *site.Site) bool {
	return w.Seq < spawn.Seq && w.On.Kind == site.Task && spawn.On.Kind == site.Task && w.On.Scope == spawn.On.Scope && w.On.Func == spawn.On.Func &&
		variable(w.On) == variable(spawn.On)
}

// variable is the name of a local without the number of its definition.
func variable(r site.Ref) string {
	name, _, _ := strings.Cut(r.Name, "#")
	return name
}

// joins reports whether the wait after the spawn ends only when the run that was just started says so: it leaves the
// group, sends, or closes a channel that is new in each run of the loop.
func joins(f *site.Func, w, spawn *site.Site) bool {
	if w.Seq < spawn.Seq || !w.On.Known() || spawn.Body == nil {
		return false
	}
	loop := site.InnermostLoop(w.At)
	return find(spawn.Body.Sites, func(s *site.Site) bool {
		switch {
		case !s.On.Same(w.On) || s.Must == site.No:
			return false
		case s.Do == site.Tell && s.Cap.Kind == site.Endless:
			return loop != nil && bornInLoop(f, w.On, loop.ID)
		}
		return s.Do == site.Tell || s.Do == site.Leave && s.On.Kind == site.Group
	}) != nil
}

// sharedFrames counts the frames that both stand in, from the outside.
func sharedFrames(a, b []site.Frame) int {
	n := 0
	for n < len(a) && n < len(b) && a[n].ID == b[n].ID {
		n++
	}
	return n
}

func hasLoop(at []site.Frame) bool { return site.InnermostLoop(at) != nil }

// byCount decides by the number alone; it reports false where the number grows and needs a limit.
func (p *Program) byCount(times site.Amount) (Proof, bool) {
	switch {
	case times == site.N(1):
		return Proof{Answer: site.Yes, By: "runs once", Trivial: true}, true
	case times.Kind == site.Const && times.N <= p.MaxConstant:
		return yes(fmt.Sprintf("%d at most", times.N)), true
	case times.Kind == site.Config:
		return Proof{Answer: site.Yes, By: "the setting '" + times.From + "'", Assumed: true}, true
	case times.Kind == site.AmountUnknown:
		return unknown("how often it runs is not known"), true
	}
	return Proof{}, false
}

// byTurns recognises coroutines that never wait for anything to happen: the event loop runs each of them to its end before it begins the next.
func (p *Program) byTurns(_ *site.Func, spawn *site.Site, _ []site.Frame) Proof {
	if spawn.Body == nil || spawn.Body.Colour != site.Async || len(spawn.Via) > 0 || slices.ContainsFunc(spawn.Body.Sites, p.mayWait) {
		return no("")
	}
	return yes("turns: no run waits for anything, so each ends before the next begins")
}

func (p *Program) mayWait(s site.Site) bool {
	switch s.Do {
	case site.Wait:
		return s.On.Known() || s.Time.Kind != site.Const || s.Time.N > 0 || hasLoop(s.At) // sleep(0) lets others run, and goes on
	case site.Block, site.Gap, site.Offload, site.Enter, site.Use, site.Spawn, site.Open:
		return true
	case site.Call:
		return p.Func(s.API) == nil
	}
	return false
}

// byGroup looks for a limit on what the work is started in: a SetLimit that surely came before, a sized pool.
func (p *Program) byGroup(f *site.Func, spawn *site.Site, _ []site.Frame) Proof {
	if !spawn.On.Known() {
		return no("")
	}
	if spawn.On.Scope.Outlives() {
		return p.bySharedGroup(spawn)
	}
	if outer := p.Func(spawn.On.Func); spawn.On.Scope == site.ScopeCall && spawn.On.Func != f.Name && outer != nil {
		if got := limitAround(outer, spawn); got.Answer != site.No {
			return got
		}
	}
	answer := no("")
	for i := range f.Sites {
		s := &f.Sites[i]
		if s.Do != site.Limit && s.Do != site.Open || !s.On.Same(spawn.On) {
			continue
		}
		if got := limitOf(f, s, spawn); got.Answer != site.No || got.Near != nil {
			answer = got
		}
		if answer.Answer == site.Yes {
			return answer
		}
	}
	if answer.Near == nil && answer.Answer == site.No && spawn.On.Scope == site.ScopeParam && canLimit(spawn) {
		return unknown("the group comes from the caller, who may have limited it")
	}
	return answer
}

// limitAround looks for a limit that the function around a closure sets on the group which that one took along.
func limitAround(outer *site.Func, spawn *site.Site) Proof {
	for i := range outer.Sites {
		s := &outer.Sites[i]
		if s.Do != site.Limit || !s.On.Same(spawn.On) {
			continue
		}
		if size, ok := sizeOf(s); ok && s.Must == site.Yes {
			return size
		}
		return unknown("it is limited under a condition")
	}
	return no("")
}

// canLimit reports whether a limit can be set on what the site starts work in. A Python group has none.
func canLimit(spawn *site.Site) bool {
	switch spawn.On.Kind {
	case site.Executor, site.Pool, site.Object:
		return true
	case site.Group:
		return spawn.Cap.Kind != site.Endless
	}
	return false
}

// bySharedGroup accepts a limit that any function of the unit sets on the field or the variable.
func (p *Program) bySharedGroup(spawn *site.Site) Proof {
	for _, place := range p.On(spawn.On) {
		s := place.Site
		if s.Do != site.Limit && s.Do != site.Open {
			continue
		}
		if size, ok := sizeOf(s); ok && size.Answer == site.Yes {
			return size
		}
	}
	return no("")
}

func limitOf(f *site.Func, s, spawn *site.Site) Proof {
	size, given := sizeOf(s)
	switch {
	case !given, s.Do == site.Open && s.Cap.Kind == site.Endless:
		return no("")
	case size.Answer == site.No:
		size.Near = s
		return size
	case s.Seq > spawn.Seq && !sameRun(s, spawn):
		return Proof{Answer: site.No, By: "is limited only after the work was started", Near: s}
	case s.Must == site.No && s.Do == site.Limit && (bornInBranch(f, s.On) || spawn.Must == site.No && sameRun(s, spawn)):
		return unknown("it is limited in a branch, perhaps the one in which it is made or fed")
	case s.Must == site.No && s.Do == site.Limit:
		return Proof{Answer: site.No, By: "is limited on one branch only", Near: s}
	case s.Must == site.Unknown && s.Do == site.Limit:
		return unknown("it is limited under a condition")
	}
	return size
}

// bornInBranch: what is limited came to life in a branch itself, so that a branch around the limit says nothing.
func bornInBranch(f *site.Func, r site.Ref) bool {
	return find(f.Sites, func(s *site.Site) bool { return s.Do == site.Open && s.On.Same(r) && s.Must != site.Yes }) != nil
}

// sameRun: a limit that stands below the spawn in one loop comes before the next run's spawn; it is not "after".
func sameRun(a, b *site.Site) bool {
	la, lb := site.InnermostLoop(a.At), site.InnermostLoop(b.At)
	return la != nil && lb != nil && la.ID == lb.ID
}

// sizeOf says what the size that an Open or a Limit gives proves. It reports false where no size is given.
func sizeOf(s *site.Site) (Proof, bool) {
	switch s.Cap.Kind {
	case site.Const:
		if s.Cap.N <= 0 && s.Do == site.Open {
			return no("has no size"), true
		}
		return Proof{Answer: site.Yes, By: fmt.Sprintf("%s %d", s.Do.String(), s.Cap.N)}, true
	case site.Endless:
		return no("has a limit that means no limit"), true
	case site.Data:
		if !lengthOf(s.Cap.From) {
			return Proof{Answer: site.Yes, By: "'" + s.Cap.From + "'", Assumed: true}, true // somebody chooses it
		}
		return no("is as large as '" + s.Cap.From + "'"), true
	case site.Config:
		return Proof{Answer: site.Yes, By: "'" + s.Cap.From + "'", Assumed: true}, true
	}
	if s.Do == site.Limit {
		return yes("a limit of unknown size"), true
	}
	return Proof{}, false
}

// byWorkers recognises workers: each run is itself a loop that draws from something shared, and gets no item of the
// spawning loop. Then the count is a number of workers, whatever bounds it, unless it is the length of the data.
func (p *Program) byWorkers(_ *site.Func, spawn *site.Site, alive []site.Frame) Proof {
	loop := site.InnermostLoop(alive)
	if spawn.Body == nil || loop == nil || loop.Times.Kind == site.Endless || lengthOf(loop.Times.From) {
		return no("")
	}
	for _, a := range spawn.Args {
		if a.Kind == site.Item {
			return no("")
		}
	}
	if !drawsFromShared(spawn.Body) {
		return no("")
	}
	return yes("a number of workers that draw from something shared")
}

func lengthOf(from string) bool { return len(from) > 4 && from[:4] == "len(" }

// drawsFromShared reports whether a loop of the function begins with a wait on something that the function did not make.
func drawsFromShared(f *site.Func) bool {
	seen := map[int]bool{}
	for i := range f.Sites {
		s := &f.Sites[i]
		loop := site.InnermostLoop(s.At)
		if s.Do == site.Call || loop == nil || seen[loop.ID] {
			continue
		}
		seen[loop.ID] = true
		if s.Do == site.Wait && s.On.Known() && s.On.Kind != site.Task && !openedIn(f, s.On) {
			return true
		}
	}
	return false
}

func openedIn(f *site.Func, r site.Ref) bool {
	return find(f.Sites, func(s *site.Site) bool { return s.Do == site.Open && s.On.Same(r) }) != nil
}

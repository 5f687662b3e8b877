package proof

import (
	"slices"

	"github.com/concurlint/concurlint/internal/site"
)

// A limiter is recognised by what is done to it: a modelled one by Enter and Leave, a sized channel by a Tell that a
// receive undoes, or by a receive that a Tell undoes (a channel filled with tokens).

// byPermitBefore looks for a permit that the loop takes before each spawn and that the run gives back.
func (p *Program) byPermitBefore(f *site.Func, spawn *site.Site, alive []site.Frame) Proof {
	loop := site.InnermostLoop(alive)
	if loop == nil {
		return no("")
	}
	answer := no("")
	for i := range f.Sites {
		s := &f.Sites[i]
		if s.Do == site.Gap && s.Seq < spawn.Seq && inLoop(s, loop.ID) && (s.Must == site.Yes || spawn.Must != site.Yes) && answer.Answer == site.No {
			answer = unknown("'" + s.API + "' is not known, and may wait for a permit")
		}
		if s.Seq >= spawn.Seq || !inLoop(s, loop.ID) || !p.takes(s) {
			continue
		}
		if got := p.permit(f, spawn, s, loop.ID); got.Answer != site.No || answer.Near == nil {
			answer = got
		}
		if answer.Answer == site.Yes {
			return answer
		}
	}
	return answer
}

// takes reports whether the site may take a permit.
func (p *Program) takes(s *site.Site) bool {
	switch s.Do {
	case site.Enter:
		return s.On.Kind == site.Limiter || s.On.Kind == site.Lock
	case site.Limit:
		return s.On.Known() && s.Cap.Kind != site.Endless
	case site.Tell:
		return s.On.Known() && s.On.Kind == site.Channel && s.Cap.Kind != site.Endless
	case site.Wait:
		return s.On.Known() && s.On.Kind == site.Channel && s.Time != site.N(0)
	}
	return false
}

func (p *Program) permit(f *site.Func, spawn, take *site.Site, loop int) Proof {
	if take.Do == site.Limit {
		if take.On.Same(spawn.On) && take.Must == site.Yes {
			return yes("a wait when '" + take.On.Short() + "' is full")
		}
		return no("")
	}
	channel := take.Do == site.Tell || take.Do == site.Wait
	back := spawn.Body != nil && find(spawn.Body.Sites, func(s *site.Site) bool { return givesBack(take, s) }) != nil
	switch {
	case (channel || take.On.Kind == site.Lock) && !back:
		return no("") // an ordinary send or receive, or a lock around something else
	case channel && p.size(f, take).Answer == site.No:
		return Proof{Answer: site.No, By: p.size(f, take).By, Near: take}
	case !channel && !back && leavesInLoop(f, take, loop):
		return Proof{Answer: site.No, By: "'" + take.On.Short() + "' is given back before the work is done", Near: take}
	case bornInLoop(f, take.On, loop):
		return Proof{Answer: site.No, By: "'" + take.On.Short() + "' is new in every run of the loop", Near: take}
	case take.Must == site.No && spawn.Must != site.Yes && back:
		return unknown("'" + take.On.Short() + "' is taken under a condition, as the start is") // a run that gives back what nobody took would wait for ever
	case take.Must == site.No:
		return Proof{Answer: site.No, By: "'" + take.On.Short() + "' is taken on one branch only", Near: take}
	case take.Must == site.Unknown:
		return unknown("'" + take.On.Short() + "' is taken under a condition")
	case p.size(f, take).Answer == site.No:
		return Proof{Answer: site.No, By: p.size(f, take).By, Near: take}
	}
	return yes("'" + take.On.Short() + "', taken before each start")
}

// givesBack reports whether s undoes what take did.
func givesBack(take, s *site.Site) bool {
	if !s.On.Same(take.On) {
		return false
	}
	switch take.Do {
	case site.Enter:
		return s.Do == site.Leave
	case site.Tell:
		return s.Do == site.Wait
	case site.Wait:
		return s.Do == site.Tell && s.Cap.Kind != site.Endless
	}
	return false
}

// leavesInLoop: the loop itself gives the permit back.
func leavesInLoop(f *site.Func, take *site.Site, loop int) bool {
	return find(f.Sites, func(s *site.Site) bool { return inLoop(s, loop) && s.Must != site.No && givesBack(take, s) }) != nil
}

func bornInLoop(f *site.Func, r site.Ref, loop int) bool {
	return find(f.Sites, func(s *site.Site) bool { return s.Do == site.Open && s.On.Same(r) && inLoop(s, loop) }) != nil
}

func inLoop(s *site.Site, loop int) bool {
	for _, f := range s.At {
		if f.Kind == site.Loop && f.ID == loop {
			return true
		}
	}
	return false
}

// size says what the opening of a limiter tells of its size. Yes where none is seen: that it exists is enough.
func (p *Program) size(f *site.Func, take *site.Site) Proof {
	open := find(f.Sites, func(s *site.Site) bool { return s.Do == site.Open && s.On.Same(take.On) })
	for _, place := range p.On(take.On) {
		if open == nil && place.Site.Do == site.Open {
			open = place.Site
		}
	}
	if open == nil {
		return yes("")
	}
	size, given := sizeOf(open)
	if !given {
		return yes("")
	}
	if size.Answer == site.No {
		size.By = "'" + take.On.Short() + "' " + size.By
	}
	return size
}

// byBody looks for a permit that each run takes before it waits for anything. The limiter must outlive the run.
func (p *Program) byBody(f *site.Func, spawn *site.Site, alive []site.Frame) Proof {
	body := spawn.Body
	if body == nil {
		return unknown("what is started is not known")
	}
	if take := p.takenAgain(f, body); take != nil {
		return yes("each run takes '" + take.On.Short() + "' itself")
	}
	answer := no("")
	for i := range body.Sites {
		s := &body.Sites[i]
		if s.Do == site.Gap && hidesPermit(body, s) {
			return unknown("what is started is not known in full")
		}
		if !p.takesInBody(body, s) {
			if answer.Answer == site.No && mayLimit(f, s) {
				answer = unknown("'" + s.On.Short() + "' may be a limiter")
			}
			continue
		}
		got := p.permitInBody(f, body, s, alive)
		if got.Answer == site.Yes {
			return got
		}
		if got.Answer == site.Unknown || answer.Near == nil && answer.Answer == site.No {
			answer = got
		}
	}
	return answer
}

// takenAgain is the permit that a function takes first, where it starts runs of itself.
func (p *Program) takenAgain(f, body *site.Func) *site.Site {
	if find(body.Sites, func(s *site.Site) bool { return s.Do == site.Call && s.API == f.Name }) == nil {
		return nil
	}
	return find(f.Sites, func(s *site.Site) bool {
		return s.Do == site.Enter && p.takes(s) && s.On.Known() && s.First == site.Yes && s.Must == site.Yes && !hasLoop(s.At) && !madeIn(f, s.On)
	})
}

// hidesPermit reports whether what is not understood may take a permit. A coroutine awaits or enters what it takes a permit
// from: in one, a plain call whose result is left alone hides none.
func hidesPermit(body *site.Func, gap *site.Site) bool {
	if body.Colour != site.Async || gap.API == "" {
		return true
	}
	return find(body.Sites, func(s *site.Site) bool {
		helper := slices.ContainsFunc(gap.Via, func(v site.Step) bool { return v.Func == s.API })
		switch s.Do {
		case site.Wait, site.Enter, site.Offload:
			return s.API == gap.API || helper // a helper hands what it got to the one who awaits it
		case site.Call:
			return s.API == gap.API // a function of ours that could not be read
		}
		return false
	}) != nil
}

// mayLimit: the run enters first something that it was given and of which nothing is known.
func mayLimit(f *site.Func, s *site.Site) bool {
	if s.Do != site.Enter || s.On.Kind != site.Object || s.Must == site.No || s.First == site.No {
		return false
	}
	return s.On.Scope == site.ScopeParam || s.On.Scope.Outlives() || s.On.Scope == site.ScopeCall && s.On.Func == f.Name
}

// takesInBody: in a body a channel is a limiter when the same run undoes what it did.
func (p *Program) takesInBody(body *site.Func, s *site.Site) bool {
	if s.Do == site.Enter {
		return p.takes(s)
	}
	if s.Do != site.Tell && s.Do != site.Wait || !p.takes(s) {
		return false
	}
	return find(body.Sites, func(b *site.Site) bool { return b.Seq > s.Seq && givesBack(s, b) }) != nil
}

func (p *Program) permitInBody(f, body *site.Func, s *site.Site, alive []site.Frame) Proof {
	name := "'" + s.On.Short() + "'"
	loop := site.InnermostLoop(alive)
	near := func(why string) Proof { return Proof{Answer: site.No, By: why, Near: s} }
	switch {
	case !s.On.Known():
		return unknown("which limiter is taken is not known")
	case madeIn(body, s.On):
		return near(name + " is made anew in every run")
	case loop != nil && bornInLoop(f, s.On, loop.ID):
		return near(name + " is new in every run of the loop")
	case p.size(f, s).Answer == site.No:
		return near(p.size(f, s).By)
	case s.On.Kind == site.Lock && body.Colour == site.Sync && p.worksOutside(s):
		if find(body.Sites, func(o *site.Site) bool { return o.On.Kind != site.Lock && p.takesInBody(body, o) }) != nil {
			return unknown("what is held meanwhile is not known")
		}
		return near(name + " is held for a part of the work only")
	case (hasLoop(s.At) || s.Must == site.No) && waitsOnlyHolding(body, s):
		return Proof{Answer: site.Yes, By: name + ", held by each run whenever it waits", Inside: true}
	case hasLoop(s.At) || s.Must == site.No:
		return near(name + " is taken on some ways only")
	case s.First == site.No && s.Do == site.Enter:
		return near(name + " is taken only after something else was waited for")
	case s.Must == site.Unknown || s.First == site.Unknown:
		return unknown(name + " may be taken too late or not at all")
	case waitsAfterLeave(body, s):
		return near(name + " is given back before the work is done")
	}
	return Proof{Answer: site.Yes, By: name + ", taken first by each run", Inside: true}
}

// worksOutside reports whether a run calls something that is not known before it takes a lock, or after it gave it back: what the
// lock protects is then not all that the run does.
func (p *Program) worksOutside(take *site.Site) bool {
	for k, v := range take.Via {
		f := p.Func(v.Func)
		if f == nil {
			return false
		}
		began := false
		for i := range f.Sites {
			s := &f.Sites[i]
			switch {
			case len(s.Via) > 0:
			case k+1 < len(take.Via) && s.Do == site.Call && s.API == take.Via[k+1].Func:
				began = true
			case k+1 == len(take.Via) && s.Do == take.Do && s.API == take.API:
				began = true
			case s.Do == site.Leave && s.On.Kind == site.Lock && !s.Late:
				began = false
			case s.Do == site.Call && !began && p.Func(s.API) == nil:
				return true
			}
			if began && k+1 < len(take.Via) {
				break
			}
		}
	}
	return false
}

// madeIn reports whether each run makes the object for itself. One that is made only while a field is unset is not new.
func madeIn(body *site.Func, r site.Ref) bool {
	return find(body.Sites, func(s *site.Site) bool {
		return s.Do == site.Open && s.On.Same(r) && !(r.Scope.Outlives() && whileUnset(s))
	}) != nil
}

func whileUnset(s *site.Site) bool {
	return slices.ContainsFunc(s.At, func(f site.Frame) bool { return f.Kind == site.Unset })
}

// waitsOnlyHolding reports whether the run holds a permit of the limiter whenever it waits, blocks or opens anything: it
// takes one for each round of a loop of its own, or on each of its ways that have something to wait for.
func waitsOnlyHolding(body *site.Func, take *site.Site) bool {
	var holder *site.Site
	for i := range body.Sites {
		s := &body.Sites[i]
		switch {
		case s.Do == take.Do && s.On.Same(take.On):
			holder = s
		case givesBack(take, s):
			holder = nil
		case needsPermit(s) && !pauses(s) && !holds(body, holder, s):
			return false
		}
	}
	return true
}

// holds reports whether the permit that was taken is still held at a later site: it is given back after that, and was not
// taken in a branch that the site does not stand in.
func holds(body *site.Func, taken, s *site.Site) bool {
	if taken == nil || taken.Must == site.No && s.Must == site.Yes && sameLoop(taken, s) {
		return false
	}
	return find(body.Sites, func(b *site.Site) bool { return b.Seq > s.Seq && givesBack(taken, b) }) != nil
}

// sameLoop reports whether two sites stand in the same innermost loop, or in none.
func sameLoop(a, b *site.Site) bool {
	la, lb := site.InnermostLoop(a.At), site.InnermostLoop(b.At)
	return la == nil && lb == nil || la != nil && lb != nil && la.ID == lb.ID
}

// pauses reports whether the site is the pause between two attempts: meanwhile another run may have the permit.
func pauses(s *site.Site) bool {
	loop := site.InnermostLoop(s.At)
	timed := s.Time.Kind == site.Const || s.Time.Kind == site.Config || s.Time.Kind == site.Data
	return s.Do == site.Wait && !s.On.Known() && timed && loop != nil && loop.Retry == site.Yes
}

func needsPermit(s *site.Site) bool {
	switch s.Do {
	case site.Wait, site.Block, site.Open, site.Offload, site.Spawn, site.Use, site.Enter:
		return true
	}
	return false
}

// waitsAfterLeave: the permit is held over nothing, and the waiting comes later.
func waitsAfterLeave(body *site.Func, take *site.Site) bool {
	var leave *site.Site
	held, later := false, false
	for i := range body.Sites {
		s := &body.Sites[i]
		switch {
		case s.Seq <= take.Seq:
		case leave == nil && givesBack(take, s):
			leave = s
		case s.Do != site.Wait && s.Do != site.Block && s.Do != site.Use && s.Do != site.Call && s.Do != site.Offload:
		case leave == nil:
			held = true
		case s.Must == site.Yes && s.Do != site.Call && s.Do != site.Use:
			later = true
		}
	}
	return leave != nil && later && !held
}

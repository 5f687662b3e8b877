package proof

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
)

// Owned answers whether somebody waits for the started work or can end it: it is waited for on every way out, handed on,
// belongs to a group that is, gets a signal to stop, or tells somebody when it is done. A No is known only of work that is
// known to last: a body that blocks, waits or loops with nothing that ends it.
func (p *Program) Owned(f *site.Func, spawn *site.Site) Proof {
	f = p.whole(f)
	if got := p.waitedFor(f, spawn); got.Answer != site.No {
		return got
	}
	body := spawn.Body
	if body == nil {
		return unknown("what is started is not known")
	}
	for i := range body.Sites {
		if got := p.ownedBy(f, spawn, &body.Sites[i]); got.Answer != site.No {
			return got
		}
	}
	return p.waitedFor(f, spawn)
}

// whole is the context manager that a function is the first part of: what it starts may be waited for and told in the other.
func (p *Program) whole(f *site.Func) *site.Func {
	if name, first := strings.CutSuffix(f.Name, site.Enters); first && p.Func(name) != nil {
		return p.Func(name)
	}
	return f
}

// waitedFor looks at what the starting function, or any other one for a field, does with what it started.
func (p *Program) waitedFor(f *site.Func, spawn *site.Site) Proof {
	if !spawn.On.Known() {
		return no("nobody holds it")
	}
	if spawn.On.Scope == site.ScopeParam || spawn.On.Scope == site.ScopeResult || spawn.On.Scope == site.ScopeRequest {
		return yes("the caller has it")
	}
	answer := no("nobody waits for it")
	for i := range f.Sites {
		s := &f.Sites[i]
		if s.On.Same(spawn.On) {
			answer = better(answer, keeps(s, spawn))
		}
	}
	for _, place := range p.On(spawn.On) {
		if place.Func.Name != f.Name {
			answer = better(answer, keeps(place.Site, spawn))
		}
	}
	return answer
}

// better prefers a yes, then unknown, then the no that saw more.
func better(a, b Proof) Proof {
	if b.Answer > a.Answer || b.Answer == a.Answer && b.Near != nil {
		return b
	}
	return a
}

func keeps(s, spawn *site.Site) Proof {
	switch s.Do {
	case site.Escape:
		return yes("it is handed on")
	case site.Wait, site.Leave:
		switch {
		case s.Time.Kind == site.Const || s.Time.Kind == site.Config || s.Time.Kind == site.Data:
			return Proof{Answer: site.No, By: "it is waited for with a timeout and then left alone", Near: s}
		case s.Must == site.No:
			return unknown("it is waited for on one branch")
		}
		return yes("it is waited for")
	case site.Tell:
		return yes("it is told to end")
	}
	return no("nobody waits for it")
}

// ownedBy asks one site of the body whether it ties the run to somebody outside.
func (p *Program) ownedBy(f *site.Func, spawn, s *site.Site) Proof {
	if s.Do == site.Gap {
		return unknown("what is started is not known in full")
	}
	if openedIn(spawn.Body, s.On) {
		return no("")
	}
	switch s.Do {
	case site.Wait, site.Use:
		if s.On.Kind == site.Signal || s.On.Kind == site.Channel {
			return p.signalled(f, s)
		}
		if s.Do == site.Wait && s.On.Kind == site.Conn {
			return p.closed(f, s)
		}
	case site.Block:
		if s.On.Kind == site.Resource || s.On.Kind == site.Conn {
			return p.closed(f, s)
		}
	case site.Leave:
		if s.On.Kind == site.Group {
			return yes("it leaves the group '" + s.On.Short() + "'")
		}
	case site.Tell:
		if s.On.Kind == site.Signal || s.On.Kind == site.Channel || s.On.Kind == site.Task {
			return p.received(f, s)
		}
	}
	return no("")
}

// closed: the run stands still on a socket, a server or a connection, and ends when somebody else closes that.
func (p *Program) closed(f *site.Func, block *site.Site) Proof {
	switch block.On.Scope {
	case site.ScopeUnknown:
		return unknown("what it stands still on is not known")
	case site.ScopeParam, site.ScopeRequest, site.ScopeResult:
		return yes("it ends with '" + block.On.Short() + "', which the caller has")
	}
	closes := func(s *site.Site) bool { return ends(s.Do) && s.On.Same(block.On) }
	if find(f.Sites, closes) != nil || p.anywhere(block.On, closes) {
		return yes("it ends when '" + block.On.Short() + "' is closed")
	}
	return no("")
}

// signalled: the run waits for something. Somebody must be able to tell it: the caller, an unknown holder, or a site.
func (p *Program) signalled(f *site.Func, wait *site.Site) Proof {
	switch wait.On.Scope {
	case site.ScopeUnknown:
		return unknown("what it waits for is not known")
	case site.ScopeParam, site.ScopeRequest, site.ScopeResult:
		return yes("it ends with '" + wait.On.Short() + "', which the caller has")
	}
	tells := func(s *site.Site) bool { return s.On.Same(wait.On) && (s.Do == site.Tell || s.Do == site.Escape) }
	if find(f.Sites, tells) != nil || p.anywhere(wait.On, tells) {
		return yes("it is told through '" + wait.On.Short() + "'")
	}
	if closedBeside(f, wait) {
		return yes("another run closes '" + wait.On.Short() + "'")
	}
	if open := find(f.Sites, func(s *site.Site) bool { return s.Do == site.Open && s.On.Same(wait.On) }); open != nil {
		for _, parent := range open.Args { // a context derived from one that somebody has
			if parent.Known() && !parent.Same(wait.On) {
				return p.signalled(f, &site.Site{On: parent})
			}
		}
		return no("")
	}
	return unknown("who tells '" + wait.On.Short() + "' is not known")
}

// closedBeside reports whether something else that the function starts closes what a run waits for.
func closedBeside(f *site.Func, wait *site.Site) bool {
	return find(f.Sites, func(s *site.Site) bool {
		if s.Do != site.Spawn || s.Body == nil || find(s.Body.Sites, func(o *site.Site) bool { return o == wait }) != nil {
			return false
		}
		return find(s.Body.Sites, func(o *site.Site) bool {
			return o.Do == site.Tell && o.Cap.Kind == site.Endless && o.On.Same(wait.On)
		}) != nil
	}) != nil
}

// received: the run tells somebody. A channel that is received from, or has room, ties it; one that nobody reads does not.
func (p *Program) received(f *site.Func, tell *site.Site) Proof {
	if tell.On.Scope != site.ScopeCall {
		return yes("it tells '" + tell.On.Short() + "'")
	}
	reads := func(s *site.Site) bool {
		return s.On.Same(tell.On) && (s.Do == site.Wait || s.Do == site.Escape || s.Do == site.Use)
	}
	if find(f.Sites, reads) != nil {
		return yes("'" + tell.On.Short() + "' is received from")
	}
	return unknown("who receives '" + tell.On.Short() + "' is not known")
}

func (p *Program) anywhere(r site.Ref, fits func(*site.Site) bool) bool {
	for _, place := range p.On(r) {
		if fits(place.Site) {
			return true
		}
	}
	return false
}

// Lasts returns the site that makes a run last: a blocking call without a timeout, or an endless loop that does not end
// by itself. Nil means that nothing is known that lasts.
func (p *Program) Lasts(body *site.Func) *site.Site {
	if body == nil {
		return nil
	}
	return find(body.Sites, func(s *site.Site) bool {
		return s.Do == site.Block && s.Time.Kind == site.Endless || p.inEndlessLoop(s)
	})
}

// NeverEnds returns a site of the run that is in a loop without end: one that nothing leaves, or one that looks at a
// signal that nobody sends. Nil means that none is known.
func (p *Program) NeverEnds(f, body *site.Func) *site.Site {
	if body == nil {
		return nil
	}
	f = p.whole(f)
	return find(body.Sites, func(s *site.Site) bool {
		return p.inEndlessLoop(s) && p.loopsForGood(s) || s.On.Kind == site.Signal && s.On.Scope == site.ScopeCall && (s.Do == site.Use || s.Do == site.Wait) &&
			site.InnermostLoop(s.At) != nil && p.signalled(f, s).Answer == site.No
	})
}

// loopsForGood: the loop stands in a function on the way to the site that does not return. One that does not return for
// another reason, because it raises or because its ways are not known, says nothing.
func (p *Program) loopsForGood(s *site.Site) bool {
	loops := func(in *site.Site) bool { return len(in.Via) == 0 && in.Times().Kind == site.Endless }
	return len(s.Via) == 0 || slices.ContainsFunc(s.Via, func(v site.Step) bool {
		f := p.Func(v.Func)
		return f != nil && !returns(f) && find(f.Sites, loops) != nil
	})
}

func (p *Program) inEndlessLoop(s *site.Site) bool {
	return s.Do != site.Call && s.Times().Kind == site.Endless && !p.endsItself(s)
}

// endsItself reports whether a plain endless loop has a way out of its own: every function on the way to the site can
// return. A loop over a channel or a ticker ends with that, which is asked of its owner.
func (p *Program) endsItself(s *site.Site) bool {
	if loop := site.InnermostLoop(s.At); len(s.Via) == 0 || loop == nil || !loop.On.IsZero() || loop.Times.From != "" {
		return false
	}
	for _, v := range s.Via {
		if f := p.Func(v.Func); f != nil && !returns(f) {
			return false
		}
	}
	return true
}

func returns(f *site.Func) bool {
	return slices.ContainsFunc(f.Ways, func(w site.Way) bool { return w.Kind == site.Return })
}

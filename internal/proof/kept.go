package proof

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
)

// Kept answers whether somebody holds on to the started work: stored, handed on, waited for, or held by a variable of a
// function that itself still waits for something.
func (p *Program) Kept(f *site.Func, spawn *site.Site) Proof {
	if spawn.On.Scope != site.ScopeCall || spawn.On.Func != f.Name {
		return unknown("it outlives the function")
	}
	if strings.Contains(spawn.On.Name, ".") {
		return unknown("an object has it")
	}
	if len(spawn.Via) > 0 && !surely(spawn) {
		return unknown("the helper may have started nothing")
	}
	for i := range f.Sites {
		if p.holds(&f.Sites[i], spawn) {
			return Proof{Answer: site.Yes, By: "it is held", Near: &f.Sites[i]}
		}
	}
	if spawn.On.Unnamed() {
		return no("its result is dropped")
	}
	if wait := find(f.Sites, func(s *site.Site) bool { return p.suspends(s) && follows(s, spawn) }); wait != nil {
		return Proof{Answer: site.Yes, By: "the function holds it while it waits", Near: wait}
	}
	return no("'" + spawn.On.Short() + "' is gone when the function returns")
}

// Heard answers whether somebody asks the future of the work how that ended, or can.
func (p *Program) Heard(f *site.Func, spawn *site.Site) Proof {
	if spawn.Hears.Scope != site.ScopeCall || spawn.Hears.Func != f.Name {
		return unknown("what tells of an error is not known")
	}
	future := *spawn
	future.On = spawn.Hears
	for i := range f.Sites {
		if s := &f.Sites[i]; s != spawn && p.holds(s, &future) {
			return Proof{Answer: site.Yes, By: "it is asked", Near: s}
		}
	}
	return no("nobody asks it")
}

// holds reports whether a site takes the work over, or does something with it that shows that somebody holds it.
func (p *Program) holds(s, spawn *site.Site) bool {
	if s == spawn {
		return false
	}
	has := func(refs []site.Ref) bool { return slices.ContainsFunc(refs, spawn.On.Same) }
	switch s.Do {
	case site.Wait, site.Tell, site.Use, site.Escape, site.Leave:
		return spawn.On.Same(s.On)
	case site.Call:
		params := len(s.Args)
		if callee := p.Func(s.API); callee != nil {
			params = min(params, callee.Params)
		}
		return has(s.Args[:params])
	case site.Spawn, site.Offload:
		return has(s.Args) || s.Body != nil && find(s.Body.Sites, func(in *site.Site) bool { return spawn.On.Same(in.On) || has(in.Args) }) != nil
	}
	return false
}

// surely reports whether the helper that brings the work starts it on every way.
func surely(spawn *site.Site) bool {
	return len(spawn.Ways) > 0 && !slices.ContainsFunc(spawn.Ways, func(w site.Way) bool { return w.Sure != site.Yes })
}

// suspends reports whether the function stands still at the site, and its variables with it.
func (p *Program) suspends(s *site.Site) bool {
	switch s.Do {
	case site.Wait, site.Block:
		return s.Time != site.N(0)
	case site.Offload, site.Enter:
		return true
	case site.Call:
		callee := p.Func(s.API)
		return callee == nil || callee.Colour == site.Async
	}
	return false
}

// follows reports whether a may run after b: it stands behind it, or both stand in one loop.
func follows(a, b *site.Site) bool {
	loop := site.InnermostLoop(b.At)
	return a.Seq > b.Seq || loop != nil && slices.ContainsFunc(a.At, func(f site.Frame) bool { return f.ID == loop.ID })
}

package proof

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
)

// Released answers whether the object that open brings to life is given back on every way out of its function that can
// be reached while it lives. Leak is the first way on which it surely is not; a return stands before an error.
func (p *Program) Released(f *site.Func, open *site.Site) (proof Proof, leak site.Way) {
	if open.On.Scope != site.ScopeCall && open.On.Scope != site.ScopeResult {
		return unknown("it outlives the function"), leak
	}
	if len(open.Ways) == 0 {
		return unknown("no way out is known"), leak
	}
	all := site.Yes
	for _, w := range open.Ways {
		if w.Sure == site.No {
			continue // it does not live that long
		}
		answer := releasedOn(f.Sites, open, w.ID)
		if way := wayOut(f, w); answer == site.No && (all != site.No || way.Kind != site.Error && leak.Kind == site.Error) {
			leak = way
		}
		all = all.And(answer)
	}
	if all == site.No {
		return no("it is not given back on every way out"), leak
	}
	return Proof{Answer: all, By: "given back on every way out"}, leak
}

// Held answers on which ways out of its function what take takes is still held, and on which, errors aside, it is free
// again, on some path at least. Of the former a return stands first: it is the plainer mistake.
func (p *Program) Held(f *site.Func, take *site.Site) (kept, free []site.Way) {
	for _, w := range take.Ways {
		answer := releasedOn(f.Sites, take, w.ID)
		if w.Sure == site.No {
			answer = site.Yes
		}
		w = wayOut(f, w)
		switch {
		case answer == site.No && w.Kind == site.Error:
			kept = append(kept, w)
		case answer == site.No:
			kept = slices.Insert(kept, 0, w)
		}
		if w.Kind != site.Error && given(f.Sites, take, w.ID) {
			free = append(free, w)
		}
	}
	return kept, free
}

// given: something that gives it back lies before the way, on some path at least.
func given(sites []site.Site, take *site.Site, way int) bool {
	return find(sites, func(s *site.Site) bool {
		return s.Do == site.Leave && s.On.Same(take.On) && slices.ContainsFunc(s.Ways, func(w site.Way) bool { return w.ID == way })
	}) != nil
}

// wayOut is the way with the kind that the function's own ways give it.
func wayOut(f *site.Func, w site.Way) site.Way {
	for _, own := range f.Ways {
		if own.ID == w.ID {
			w.Kind = own.Kind
		}
	}
	return w
}

func releasedOn(sites []site.Site, open *site.Site, way int) site.Tri {
	best := site.No
	for i := range sites {
		s := &sites[i]
		if s.Do == site.Spawn && works(s.On.Kind) && slices.ContainsFunc(s.Args, open.On.Same) {
			best = max(best, site.Unknown) // a thread may end it
		}
		if !ends(s.Do) || !s.On.Same(open.On) && !handsOnPart(s, open.On) {
			continue
		}
		for _, w := range s.Ways {
			if w.ID == way {
				best = max(best, w.Sure)
			}
		}
	}
	return best
}

func works(k site.ObjKind) bool { return k == site.Thread || k == site.Daemon }

func ends(d site.Do) bool { return d == site.Leave || d == site.Escape }

// HandedOn reports whether the object goes where the function cannot see: returned, stored, given to code that may keep
// it. Then its life does not end here.
func HandedOn(f *site.Func, s *site.Site) bool {
	if s.On.Scope != site.ScopeCall {
		return true
	}
	return find(f.Sites, func(e *site.Site) bool { return e.Do == site.Escape && e.On.Same(s.On) || handsOnPart(e, s.On) }) != nil
}

// handsOnPart reports whether something of a client or a pool is handed on that keeps it: a database, or a table of that.
func handsOnPart(e *site.Site, on site.Ref) bool {
	if e.Do != site.Escape || on.Kind != site.Client && on.Kind != site.Pool {
		return false
	}
	whole, part := strings.CutSuffix(e.On.Name, ".[]")
	for part && whole != on.Name {
		whole, part = strings.CutSuffix(whole, ".[]")
	}
	of := e.On
	of.Name = whole
	return part && of.Same(on)
}

// Ended reports whether the function itself ends the object before it returns, whoever was given it meanwhile and keeps
// no more of it than a closed one.
func Ended(f *site.Func, s *site.Site) bool {
	if find(f.Sites, func(e *site.Site) bool { return e.Do == site.Escape && e.API == site.Stored && e.On.Same(s.On) }) != nil {
		return false
	}
	return find(f.Sites, func(l *site.Site) bool { return l.Do == site.Leave && l.On.Same(s.On) && beforeReturns(f, s, l) }) != nil
}

// beforeReturns reports whether l surely lies before each return, and each next run of a loop, that can be reached after s.
func beforeReturns(f *site.Func, s, l *site.Site) bool {
	returned := false
	for _, w := range s.Ways {
		if wayOut(f, w).Kind == site.Error {
			continue
		}
		if !slices.ContainsFunc(l.Ways, func(by site.Way) bool { return by.ID == w.ID && by.Sure == site.Yes }) {
			return false
		}
		returned = true
	}
	return returned
}

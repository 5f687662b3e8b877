package proof

import (
	"maps"
	"slices"

	"github.com/concurlint/concurlint/internal/site"
)

// Runs says how often a function runs, from what it is and from who calls it. Callers never bound a count, because they
// change; they do say when a function runs.
func (p *Program) Runs(f *site.Func) site.Runs {
	if f.Entry != site.RunsUnknown {
		return f.Entry
	}
	return p.runs[f.Name]
}

// setRuns asks for every function that somebody is seen to call, before anybody else does: a Program that is asked by
// several at once must not change.
func (p *Program) setRuns() {
	for _, name := range slices.Sorted(maps.Keys(p.callers)) {
		if f := p.byName[name]; f != nil {
			p.setRunsOf(f)
		}
	}
}

func (p *Program) setRunsOf(f *site.Func) site.Runs {
	if f.Entry != site.RunsUnknown {
		return f.Entry
	}
	if r, ok := p.runs[f.Name]; ok {
		return r
	}
	p.runs[f.Name] = site.RunsUnknown // while it is being asked: a recursion adds nothing
	r := p.fromCallers(f)
	p.runs[f.Name] = r
	return r
}

// fromCallers takes the most frequent caller. Once needs every caller to be known as Once.
func (p *Program) fromCallers(f *site.Func) site.Runs {
	callers := p.callers[f.Name]
	most, once := site.RunsUnknown, len(callers) > 0
	for _, c := range callers {
		if c.Func.Name == f.Name {
			continue
		}
		r := p.fromCaller(c)
		once = once && r == site.Once
		if r != site.Once {
			most = max(most, r)
		}
	}
	if once {
		return site.Once
	}
	return most
}

func (p *Program) fromCaller(c Caller) site.Runs {
	grows := c.Site.Times().Grows()
	switch {
	case grows && c.Site.Do == site.Spawn:
		return site.Hot
	case grows && !onlyEndless(c.Site.At):
		return max(site.PerCall, p.setRunsOf(c.Func))
	}
	return p.setRunsOf(c.Func)
}

// onlyEndless reports whether all that repeats is `while True`: a service loop reconnects, it does not fan out.
func onlyEndless(at []site.Frame) bool {
	for _, f := range at {
		if f.Kind == site.Loop && f.Times.Kind == site.Data {
			return false
		}
	}
	return true
}

// PerCall answers whether the site runs per call: at least once per request or item of work. The caller has to know
// that the object's life ends in the function.
func (p *Program) PerCall(f *site.Func, s *site.Site) Proof {
	if a := s.Times(); a.Kind == site.Data {
		return Proof{Answer: site.Yes, By: "runs once per item of '" + a.From + "'"}
	}
	switch p.Runs(f) {
	case site.Hot:
		return yes("runs for every request, message or item")
	case site.PerCall:
		return yes("is called per item of work")
	case site.Once:
		return no("runs once")
	}
	if f.Takes == site.Yes && (f.Colour == site.Async || f.Owner != "" || f.Public) {
		return yes("takes data and is called per use")
	}
	return unknown("nobody says how often it runs")
}

// Overlaps answers whether several runs of the function are shown to overlap: started once per item, or a handler.
func (p *Program) Overlaps(f *site.Func) Proof {
	if p.Runs(f) == site.Hot {
		return yes("several runs overlap")
	}
	for _, c := range p.callers[f.Name] {
		if c.Site.Do == site.Spawn && c.Site.Times().Exceeds(1) {
			return Proof{Answer: site.Yes, By: "several runs overlap", Near: c.Site}
		}
	}
	return unknown("no two runs are shown to overlap")
}

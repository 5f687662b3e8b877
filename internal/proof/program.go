// Package proof answers the questions that rules ask of sites: is this limited, owned, released, per call. Each answer is
// a known yes, a known no or unknown, with the places that were looked at. It sees no syntax, no types, and reports nothing.
package proof

import (
	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/site"
)

// A Program is what proofs look at together: the solved functions of a unit and what is known of others.
type Program struct {
	Funcs       []site.Func
	MaxConstant int64 // a constant count up to this is no fan-out

	byName  map[string]*site.Func
	callers map[string][]Caller
	shared  map[site.Ref][]Place // sites on objects that outlive one call, by object
	runs    map[string]site.Runs
	tests   map[string]bool // by file
}

// A Caller is one place that runs a function.
type Caller struct {
	Func *site.Func
	Site *site.Site // the Call itself; of what is started, the Spawn or Offload
}

// A Place is a site and the function it stands in.
type Place struct {
	Func *site.Func
	Site *site.Site
}

// A Proof is an answer and how it was found.
type Proof struct {
	Answer  site.Tri
	By      string       // what decided, as a message names it: "semaphore 'SEM'", "SetLimit(8)", "50 times at most"
	Assumed bool         // a Yes that rests on a setting whose value is not known
	Trivial bool         // a Yes because nothing repeats: no limit is asked for
	Alive   []site.Frame // Limited: the frames that repeat while what they started still runs
	Inside  bool         // Limited: a Yes by a permit that each run takes itself, when it is alive already
	Near    *site.Site   // of a No: the limiter that is there and does not limit
}

func yes(by string) Proof     { return Proof{Answer: site.Yes, By: by} }
func no(by string) Proof      { return Proof{Answer: site.No, By: by} }
func unknown(by string) Proof { return Proof{Answer: site.Unknown, By: by} }

// New indexes solved functions. Facts are solved functions of other units: they call nobody here and nobody here is
// known to them.
func New(funcs []site.Func, facts map[string]*site.Func, maxConstant int64) *Program {
	p := &Program{
		Funcs: funcs, MaxConstant: maxConstant,
		byName: map[string]*site.Func{}, callers: map[string][]Caller{}, shared: map[site.Ref][]Place{}, runs: map[string]site.Runs{}, tests: map[string]bool{},
	}
	for name, f := range facts {
		p.byName[name] = f
	}
	for i := range funcs {
		p.byName[funcs[i].Name] = &funcs[i]
	}
	for i := range funcs {
		p.index(&funcs[i], funcs[i].Sites, nil)
	}
	p.setRuns()
	return p
}

// index notes who calls whom and what is done to shared objects. Around is the Spawn or Offload whose body is read.
func (p *Program) index(f *site.Func, sites []site.Site, around *site.Site) {
	for i := range sites {
		s := &sites[i]
		if s.Do == site.Call && len(s.Via) == 0 {
			by := s
			if around != nil {
				by = around
			}
			if !p.onlyTests(f, s.API) {
				p.callers[s.API] = append(p.callers[s.API], Caller{f, by})
			}
		}
		if s.On.Scope.Outlives() {
			key := s.On
			key.Kind = site.Object
			p.shared[key] = append(p.shared[key], Place{f, s})
		}
		if s.Body != nil {
			p.index(f, s.Body.Sites, s)
		}
	}
}

// onlyTests reports whether a call is a test's of what is no test: it says nothing of when the function runs.
func (p *Program) onlyTests(caller *site.Func, name string) bool {
	callee := p.byName[name]
	return callee != nil && p.inTest(caller.Span.File) && !p.inTest(callee.Span.File)
}

func (p *Program) inTest(file string) bool {
	test, known := p.tests[file]
	if !known {
		test = config.ClassOf(file) == "test"
		p.tests[file] = test
	}
	return test
}

// Func returns a function by name; nil where it is not known.
func (p *Program) Func(name string) *site.Func { return p.byName[name] }

// Callers returns the places that run the function.
func (p *Program) Callers(name string) []Caller { return p.callers[name] }

// On returns what any function of the unit does to a field or to a variable of the process. It is empty for others.
func (p *Program) On(r site.Ref) []Place {
	r.Kind = site.Object
	return p.shared[r]
}

// find returns the first site that fits.
func find(sites []site.Site, fits func(*site.Site) bool) *site.Site {
	for i := range sites {
		if fits(&sites[i]) {
			return &sites[i]
		}
	}
	return nil
}

// Origin returns where a site itself stands: the end of its way through helpers.
func Origin(s *site.Site) site.Span {
	if n := len(s.Via); n > 0 {
		return s.Via[n-1].Span
	}
	return s.Span
}

// Inside returns the function in which a site of a body itself stands.
func Inside(body *site.Func, s *site.Site) string {
	if n := len(s.Via); n > 0 {
		return s.Via[n-1].Func
	}
	return body.Name
}

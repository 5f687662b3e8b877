package proof

import (
	"strings"

	"github.com/concurlint/concurlint/internal/site"
)

// An Identity says which object a site works on, as one function names it. A field is told apart from the same field of
// another object: Of is the object that has it.
type Identity struct{ Object, Of site.Ref }

// Identify names the object of a site of f, or of a body that f starts; sites are those that it stands among. It reports
// false where the object belongs to a function below, or where it is not seen whose field it is.
func (p *Program) Identify(f *site.Func, sites []site.Site, s *site.Site) (Identity, bool) {
	on := s.On
	on.Kind = site.Object
	switch on.Scope {
	case site.ScopeParam, site.ScopeProcess, site.ScopeRequest:
		return Identity{Object: on}, true
	case site.ScopeCall, site.ScopeResult:
		return Identity{Object: on}, on.Func == f.Name
	case site.ScopeInstance:
		of := p.receiver(f, sites, s)
		of.Kind = site.Object
		return Identity{Object: on, Of: of}, of.Known()
	}
	return Identity{}, false
}

// receiver is the object whose field the site works on: it follows self down the calls that lead to the site.
func (p *Program) receiver(f *site.Func, sites []site.Site, s *site.Site) site.Ref {
	self := site.Ref{Scope: site.ScopeParam, Name: "self"}
	args := []site.Ref{self}
	in, span := f, s.Span
	for _, step := range s.Via {
		call := find(sites, func(c *site.Site) bool {
			return c.Do == site.Call && len(c.Via) == 0 && c.API == step.Func && c.Span == span
		})
		callee := p.Func(step.Func)
		if call == nil || callee == nil {
			return site.Ref{}
		}
		given := make([]site.Ref, len(call.Args))
		for i, a := range call.Args {
			given[i] = asAbove(in, a, args, in == f)
		}
		args, in, sites, span = given, callee, callee.Sites, step.Span
	}
	if in.Owner == "" || in.Owner != s.On.Func || len(args) == 0 {
		return site.Ref{}
	}
	return args[0]
}

// asAbove says what the function at the top calls an object of a function below it, which was handed args. At the top
// its own names hold.
func asAbove(in *site.Func, r site.Ref, args []site.Ref, top bool) site.Ref {
	switch {
	case r.Kind == site.Item:
		return site.Ref{}
	case r.Scope == site.ScopeProcess, top && r.Scope == site.ScopeParam:
		return r
	case r.Scope == site.ScopeParam && r.N < len(args):
		_, field, _ := strings.Cut(r.Name, ".")
		return fieldOf(args[r.N], field)
	case r.Scope == site.ScopeInstance && r.Func == in.Owner && len(args) > 0:
		return fieldOf(args[0], r.Name)
	case top && (r.Scope == site.ScopeCall || r.Scope == site.ScopeResult) && r.Func == in.Name:
		return r
	}
	return site.Ref{}
}

func fieldOf(r site.Ref, field string) site.Ref {
	if r.Known() && field != "" {
		r.Name += "." + field
	}
	return r
}

// Alive are the frames around a spawn that repeat while what it started before still runs.
func Alive(f *site.Func, spawn *site.Site) []site.Frame { return aliveFrames(f, spawn) }

// OneFor answers whether all runs that a spawn of f starts meet the same object: it is not made, or found, in a loop
// that starts them.
func OneFor(f *site.Func, spawn *site.Site, id Identity) bool {
	for _, r := range []site.Ref{id.Object, id.Of} {
		if r.Scope != site.ScopeCall && r.Scope != site.ScopeResult {
			continue
		}
		r.Name, _, _ = strings.Cut(r.Name, ".")
		if born := birth(f, r); born == nil || repeatsWith(born, Alive(f, spawn)) {
			return false
		}
	}
	return true
}

// birth is the first site of f that names the object: where it is opened, or returned by a call.
func birth(f *site.Func, r site.Ref) *site.Site {
	return find(f.Sites, func(s *site.Site) bool {
		return s.Do == site.Open && s.On.Same(r) || s.Do == site.Call && named(s.Args, r)
	})
}

func named(refs []site.Ref, r site.Ref) bool {
	for _, a := range refs {
		if a.Same(r) && a.Kind != site.Item {
			return true
		}
	}
	return false
}

func repeatsWith(s *site.Site, alive []site.Frame) bool {
	for _, a := range alive {
		for _, f := range s.At {
			if a.Kind == site.Loop && f.ID == a.ID {
				return true
			}
		}
	}
	return false
}

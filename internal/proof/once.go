package proof

import (
	"slices"

	"github.com/concurlint/concurlint/internal/site"
)

// Once answers whether a site happens once, however often the loops around it run: it stands behind a flag that is set
// there, where the object that it makes is not there yet, or in a function that runs once by itself. It returns the frames
// that still repeat it. An object that each run of a loop makes anew has a flag of its own, and so has each call of a
// function whose local is the flag.
func (p *Program) Once(f *site.Func, s *site.Site) (inner []site.Frame, ok bool) {
	cur, span, fresh, at := f, s.Span, false, s.At
	for level := 0; ; level++ {
		var call *site.Site
		own := len(at)
		if level < len(s.Via) {
			if call = callAt(cur, s.Via[level].Func, span); call == nil {
				return nil, false
			}
			own = min(own, len(call.At))
		}
		for i, frame := range at[:own] {
			if setsItself(frame, s.On) && !(fresh && frame.On.Scope == site.ScopeInstance) {
				return at[i+1:], true
			}
			if frame.Kind == site.Unset && frame.On.Scope == site.ScopeCall && frame.Once == site.Yes {
				around := s.At[:len(s.At)-len(at)] // of the callers: each call has a flag of its own
				return slices.Concat(around, at[i+1:]), true
			}
		}
		if call == nil {
			return nil, false
		}
		callee := p.Func(call.API)
		if callee == nil {
			return nil, false
		}
		if at = at[own:]; callee.Entry == site.Once {
			return at, true
		}
		cur, span, fresh = callee, s.Via[level].Span, anew(cur, call, fresh)
	}
}

// setsItself reports whether what runs in the frame keeps itself from running again.
func setsItself(f site.Frame, made site.Ref) bool {
	return f.Kind == site.Unset && f.On.Scope.Outlives() && (f.Once == site.Yes || f.On.Same(made))
}

func callAt(f *site.Func, name string, span site.Span) *site.Site {
	return find(f.Sites, func(s *site.Site) bool {
		return s.Do == site.Call && len(s.Via) == 0 && s.API == name && s.Span == span
	})
}

// anew reports whether the receiver of a call is another object in each run of the loop around it. Fresh says so of the
// receiver of the function itself.
func anew(f *site.Func, call *site.Site, fresh bool) bool {
	if len(call.Args) == 0 {
		return false
	}
	recv := call.Args[0]
	switch {
	case recv.Kind == site.Item:
		return true
	case recv.Scope == site.ScopeParam:
		return fresh && recv.N == 0 && f.Owner != ""
	case recv.Scope != site.ScopeCall:
		return false
	}
	first := find(f.Sites, func(s *site.Site) bool {
		if s.On.Same(recv) {
			return true
		}
		for _, a := range s.Args {
			if a.Same(recv) {
				return true
			}
		}
		return false
	})
	loop := site.InnermostLoop(call.At)
	return loop != nil && first != nil && inLoop(first, loop.ID)
}

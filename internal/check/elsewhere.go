package check

import (
	"slices"

	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// elsewhere reports whether what is sent through a client goes wherever its caller says: the address of each request is a
// parameter as it stands, and nobody in the project gives one of its own. Then each call may go to another host, and a shared
// client keeps connections that nobody uses again.
func (q query) elsewhere() bool {
	if q.lang != "python" || q.s.Times().Grows() {
		return false // its own loop can go on with one
	}
	sends := false
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if mentions(s.Args, q.s.On) && s.Do == site.Escape {
			return false
		}
		if !s.On.Same(q.s.On) || s.Do != site.Use && s.Do != site.Block {
			continue
		}
		if !slices.ContainsFunc(s.Args, func(r site.Ref) bool { return r.Scope == site.ScopeParam && q.callersSay(q.f, r, map[string]bool{}) }) {
			return false
		}
		sends = true
	}
	return sends
}

// callersSay reports whether a value is data of whoever calls the function: a parameter for which no caller in the project has
// a field of its own or a variable of the program.
func (q query) callersSay(f *site.Func, r site.Ref, seen map[string]bool) bool {
	if r.Scope.Outlives() {
		return r.Scope == site.ScopeInstance && r.Func != f.Owner
	}
	if r.Scope != site.ScopeParam || seen[f.Name] {
		return true
	}
	seen[f.Name] = true
	return !slices.ContainsFunc(q.Callers(f.Name), func(c proof.Caller) bool {
		call := callOf(c.Site, f.Name)
		return call != nil && r.N < len(call.Args) && !q.callersSay(c.Func, call.Args[r.N], seen)
	})
}

// callOf is the call of a function that a site is or that the work it starts does.
func callOf(s *site.Site, name string) *site.Site {
	if s.Do == site.Call {
		return s
	}
	if s.Body != nil {
		for i := range s.Body.Sites {
			if in := &s.Body.Sites[i]; in.Do == site.Call && in.API == name {
				return in
			}
		}
	}
	return nil
}

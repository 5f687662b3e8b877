package proof

import "github.com/concurlint/concurlint/internal/site"

// Undisturbed answers whether nothing else runs on the event loop while a coroutine does what a site says: it runs at
// start-up, or it is all that the loop was started for, and it has started nothing by then. What no test calls and
// nobody is seen to call may be called from anywhere.
func (p *Program) Undisturbed(f *site.Func, s *site.Site) bool {
	return p.undisturbed(f, s, map[string]bool{})
}

func (p *Program) undisturbed(f *site.Func, s *site.Site, asked map[string]bool) bool {
	if asked[f.Name] || f.Entry == site.Hot || startsTasks(f, s) {
		return false
	}
	asked[f.Name] = true
	if f.Entry == site.Once {
		return true
	}
	callers := p.Callers(f.Name)
	for _, c := range callers {
		if !p.runsAlone(f, c, asked) {
			return false
		}
	}
	return len(callers) > 0
}

// runsAlone: the caller runs f in a loop of its own, or is a coroutine that is undisturbed itself.
func (p *Program) runsAlone(f *site.Func, c Caller, asked map[string]bool) bool {
	switch {
	case c.Func.Colour == site.Async:
		return c.Site.Do == site.Call && p.undisturbed(c.Func, c.Site, asked)
	case c.Site.Do != site.Offload:
		return false
	}
	return !f.Public || p.Runs(c.Func) == site.Once
}

// startsTasks reports whether the coroutine has started others that may still run at the site; in a loop, also those of
// the run before. Those of a helper that is called in a branch are no evidence: the branch may end there.
func startsTasks(f *site.Func, s *site.Site) bool {
	looped := site.InnermostLoop(s.At) != nil
	for i := range f.Sites {
		t := &f.Sites[i]
		if len(t.Via) > 0 && t.Must == site.No {
			continue
		}
		if t.Do == site.Spawn && t.Body != nil && (t.On.Kind == site.Task || t.On.Kind == site.Group) && (looped || t.Seq < s.Seq && !waitedBetween(f, t, s)) {
			return true
		}
	}
	return false
}

func waitedBetween(f *site.Func, spawn, s *site.Site) bool {
	return find(f.Sites, func(w *site.Site) bool {
		return w.Do == site.Wait && w.On.Same(spawn.On) && w.Seq > spawn.Seq && w.Seq < s.Seq
	}) != nil
}

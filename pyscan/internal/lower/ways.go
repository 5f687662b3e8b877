package lower

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
)

// maxWork bounds the search for ways in one function: beyond it no way is
// known, and that is silent.
const maxWork = 20_000_000

// finish completes the sites: their frames, and the ways out that they lie before.
func (w *walker) finish() []site.Site {
	w.born, w.exits = w.births(), w.waysByNode()
	small := len(w.entries)*len(w.g.Succ) < maxWork
	var out []site.Site
	for i := range w.entries {
		e := &w.entries[i]
		if e.gone || e.lazy || w.dropped(e) {
			continue
		}
		s := e.Site
		s.At = w.framesOf(e.frames)
		s.On, s.Hears = w.final(s.On), w.final(s.Hears)
		for j := range s.Args {
			s.Args[j] = w.final(s.Args[j])
		}
		if small && needsWays(&s) {
			s.Ways = w.waysOf(&s, e)
			w.outlived(&s, e)
		}
		out = append(out, s)
	}
	return out
}

// dropped: the escape of a plain value, that nobody gave a life to, says nothing.
func (w *walker) dropped(e *entry) bool {
	on := w.final(e.On)
	if e.yielded && w.left[identity(on)] {
		return true
	}
	return e.Do == site.Escape && (on.Scope == site.ScopeCall || on.Scope == site.ScopeResult) && len(w.born[identity(on)]) == 0
}

func (w *walker) framesOf(ids []int) []site.Frame {
	var at []site.Frame
	for _, id := range ids {
		at = append(at, *w.frame(id))
	}
	return at
}

// final is what an object is called in the end, and of which kind it is.
func (w *walker) final(r site.Ref) site.Ref {
	for range 3 {
		to, ok := w.renamed[identity(r)]
		if !ok {
			return r
		}
		kind := r.Kind
		r = to
		if kind != site.Object {
			r.Kind = kind
		}
	}
	return r
}

func identity(r site.Ref) site.Ref {
	r.Kind = site.Object
	return r
}

func needsWays(s *site.Site) bool {
	switch s.Do {
	case site.Open, site.Enter, site.Spawn, site.Leave, site.Escape, site.Call, site.Offload:
		return true
	case site.Wait, site.Tell, site.Limit:
		return s.On.Known()
	case site.Swallow:
		return s.For == "cancel"
	}
	return false
}

// outlived says on which ways what comes to life here has been given back or handed on before, whatever path leads
// there: several ends share the work. Of a call these are the ways on which its result is not there.
func (w *walker) outlived(s *site.Site, e *entry) {
	on := s.On
	if s.Do == site.Call && len(s.Args) == e.results+1 {
		on = s.Args[e.results]
	} else if s.Do != site.Open && s.Do != site.Enter {
		return
	}
	ends := w.endsOf[identity(on)]
	if !on.Known() || len(ends) == 0 {
		return
	}
	cut := w.cut(on.Name, w.loopOf(e))
	if on.Kind == site.Resource {
		cut = w.unthrown(cut)
	}
	alive := w.g.Alive(e.node, ends, cut)
	for i := range s.Ways {
		if slices.ContainsFunc(w.exits[s.Ways[i].ID], func(n int) bool { return alive[n] }) {
			continue
		}
		if s.Do == site.Call {
			s.Fails = append(s.Fails, s.Ways[i].ID)
		} else {
			s.Ways[i].Sure = site.No
		}
	}
}

// waysByNode are the nodes of each way out.
func (w *walker) waysByNode() map[int][]int {
	out := map[int][]int{}
	for n, way := range w.g.Exit {
		if way.ID != 0 {
			out[way.ID] = append(out[way.ID], n)
		}
	}
	return out
}

// births are the nodes at which an object comes to life, or into a hold.
func (w *walker) births() map[site.Ref][]int {
	born := map[site.Ref][]int{}
	w.left = map[site.Ref]bool{}
	w.endsOf = map[site.Ref][]int{}
	for i := range w.entries {
		e := &w.entries[i]
		if e.gone || e.lazy {
			continue
		}
		switch e.Do {
		case site.Leave, site.Escape:
			on := identity(w.final(e.On))
			w.left[on] = w.left[on] || e.Do == site.Leave
			if !e.yielded {
				w.endsOf[on] = append(w.endsOf[on], e.node)
			}
		case site.Open, site.Enter, site.Spawn:
			if e.Do == site.Spawn && !runs(w.final(e.On).Kind) {
				continue // an executor is there before its work
			}
			born[identity(w.final(e.On))] = append(born[identity(w.final(e.On))], i)
		case site.Call:
			if made := constructed(e); made.Known() {
				born[identity(w.final(made))] = append(born[identity(w.final(made))], i)
			}
			for _, a := range e.Args[min(len(e.Args), e.results):] {
				born[identity(w.final(a))] = append(born[identity(w.final(a))], i)
			}
		}
	}
	return born
}

// constructed is the new object that a constructor is called for; one that a constructor below passes on is not new.
func constructed(e *entry) site.Ref {
	if !strings.HasSuffix(e.API, ".__init__") || len(e.Args) == 0 {
		return site.Ref{}
	}
	if self := e.Args[0]; self.Scope == site.ScopeCall || self.Scope == site.ScopeResult {
		return self
	}
	return site.Ref{}
}

// waysOf asks the graph. What was not born here was there from the start.
func (w *walker) waysOf(s *site.Site, e *entry) []site.Way {
	from, name := w.birthOf(s, e)
	var nodes []int
	loop := 0
	for _, b := range from {
		nodes = append(nodes, b.node)
		loop = w.loopOf(b)
	}
	if s.Do == site.Swallow { // where the walk goes from here, up to the next run
		loop = w.innermostLoop(e.frames)
	}
	next := w.nexts[loop]
	ways := w.g.Ways(nodes, e.node, s.Must != site.Yes, w.cut(name, loop))
	return slices.DeleteFunc(ways, func(way site.Way) bool {
		return way.Kind == site.Next && (next == 0 || way.ID != w.g.Exit[next].ID)
	})
}

// cut says which edges an object of this name, born in this loop, does not live through; nil: it lives through all.
func (w *walker) cut(name string, loop int) func(from, to int) bool {
	next := w.nexts[loop]
	named := name != "" && len(w.unheld) > 0
	if next == 0 && !named {
		return nil
	}
	return func(a, b int) bool {
		if a == next && next != 0 {
			return true // the object does not live on into the next run
		}
		if !named {
			return false
		}
		null, ok := w.unheld[[2]int{a, b}]
		return ok && w.nulls[null] == name
	}
}

// unthrown cuts the ways of an exception as well: a file that only an exception leaves open is closed when it is collected.
func (w *walker) unthrown(cut func(from, to int) bool) func(from, to int) bool {
	return func(a, b int) bool {
		to, raises := w.raised[a]
		return raises && to == b || cut != nil && cut(a, b)
	}
}

// birthOf are the sites at which what s is about came to life, and its name.
func (w *walker) birthOf(s *site.Site, e *entry) (from []*entry, name string) {
	if s.Do == site.Open || s.Do == site.Enter || s.Do == site.Spawn {
		return []*entry{e}, s.On.Name
	}
	about := []site.Ref{s.On}
	if s.Do == site.Call {
		about = s.Args
	}
	for _, r := range about {
		if !r.Known() {
			continue
		}
		for _, i := range w.born[identity(r)] {
			from, name = append(from, &w.entries[i]), r.Name
		}
	}
	if len(from) == 0 && s.Do != site.Call {
		name = s.On.Name
	}
	return from, name
}

// loopOf is the loop whose run ends the life of what an entry brings; 0 for none.
func (w *walker) loopOf(e *entry) int {
	if e.fillsIn {
		return 0
	}
	return w.innermostLoop(e.frames)
}

func (w *walker) innermostLoop(frames []int) int {
	for i := len(frames) - 1; i >= 0; i-- {
		if w.frame(frames[i]).Kind == site.Loop {
			return frames[i]
		}
	}
	return 0
}

// waysOut are the ways out of the function that can be reached.
func (w *walker) waysOut() []site.Way {
	var out []site.Way
	seen := w.reachable()
	for n, way := range w.g.Exit {
		if way.ID != 0 && seen[n] && way.Kind != site.Next {
			out = append(out, way)
		}
	}
	return out
}

func (w *walker) reachable() []bool {
	seen := make([]bool, len(w.g.Succ))
	seen[0] = true
	todo := []int{0}
	for len(todo) > 0 {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, next := range w.g.Succ[n] {
			if !seen[next] {
				seen[next] = true
				todo = append(todo, next)
			}
		}
	}
	return seen
}

package lower

import (
	"slices"

	"github.com/concurlint/concurlint/internal/site"
)

// maxWork bounds the search for ways in one function: beyond it no way is
// known, and that is silent.
const maxWork = 20_000_000

// finish completes the sites: their frames, and the ways out that they lie before.
func (w *walker) finish() []site.Site {
	w.born = w.births()
	small := len(w.entries)*len(w.g.Succ) < maxWork
	var out []site.Site
	for i := range w.entries {
		e := &w.entries[i]
		if e.gone || e.lazy || w.dropped(e) {
			continue
		}
		s := e.Site
		s.At = w.framesOf(e.frames)
		s.On = w.final(s.On)
		for j := range s.Args {
			s.Args[j] = w.final(s.Args[j])
		}
		if small && needsWays(&s) {
			s.Ways = w.waysOf(&s, e)
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
	case site.Open, site.Enter, site.Spawn, site.Leave, site.Escape, site.Call:
		return true
	case site.Wait, site.Tell, site.Limit:
		return s.On.Known()
	}
	return false
}

// births are the nodes at which an object comes to life, or into a hold.
func (w *walker) births() map[site.Ref][]int {
	born := map[site.Ref][]int{}
	w.left = map[site.Ref]bool{}
	for i := range w.entries {
		e := &w.entries[i]
		if e.gone || e.lazy {
			continue
		}
		switch e.Do {
		case site.Leave:
			w.left[identity(w.final(e.On))] = true
		case site.Open, site.Enter, site.Spawn:
			born[identity(w.final(e.On))] = append(born[identity(w.final(e.On))], i)
		case site.Call:
			for _, a := range e.Args[min(len(e.Args), e.results):] {
				born[identity(w.final(a))] = append(born[identity(w.final(a))], i)
			}
		}
	}
	return born
}

// waysOf asks the graph. What was not born here was there from the start.
func (w *walker) waysOf(s *site.Site, e *entry) []site.Way {
	from, name := w.birthOf(s, e)
	var nodes []int
	loop := 0
	for _, b := range from {
		nodes = append(nodes, b.node)
		loop = w.innermostLoop(b.frames)
	}
	next := w.nexts[loop]
	ways := w.g.Ways(nodes, e.node, s.Must != site.Yes, func(a, b int) bool {
		if a == next && next != 0 {
			return true // the object does not live on into the next run
		}
		null, ok := w.unheld[[2]int{a, b}]
		return ok && name != "" && w.nulls[null] == name
	})
	return slices.DeleteFunc(ways, func(way site.Way) bool {
		return way.Kind == site.Next && (next == 0 || way.ID != w.g.Exit[next].ID)
	})
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

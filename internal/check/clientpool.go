package check

import "github.com/concurlint/concurlint/internal/site"

// heldByPool reports whether everything that a run waits for goes through one pool that is shared and known to be small:
// then its connections are limited, though the runs and what they hold in memory are not.
func (q query) heldByPool(body *site.Func) bool {
	if body == nil {
		return false
	}
	var pool site.Ref
	through := map[string]bool{} // APIs called on the pool, or on a connection taken from it
	var conns []site.Ref
	for i := range body.Sites {
		s := &body.Sites[i]
		switch {
		case s.Do == site.Gap, s.Do == site.Offload, s.Do == site.Spawn:
			return false
		case s.On.Kind == site.Pool && s.On.Known() && (!pool.Known() || pool.Same(s.On)):
			pool, through[s.API] = s.On, true
		case s.Do == site.Open && len(s.Args) > 0 && s.Args[0].Kind == site.Pool && s.Args[0].Known() && (!pool.Known() || pool.Same(s.Args[0])):
			pool, through[s.API] = s.Args[0], true
			conns = append(conns, s.On)
		case mentions(conns, s.On):
			through[s.API] = true
		}
	}
	if !pool.Known() || !q.small(pool) {
		return false
	}
	for i := range body.Sites {
		switch s := &body.Sites[i]; s.Do {
		case site.Wait, site.Block, site.Open, site.Use:
			if !through[s.API] {
				return false
			}
		}
	}
	return true
}

// small reports whether the pool was made with a size that needs no limit around it.
func (q query) small(pool site.Ref) bool {
	fits := func(s *site.Site) bool {
		return s.Do == site.Open && s.On.Same(pool) && s.Cap.Kind == site.Const && s.Cap.N > 0 && s.Cap.N <= q.MaxConstant
	}
	for i := range q.f.Sites {
		if fits(&q.f.Sites[i]) {
			return true
		}
	}
	for _, place := range q.On(pool) {
		if fits(place.Site) {
			return true
		}
	}
	return false
}

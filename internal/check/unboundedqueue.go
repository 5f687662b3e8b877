package check

import (
	"fmt"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/site"
)

// unboundedQueue reports a queue without a size that one side fills as fast as it can while another one empties it: what
// the slower side leaves behind stays in memory.
func unboundedQueue(q query) (verdict, bool) {
	if q.s.Do != site.Open || !q.own() || q.s.On.Kind != site.Channel || q.s.Cap.Kind != site.Endless {
		return verdict{}, false
	}
	fills := q.fills(q.f, q.f.Sites)
	drains := drainsInBody(q.f.Sites, q.s.On)
	for _, place := range q.On(q.s.On) {
		if fills == nil && place.Site.Do == site.Tell && (place.Site.Times().Grows() || q.Runs(place.Func) == site.Hot) {
			fills = place.Site
		}
		drains = drains || place.Site.Do == site.Wait && place.Site.Times().Kind == site.Endless
	}
	if fills == nil || !drains {
		return verdict{}, false
	}
	v := verdict{
		code: "CL109", bound: "none", class: "unbounded", fix: "give it a size, so that the side that fills it waits", here: "has no size",
		steps: []finding.Step{{Span: fills.Span, Text: "filled here", Where: finding.Related}},
	}
	v.text = fmt.Sprintf("%s '%s' has no size and is filled as fast as its input comes; %s", q.name(), q.s.On.Short(), v.fix)
	return v, true
}

// fills is the site that puts something into the queue for each item of its input, or in a handler.
func (q query) fills(f *site.Func, sites []site.Site) *site.Site {
	for i := range sites {
		s := &sites[i]
		if s.Do == site.Tell && s.Cap.Kind != site.Endless && s.On.Same(q.s.On) && (s.Times().Grows() || q.Runs(f) == site.Hot) {
			return s
		}
	}
	return nil
}

// drainsInBody reports whether something that was started takes from the queue again and again.
func drainsInBody(sites []site.Site, r site.Ref) bool {
	for i := range sites {
		if s := &sites[i]; s.Do == site.Spawn && s.Body != nil {
			for j := range s.Body.Sites {
				if b := &s.Body.Sites[j]; b.Do == site.Wait && b.On.Same(r) && b.Times().Grows() {
					return true
				}
			}
		}
	}
	return false
}

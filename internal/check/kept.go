package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// heldOnLeaving reports a lock or a permit that the function takes and gives back, but not on every way out. One that it
// never gives back is given back elsewhere: to hand a held lock on is a design, to forget one way is a mistake.
func heldOnLeaving(q query) (verdict, bool) {
	code := map[site.ObjKind]string{site.Lock: "CL604", site.Limiter: "CL707"}[q.s.On.Kind]
	if q.s.Do != site.Enter || code == "" || !q.own() || !q.s.On.Known() || q.handedOver() || q.lang == "go" && q.takenAgain() {
		return verdict{}, false
	}
	kept, free := q.Held(q.f, q.s)
	if len(kept) == 0 || len(free) == 0 {
		return verdict{}, false
	}
	leak := kept[0]
	if leak.Kind == site.Return && q.s.On.Scope == site.ScopeParam || leak.Kind == site.Error && q.Runs(q.f) == site.Once {
		return verdict{}, false // the caller may give it back; the process ends
	}
	v := verdict{code: code, fix: "take it in a with block, or give it back in finally", here: "taken here"}
	if q.lang == "go" {
		v.fix = "defer what gives it back right after it is taken"
	}
	switch {
	case q.nearlyFinally(leak):
		v.level = finding.Note
	case leak.Kind == site.Error:
		v.level = finding.Warning
	}
	if back := q.firstLeave(); back != nil {
		v.steps = []finding.Step{{Span: proof.Origin(back), Text: "given back here, on other ways", Where: finding.Related}}
	}
	v.text = fmt.Sprintf("%s takes '%s', which is not given back %s; %s", q.name(), q.s.On.Short(), q.wayText(leak), v.fix)
	return v, true
}

// takenAgain: the function gives it back in between and takes it once more, and which of them a defer answers is not known; or
// it gives back what its caller holds, and takes it again for that one.
func (q query) takenAgain() bool {
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		if s.Do == site.Open && s.On.Same(q.s.On) && s.On.Scope == site.ScopeInstance {
			return true // the lock of another object of the type, a copy
		}
		return s.On.Same(q.s.On) && (s.Do == site.Enter && s.Seq != q.s.Seq || s.Do == site.Leave && s.Seq < q.s.Seq && !s.Late)
	})
}

// handedOver: work that this function starts, or another function that does not take it itself, gives it back.
func (q query) handedOver() bool {
	gives := func(s site.Site) bool { return s.Do == site.Leave && s.On.Same(q.s.On) }
	for i := range q.f.Sites {
		if body := q.f.Sites[i].Body; body != nil && slices.ContainsFunc(body.Sites, gives) {
			return true
		}
		if e := &q.f.Sites[i]; e.Do == site.Escape && e.On.Same(q.s.On) {
			return true
		}
	}
	takes := func(s site.Site) bool { return s.Do == site.Enter && s.On.Same(q.s.On) }
	for _, place := range q.On(q.s.On) {
		if place.Func.Name != q.f.Name && gives(*place.Site) && len(place.Site.Via) == 0 && !slices.ContainsFunc(place.Func.Sites, takes) {
			return !slices.ContainsFunc(q.f.Sites, func(s site.Site) bool { return gives(s) && calls(s, place.Func.Name) })
		}
	}
	return false
}

// calls: the site came from a function of that name, which this one calls.
func calls(s site.Site, name string) bool {
	return slices.ContainsFunc(s.Via, func(v site.Step) bool { return v.Func == name })
}

func (q query) firstLeave() *site.Site {
	for i := range q.f.Sites {
		if s := &q.f.Sites[i]; s.Do == site.Leave && s.On.Same(q.s.On) {
			return s
		}
	}
	return nil
}

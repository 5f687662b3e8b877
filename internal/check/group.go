package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// groupNotWaited reports a group of this function in which work is started and for which nobody waits: no call of Wait at all, or
// none on some return. Where the group itself goes elsewhere, somebody else may.
func groupNotWaited(q query) (verdict, bool) {
	if q.s.Do != site.Open || q.lang != "go" || !q.own() || q.s.On.Kind != site.Group || q.s.On.Scope != site.ScopeCall || q.s.On.Func != q.f.Name || q.f.Entry == site.Once {
		return verdict{}, false
	}
	var waits []*site.Site
	first := q.firstMember()
	if first == nil || !q.groupSeen(&waits) {
		return verdict{}, false
	}
	v := verdict{code: "CL210", owner: "none", here: "made here", fix: "call its Wait on every way out, or defer it"}
	v.steps = []finding.Step{{Span: first.Span, Func: q.f.Name, Text: "work is started in it", Where: finding.Related}}
	if len(waits) == 0 {
		v.level = finding.Error
		v.text = fmt.Sprintf("'%s' starts work that nobody waits for, and its errors are lost; %s", q.s.On.Short(), v.fix)
		return v, true
	}
	if q.s.API == "sync.WaitGroup" || !q.missedWay(first, waits) {
		return verdict{}, false
	}
	v.text = fmt.Sprintf("'%s' is not waited for on every return: work that was started in it goes on, and its errors are lost; %s", q.s.On.Short(), v.fix)
	v.steps = append(v.steps, finding.Step{Span: proof.Origin(waits[0]), Func: q.f.Name, Text: "waited for here, on other ways", Where: finding.Related})
	return v, true
}

// firstMember is the first work that is started in the group, or that leaves it when it is done.
func (q query) firstMember() *site.Site {
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if s.Do == site.Spawn && (s.On.Same(q.s.On) || s.Body != nil && leavesGroup(s.Body, q.s.On)) {
			return s
		}
	}
	return nil
}

func leavesGroup(body *site.Func, g site.Ref) bool {
	return slices.ContainsFunc(body.Sites, func(s site.Site) bool { return s.Do == site.Leave && s.On.Same(g) })
}

// groupSeen reports whether everything that happens to the group is seen, and notes who waits for it.
func (q query) groupSeen(waits *[]*site.Site) bool {
	g := q.s.On
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		switch {
		case s.Do == site.Wait && s.On.Same(g):
			*waits = append(*waits, s)
		case s.Do == site.Escape && s.On.Same(g), s.Do == site.Call && mentions(s.Args, g) && q.Func(s.API) == nil:
			return false
		case s.Body != nil && slices.ContainsFunc(s.Body.Sites, func(b site.Site) bool {
			return b.On.Same(g) && (b.Do == site.Wait || b.Do == site.Escape) || b.Do == site.Call && mentions(b.Args, g) && q.Func(b.API) == nil || b.Body != nil && mentions(b.Args, g)
		}):
			return false
		}
	}
	return true
}

// missedWay reports whether the function returns on some way without having waited, where work may have been started.
func (q query) missedWay(first *site.Site, waits []*site.Site) bool {
	for _, w := range first.Ways {
		if w.Kind != site.Return || w.Sure == site.No {
			continue
		}
		if !slices.ContainsFunc(waits, func(wait *site.Site) bool {
			return slices.ContainsFunc(wait.Ways, func(o site.Way) bool { return o.ID == w.ID })
		}) {
			return true
		}
	}
	return false
}

// groupContextUnused reports a group with a context of its own that the work in it does not get, so that it goes on when one of
// it has failed; or a context that is used after Wait has ended it.
func groupContextUnused(q query) (verdict, bool) {
	if q.s.Do != site.Open || q.lang != "go" || !q.own() || q.s.On.Kind != site.Signal || len(q.s.Args) != 1 || !q.s.Args[0].Known() {
		return verdict{}, false
	}
	group := q.groupWith()
	if group == nil {
		return verdict{}, false
	}
	ctx, parent := q.s.On, q.s.Args[0]
	v := verdict{code: "CL211", here: "made here"}
	if late := q.usedAfterWait(group, ctx); late != nil {
		v.at, v.here, v.fix = late.Span, "it has ended by now", "use the context that the group was made of"
		v.text = fmt.Sprintf("'%s' is used after Wait, which has cancelled it; %s", ctx.Short(), v.fix)
		v.steps = []finding.Step{{Span: q.s.Span, Func: q.f.Name, Text: "made here, for the group", Where: finding.Flow}}
		return v, true
	}
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if s.Do != site.Spawn || !s.On.Same(group.On) || s.Body == nil || len(s.Via) > 0 {
			continue
		}
		outer := usesSignal(s.Body, parent)
		if outer == nil || usesSignal(s.Body, ctx) != nil || mentions(s.Args, ctx) {
			continue
		}
		if ctx.Unnamed() {
			v.level = finding.Note // whoever wrote _ wants none
		}
		v.fix = "hand the group's context to the work"
		v.at, v.here = s.Span, "uses the context around the group"
		v.text = fmt.Sprintf("work in '%s' uses the context around the group and not that of the group: it goes on when another one has failed; %s", group.On.Short(), v.fix)
		v.steps = []finding.Step{{Span: q.s.Span, Func: q.f.Name, Text: "the group's own context", Where: finding.Flow}}
		return v, true
	}
	return verdict{}, false
}

// groupWith is the group that came to life together with the context.
func (q query) groupWith() *site.Site {
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if s.Do == site.Open && s.On.Kind == site.Group && s.Span == q.s.Span && s.API == q.s.API && s.On.Known() {
			return s
		}
	}
	return nil
}

func usesSignal(body *site.Func, ctx site.Ref) *site.Site {
	for i := range body.Sites {
		s := &body.Sites[i]
		if (s.Do == site.Use || s.Do == site.Wait) && s.On.Same(ctx) || s.Do == site.Open && mentions(s.Args, ctx) {
			return s
		}
	}
	return nil
}

// usedAfterWait is a use of the group's context that surely comes after the group was waited for.
func (q query) usedAfterWait(group *site.Site, ctx site.Ref) *site.Site {
	waited := false
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		switch {
		case s.Do == site.Wait && s.On.Same(group.On) && s.Must == site.Yes && !s.Late && site.InnermostLoop(s.At) == nil:
			waited = true
		case waited && s.Do == site.Use && s.On.Same(ctx) && !s.Late && !s.Guess && len(s.Via) == 0 && !q.onlyReads(s.API, valueDepth):
			return s
		}
	}
	return nil
}

// valueDepth is how many calls deep onlyReads looks.
const valueDepth = 4

// onlyReads reports whether a function is known to want nothing of a context but the values in it, which outlive its end.
func (q query) onlyReads(api string, deeper int) bool {
	f := q.Func(api)
	if q.models.Listed(q.lang, "context values", strings.ToLower(lastPart(api))) || q.models.Named(q.lang, "logs", api) {
		return true
	}
	return f != nil && deeper > 0 && !slices.ContainsFunc(f.Sites, func(s site.Site) bool {
		switch s.Do {
		case site.Use, site.Wait:
			return s.On.Kind == site.Signal && s.On.Scope == site.ScopeParam && !q.onlyReads(s.API, deeper-1)
		case site.Block:
			return true
		case site.Open, site.Spawn:
			return slices.ContainsFunc(s.Args, func(r site.Ref) bool { return r.Kind == site.Signal })
		}
		return false
	})
}

// limitMisused reports a group's limit that lets nothing start, comes when work runs already, or is used up by work that waits
// for its own kind.
func limitMisused(q query) (verdict, bool) {
	if q.lang != "go" || !q.own() || q.s.On.Kind != site.Group || !q.s.On.Known() {
		return verdict{}, false
	}
	v := verdict{code: "CL708"}
	switch {
	case q.s.Do == site.Limit && q.s.Cap == site.N(0):
		v.here, v.fix = "nothing can start", "set at least one, or a negative number for no limit"
		v.text = fmt.Sprintf("%s is given 0: each start waits for ever; %s", q.name(), v.fix)
		return v, true
	case q.s.Do == site.Limit:
		i := slices.IndexFunc(q.f.Sites, func(s site.Site) bool {
			return s.Do == site.Spawn && s.On.Same(q.s.On) && s.Seq < q.s.Seq && s.Must == site.Yes && q.s.Must == site.Yes && q.sameLoops(&s)
		})
		waited := slices.ContainsFunc(q.f.Sites, func(s site.Site) bool { return s.Do == site.Wait && s.On.Same(q.s.On) && s.Seq < q.s.Seq })
		if i < 0 || waited {
			return verdict{}, false
		}
		v.here, v.fix = "set when work runs already", "set it before the first start"
		v.steps = []finding.Step{{Span: q.f.Sites[i].Span, Func: q.f.Name, Text: "work is started here", Where: finding.Flow}}
		v.text = fmt.Sprintf("%s comes after work was started in '%s': it panics while that runs; %s", q.name(), q.s.On.Short(), v.fix)
		return v, true
	case q.s.Do == site.Spawn && q.s.Body != nil && q.usesUp(q.s):
		i := slices.IndexFunc(q.s.Body.Sites, func(s site.Site) bool { return s.Do == site.Spawn && s.On.Same(q.s.On) && lastPart(s.API) != "TryGo" })
		if i < 0 {
			return verdict{}, false
		}
		v.here, v.fix = "takes a place in the group", "start it in a group of its own, or with TryGo"
		v.steps = []finding.Step{{Span: proof.Origin(&q.s.Body.Sites[i]), Text: "waits for another place in the same group", Where: finding.Related}}
		v.text = fmt.Sprintf("work in '%s' starts more work in it: with all places taken each waits for the others for ever; %s", q.s.On.Short(), v.fix)
		return v, true
	}
	return verdict{}, false
}

func (q query) sameLoops(s *site.Site) bool { return len(loops(s.At)) == 0 && len(loops(q.s.At)) == 0 }

// usesUp reports whether as much of this work as the group has places can run at once: one that starts the rest takes but one.
func (q query) usesUp(spawn *site.Site) bool {
	many := spawn.Times() != site.N(1)
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		if s.Do != site.Limit || !s.On.Same(spawn.On) || s.Cap.Kind == site.Endless || s.Cap.Kind == site.AmountUnknown {
			return false
		}
		return many || s.Cap == site.N(1)
	})
}

package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// lazyInitRace reports a shared pool, client or connection that is made where it is not there yet, with an await between
// the question and the answer: every task that comes by meanwhile makes one too, and all but the last are lost.
func lazyInitRace(q query) (verdict, bool) {
	unset := q.unset()
	if q.lang != "python" || q.f.Colour != site.Async || unset < 0 || q.lateLock() {
		return verdict{}, false
	}
	wait := q.waitBefore(q.s.At[unset])
	if wait == nil || q.closesLoser() || !q.manyEnter() {
		return verdict{}, false
	}
	v := verdict{
		code: "CL307", fix: "hold an asyncio.Lock around the check and the assignment", here: "made, and assigned after an await", guess: true,
		steps: []finding.Step{{Span: q.s.At[unset].Span, Func: q.f.Name, Text: "asks whether it is there", Where: finding.Flow}},
	}
	if wait.Span != q.s.Span {
		v.steps = append(v.steps, finding.Step{Span: wait.Span, Func: q.f.Name, Text: "lets other tasks run in between", Where: finding.Flow})
	}
	if code := perCallCode(q.s); code == "CL303" || code == "CL304" {
		v.level = finding.Note // one client too many costs little
	}
	v.text = fmt.Sprintf("%s makes '%s' after an await, while other tasks find it unset and make one too; %s", q.opener(), q.s.On.Short(), v.fix)
	return v, true
}

// unset is the frame of the function itself that asks whether the shared object is there; -1: none.
func (q query) unset() int {
	if q.s.Do != site.Open || !q.s.On.Scope.Outlives() {
		return -1
	}
	switch q.s.On.Kind {
	case site.Pool, site.Client, site.Conn:
	default:
		return -1
	}
	for i := len(q.s.At) - 1; i >= 0; i-- {
		if f := q.s.At[i]; f.Kind == site.Unset && f.On.Same(q.s.On) {
			if q.own() || i < q.ownFrames() {
				return i
			}
			return -1 // the helper's own question
		}
	}
	return -1
}

// waitBefore is what lets other tasks run between the question and the assignment: an await before the object is made,
// or the await of its making.
func (q query) waitBefore(unset site.Frame) *site.Site {
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if s.Do != site.Wait || !inFrame(s.At, unset.ID) {
			continue
		}
		if s.Seq < q.s.Seq || s.On.Same(q.s.On) && s.API == q.s.API {
			return s
		}
	}
	return nil
}

// lateLock reports whether something is entered around the making that may let in one task at a time, here or in every
// caller.
func (q query) lateLock() bool {
	if guarded(q.f, q.s) {
		return true
	}
	callers := q.Callers(q.f.Name)
	return len(callers) > 0 && !slices.ContainsFunc(callers, func(c proof.Caller) bool { return !guarded(c.Func, c.Site) })
}

// guarded reports whether a lock may be held at the site. A with block of which nothing is known may be one.
func guarded(f *site.Func, s *site.Site) bool {
	return heldAt(f, s, func(r site.Ref) bool { return mayLock(r.Kind) })
}

// heldAt reports whether something of the kind is entered and not yet left at the site.
func heldAt(f *site.Func, s *site.Site, fits func(site.Ref) bool) bool {
	if slices.ContainsFunc(s.At, func(f site.Frame) bool { return f.Kind == site.With && fits(f.On) }) {
		return true
	}
	var held []site.Ref
	for i := range f.Sites {
		switch t := &f.Sites[i]; {
		case t.Seq >= s.Seq || !fits(t.On):
		case t.Do == site.Enter:
			held = append(held, t.On)
		case t.Do == site.Leave:
			held = slices.DeleteFunc(held, t.On.Same)
		}
	}
	return len(held) > 0
}

func mayLock(k site.ObjKind) bool {
	switch k {
	case site.Lock, site.Limiter, site.Object:
		return true
	}
	return false
}

// closesLoser reports whether the function closes such an object again: it looks who came first.
func (q query) closesLoser() bool {
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return s.Do == site.Leave && s.On.Same(q.s.On) && s.Seq > q.s.Seq
	})
}

// manyEnter reports whether several tasks are shown to come by: per item of work, or from several places that work on
// an object that they did not make themselves. What start-up or one hook does, one task does.
func (q query) manyEnter() bool {
	if q.Undisturbed(q.f, q.s) {
		return false
	}
	switch q.Runs(q.f) {
	case site.Hot, site.PerCall:
		return true
	case site.Once:
		return false
	}
	if q.f.Takes == site.Yes && q.usedAfter() {
		return true
	}
	users := map[string]bool{}
	for _, c := range q.Callers(q.f.Name) {
		if c.Func.Name != q.f.Name && q.works(c) {
			users[c.Func.Name] = true
		}
	}
	return len(users) > 1
}

// works reports whether the caller does it for a piece of work, with an object that it was given.
func (q query) works(c proof.Caller) bool {
	if c.Func.Colour != site.Async || c.Func.Takes != site.Yes || q.Runs(c.Func) == site.Once {
		return false
	}
	return q.s.On.Scope != site.ScopeInstance || len(c.Site.Args) == 0 || c.Site.Args[0].Scope != site.ScopeCall
}

// usedAfter reports whether the function works with the object once it is there.
func (q query) usedAfter() bool {
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return s.Seq > q.s.Seq && (s.Do == site.Use && s.On.Same(q.s.On) || s.Do == site.Open && mentions(s.Args, q.s.On)) && s.Must == site.Yes
	})
}

package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// usedAtOnce reports a connection or a session that does one thing at a time, and that several runs of started work, or
// one of them and the function that started it, use at once with nothing that keeps them apart.
func usedAtOnce(q query) (verdict, bool) {
	if q.s.Do != site.Spawn || q.s.Body == nil || !q.own() {
		return verdict{}, false
	}
	for _, u := range q.aloneUses(q.f, q.s) {
		if q.s.Must != site.No && site.Product(proof.Alive(q.f, q.s)).Exceeds(1) && proof.OneFor(q.f, q.s, u.id) {
			return q.atOnce(u, "several %ss", u), true
		}
		if other, ok := q.usedByOther(u); ok {
			return q.atOnce(u, "two %ss", other), true
		}
		if own, ok := q.usedMeanwhile(u); ok {
			return q.atOnce(u, "this function and a %s", own), true
		}
	}
	return verdict{}, false
}

func (q query) atOnce(u aloneUse, who string, other aloneUse) verdict {
	thing := q.thing()
	v := verdict{
		code: "CL306", here: "started here, while '" + u.s.On.Short() + "' is in use", guess: u.s.Guess || other.s.Guess,
		fix: "open one for each " + thing + ", or hold a lock around each use",
	}
	if u.s.Must == site.No || other.s.Must == site.No {
		v.level = finding.Warning
	}
	v.text = fmt.Sprintf("%s lets "+who+" use '%s' at once: %s; %s", q.name(), thing, u.s.On.Short(), q.aloneRow(u.s.API).Alone, v.fix)
	v.steps = append(v.steps, finding.Step{Span: proof.Origin(u.s), Text: "used by what is started: " + shortAPI(u.s.API), Where: finding.Related})
	if proof.Origin(other.s) != proof.Origin(u.s) {
		v.steps = append(v.steps, finding.Step{Span: proof.Origin(other.s), Text: "used meanwhile: " + shortAPI(other.s.API), Where: finding.Related})
	}
	return v
}

// usedByOther is a use by work that the function started before and that still runs. Only the second of several reports.
func (q query) usedByOther(u aloneUse) (aloneUse, bool) {
	var found []aloneUse
	for i := range q.f.Sites {
		t := &q.f.Sites[i]
		if t.Do != site.Spawn || t.Body == nil || t.Seq >= q.s.Seq || !q.bothRun(t) {
			continue
		}
		uses := q.aloneUses(q.f, t)
		if i := slices.IndexFunc(uses, func(o aloneUse) bool { return o.id == u.id }); i >= 0 {
			found = append(found, uses[i])
		}
	}
	if len(found) != 1 {
		return aloneUse{}, false
	}
	return found[0], true
}

// bothRun reports whether what t started runs when the query's spawn starts: they stand in one call, or t surely comes
// first and nothing waits for it in between.
func (q query) bothRun(t *site.Site) bool {
	if t.Span == q.s.Span {
		return true
	}
	return t.Must == site.Yes && len(t.At) <= len(q.s.At) && !q.touched(t, q.s.Seq)
}

// touched reports whether the function does anything with what it started before the site of that number: waits for it,
// cancels it, hands it on.
func (q query) touched(spawn *site.Site, seq int) bool {
	return slices.ContainsFunc(q.f.Sites, func(w site.Site) bool {
		return w.Seq > spawn.Seq && w.Seq < seq && w.Do != site.Spawn && (w.On.Same(spawn.On) || mentions(w.Args, spawn.On))
	})
}

// usedMeanwhile is a use by the function itself while what it started runs.
func (q query) usedMeanwhile(u aloneUse) (aloneUse, bool) {
	if q.s.Must != site.Yes {
		return aloneUse{}, false
	}
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if s.Seq < q.s.Seq || s.Must != site.Yes || !q.needsAlone(s, q.lang == "go") || q.keptApart(q.f, s) || q.touched(q.s, s.Seq) {
			continue
		}
		if id, ok := q.Identify(q.f, q.f.Sites, s); ok && id == u.id {
			return aloneUse{s, id}, true
		}
	}
	return aloneUse{}, false
}

// An aloneUse is a use of an object that does one thing at a time.
type aloneUse struct {
	s  *site.Site
	id proof.Identity
}

// aloneUses are such uses by one run of what a spawn starts, with nothing taken that may keep others away.
func (q query) aloneUses(f *site.Func, spawn *site.Site) []aloneUse {
	var out []aloneUse
	for i := range spawn.Body.Sites {
		s := &spawn.Body.Sites[i]
		if !q.needsAlone(s, q.lang == "go" || threaded(spawn)) || q.keptApart(spawn.Body, s) {
			continue
		}
		if id, ok := q.Identify(f, spawn.Body.Sites, s); ok {
			out = append(out, aloneUse{s, id})
		}
	}
	return out
}

// keptApart reports whether something may let in one task at a time. A semaphore of a size that is known to be more, or
// that somebody chose, does not.
func (q query) keptApart(f *site.Func, s *site.Site) bool {
	return heldAt(f, s, func(r site.Ref) bool { return mayLock(r.Kind) && (r.Kind != site.Limiter || !q.letsInMany(r)) })
}

func (q query) letsInMany(limiter site.Ref) bool {
	opens := func(s *site.Site) bool {
		return s.Do == site.Open && s.On.Same(limiter) && (s.Cap.Exceeds(1) || s.Cap.Kind == site.Config)
	}
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool { return opens(&s) }) ||
		slices.ContainsFunc(q.On(limiter), func(p proof.Place) bool { return opens(p.Site) })
}

// needsAlone reports whether a model says that the object allows no other use meanwhile. A call that stands still
// overlaps with others only in a thread.
func (q query) needsAlone(s *site.Site, thread bool) bool {
	if s.Do != site.Use && (s.Do != site.Block || !thread) {
		return false
	}
	return q.aloneRow(s.API) != nil
}

// aloneRow is the row that says that the object of a call does one thing at a time.
func (q query) aloneRow(api string) *rules.Model {
	for _, row := range q.models.Get(q.lang, api) {
		if row.Alone != "" {
			return row
		}
	}
	return nil
}

func threaded(spawn *site.Site) bool {
	switch spawn.On.Kind {
	case site.Thread, site.Daemon, site.Executor:
		return true
	}
	return false
}

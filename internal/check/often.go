package check

import (
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// often reports whether something shows that the function makes such an object again and again: a handler, a loop, a
// coroutine that anybody may call with its data, a helper that several others send their requests through. What is made
// on one branch only, or where nothing was kept of an earlier call, shows nothing of the kind; nor does a script.
func (q query) often() bool {
	own := q.s.Times().Kind == site.Data
	switch {
	case q.rare() || !own && q.scripted(q.f, map[string]bool{}):
		return false
	case q.f.Keeps == site.Yes: // a helper under a lock is as rare as it can be
		return q.f.Public && q.f.Owner != "" && !guarded(q.f, q.s) && q.siblings(q.f)
	case own || q.f.Entry == site.Hot || q.Runs(q.f) >= site.PerCall && q.usedOften():
		return true
	}
	return q.asked(q.f, false, map[string]bool{})
}

// usedOften reports whether one of those who use the function, and not only fill in what is not there yet, runs per call
// or calls it in a loop.
func (q query) usedOften() bool {
	return slices.ContainsFunc(q.Callers(q.f.Name), func(c proof.Caller) bool {
		return q.counts(c, q.f) && (q.Runs(c.Func) >= site.PerCall || c.Site.Times().Grows())
	})
}

// rare: made on a branch, or where an object is not there yet. In a handler each branch is somebody's request.
func (q query) rare() bool {
	must := q.s.Must
	for i := range q.f.Sites {
		if c := &q.f.Sites[i]; !q.own() && c.Do == site.Call && c.Span == q.s.Span && c.API == q.s.Via[0].Func {
			must = c.Must // which branch of the helper it was does not matter
		}
	}
	return fillsIn(q.s.At) || must != site.Yes && q.f.Entry != site.Hot
}

// fillsIn reports whether a place is reached only while something that outlives the call is not there.
func fillsIn(at []site.Frame) bool {
	return slices.ContainsFunc(at, func(f site.Frame) bool { return f.Kind == site.Unset && f.On.Scope.Outlives() })
}

// fillsInOnce reports whether what runs at a place also sets what was not there.
func fillsInOnce(at []site.Frame) bool {
	return slices.ContainsFunc(at, func(f site.Frame) bool { return f.Kind == site.Unset && f.On.Scope.Outlives() && f.Once == site.Yes })
}

// asked reports whether others call the function with data of theirs: a coroutine that is open to them and has a caller
// or a sibling that makes such an object too, or a helper that several functions share. A helper of one function runs as
// often as that one. Loosely: what is asked about is a factory of several users, and the branch does not matter.
func (q query) asked(f *site.Func, loosely bool, seen map[string]bool) bool {
	if f.Keeps == site.Yes || seen[f.Name] {
		return false
	}
	seen[f.Name] = true
	users := q.callersOf(f)
	if f.Public && f.Colour == site.Async && f.Takes == site.Yes && (loosely || len(users) > 0 || q.siblings(f)) {
		return true
	}
	if f.Colour != site.Async && f.Owner == "" {
		return false
	}
	if len(users) > 1 && f.Owner != "" {
		return true
	}
	for _, c := range users {
		if (loosely || len(users) > 1 || c.Site.Must == site.Yes) && !fillsIn(c.Site.At) && (q.Runs(c.Func) >= site.PerCall || q.asked(c.Func, loosely, seen)) {
			return true
		}
	}
	return false
}

// siblings reports whether other functions of the type, or of the file where there is none, make such an object for one
// call as well. What keeps its results is compared with what keeps none.
func (q query) siblings(f *site.Func) bool {
	return slices.ContainsFunc(q.Funcs, func(g site.Func) bool {
		return g.Name != f.Name && g.Owner == f.Owner && g.Span.File == f.Span.File && (g.Keeps != site.Yes || f.Keeps != site.Yes) && q.makes(&g)
	})
}

func (q query) makes(f *site.Func) bool {
	return slices.ContainsFunc(f.Sites, func(s site.Site) bool {
		return s.Do == site.Open && perCallCode(&s) == perCallCode(q.s) && s.On.Scope == site.ScopeCall && s.On.Func == f.Name && s.Must == site.Yes && !fillsIn(s.At)
	})
}

// callersOf are the functions that call one, each with one of its calls.
func (q query) callersOf(f *site.Func) map[string]proof.Caller {
	users := map[string]proof.Caller{}
	for _, c := range q.Callers(f.Name) {
		if q.counts(c, f) {
			users[c.Func.Name] = c
		}
	}
	return users
}

// counts reports whether a call says how often a function runs: not its own, nor what runs once, nor what only fills in
// what is not there yet, nor a call beside a cache of the same.
func (q query) counts(c proof.Caller, f *site.Func) bool {
	return c.Func.Name != f.Name && q.Runs(c.Func) != site.Once && !fillsInOnce(c.Site.At) && !q.onlyFillsIn(c.Func, map[string]bool{}) && !q.asksCache(c.Func, f)
}

// onlyFillsIn reports whether every way to the function goes through a call that fills in what is not there yet.
func (q query) onlyFillsIn(f *site.Func, seen map[string]bool) bool {
	if seen[f.Name] || f.Entry == site.Hot {
		return false
	}
	seen[f.Name] = true
	callers := q.Callers(f.Name)
	return len(callers) > 0 && !slices.ContainsFunc(callers, func(c proof.Caller) bool {
		return !fillsInOnce(c.Site.At) && !q.onlyFillsIn(c.Func, seen)
	})
}

// asksCache reports whether the caller of a function also calls what keeps the results of that one: it asks for a fresh
// one by choice.
func (q query) asksCache(caller, f *site.Func) bool {
	keeps := map[string]bool{}
	for _, c := range q.Callers(f.Name) {
		keeps[c.Func.Name] = c.Func.Entry == site.Once && c.Func.Params > 0
	}
	return slices.ContainsFunc(caller.Sites, func(s site.Site) bool { return s.Do == site.Call && keeps[s.API] })
}

// scripted reports whether every way to the function begins in what runs once: a loop there works through a batch.
func (q query) scripted(f *site.Func, seen map[string]bool) bool {
	if f.Entry != site.RunsUnknown || seen[f.Name] {
		return f.Entry <= site.Once
	}
	seen[f.Name] = true
	callers := q.Callers(f.Name)
	return len(callers) > 0 && !slices.ContainsFunc(callers, func(c proof.Caller) bool { return !q.scripted(c.Func, seen) })
}

// factoryLevel is the level of a factory that every caller uses for one call: a method with several users, or with one
// that is asked often, is a finding, whichever branch asks; what the factory itself makes only where it has none, or is asked for one, is a note.
func (q query) factoryLevel(users []query) finding.Level {
	level := finding.Note
	if fillsIn(q.s.At) || slices.ContainsFunc(q.s.At, mayBeGiven) || q.f.Keeps == site.Yes {
		return level
	}
	for _, u := range users {
		l := u.clientLevel()
		if l == finding.Note && !u.setApart() && !u.servesMany() && q.f.Owner != "" && u.asked(u.f, true, map[string]bool{}) {
			l = finding.Warning
		}
		if u.dropsUnclosed() {
			l = max(l, finding.Warning)
		}
		level = max(level, l)
	}
	return level
}

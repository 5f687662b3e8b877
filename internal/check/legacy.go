package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// legacyAPI reports an API that a model names as unwanted for the target version. Which rule speaks, and what to write
// instead, stands in the model. A function that only coroutines call is one of them as far as its loop goes.
func legacyAPI(q query) (verdict, bool) {
	if q.s.Do != site.Legacy || !q.own() || q.lang != "python" {
		return verdict{}, false
	}
	row := q.legacyRow(q.f.Colour)
	if row == nil || row.In == "sync" && (q.loopIsSet() || q.handedOut()) {
		return verdict{}, false
	}
	why, level := q.legacyWhy(row), finding.Default
	var by runners
	if row.In == "sync" {
		q.runnersOf(q.f, map[string]bool{}, &by)
	}
	switch {
	case row.In != "sync":
	case by == runners{coroutines: true} && !inNoLoop(q.s):
		if row = q.legacyRow(site.Async); row == nil {
			return verdict{}, false
		}
		why = fmt.Sprintf("%s (only coroutines call '%s')", q.legacyWhy(row), shortFunc(q.f.Name))
		if q.f.Public && !strings.HasPrefix(lastPart(q.f.Owner), "_") && slices.ContainsFunc(q.s.At, mayBeGiven) {
			level = finding.Note // the default of a parameter is for callers that nobody here knows
		}
	case q.mayFindLoop(by):
		level = finding.Note
	}
	v := verdict{code: row.Rule, level: level, fix: "use " + row.Replacement, here: "called here"}
	v.text = fmt.Sprintf("%s %s; use %s", q.name(), why, row.Replacement)
	return v, true
}

// handedOut reports whether the function stands in a coroutine, which hands it to code that nobody knows: most callbacks
// run on the loop.
func (q query) handedOut() bool {
	outer := q.Func(q.f.Name[:max(0, strings.LastIndexByte(q.f.Name, '.'))])
	return outer != nil && outer.Colour == site.Async && len(q.Callers(q.f.Name)) == 0
}

// legacyRow finds the row for the colour of a function around.
func (q query) legacyRow(of site.Colour) *rules.Model {
	colour := "sync"
	if of == site.Async {
		colour = "async"
	}
	for _, row := range q.models.Get(q.lang, q.s.API) {
		if slices.Contains(row.Does, "legacy") && (row.In == "" || row.In == colour) {
			return row
		}
	}
	return nil
}

// loopIsSet reports whether a loop was set on every way before, or runs there, or whether the function tries and makes or
// runs one where there is none.
func (q query) loopIsSet() bool {
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		set := s.Do == site.Enter && s.On.Kind == site.EventLoop && s.Must == site.Yes && s.Seq < q.s.Seq
		if set || q.makesLoop(s) && q.handles(s) || q.neededLoop(s) {
			return true
		}
	}
	return false
}

// neededLoop reports whether a site would have failed on the way to the query's where no loop runs.
func (q query) neededLoop(s *site.Site) bool {
	row := q.model(s.API)
	if s.Do == site.Legacy || s.Must != site.Yes || s.Seq >= q.s.Seq || len(s.Via) > 0 || row == nil || row.Raises == "" {
		return false
	}
	return !slices.ContainsFunc(s.At, func(f site.Frame) bool {
		return f.Kind == site.Loop || f.Kind == site.Try && !inFrame(q.s.At, f.ID)
	})
}

// makesLoop reports whether a site brings a loop of its own: it opens one, or runs a coroutine on a new one.
func (q query) makesLoop(s *site.Site) bool {
	if s.Do == site.Offload {
		row := q.model(s.API)
		return row != nil && row.Object == "loop" && row.On == "none"
	}
	return s.Do == site.Open && s.On.Kind == site.EventLoop
}

// handles reports whether a site stands behind a try that the query's site is tried in, which is where its error goes.
func (q query) handles(s *site.Site) bool {
	for _, try := range q.s.At {
		in := func(f site.Frame) bool { return f.ID == try.ID }
		if try.Kind == site.Try && s.Seq > q.s.Seq && !slices.ContainsFunc(s.At, in) && (try.Span.IsZero() || within(s.Span, try.Span)) {
			return true
		}
	}
	return false
}

func within(s, around site.Span) bool {
	return s.File == around.File && s.Start >= around.Start && s.End <= around.End
}

// runners are those that run a function, through however many others.
type runners struct {
	coroutines bool // on a loop
	threads    bool // or what starts the program: no loop runs there
	unknown    bool // nobody is seen to call it
}

// runnersOf collects who runs a function that is no coroutine.
func (q query) runnersOf(f *site.Func, asked map[string]bool, got *runners) {
	asked[f.Name] = true
	callers := q.Callers(f.Name)
	if len(callers) == 0 {
		got.threads = got.threads || f.Entry == site.Once
		got.unknown = got.unknown || f.Entry != site.Once
	}
	for _, c := range callers {
		switch {
		case c.Site.Do == site.Offload, c.Site.On.Kind == site.Thread, c.Site.On.Kind == site.Daemon, c.Site.On.Kind == site.Executor, inNoLoop(c.Site):
			got.threads = true
		case c.Func.Colour == site.Async:
			got.coroutines = true
		case !asked[c.Func.Name]:
			q.runnersOf(c.Func, asked, got)
		}
	}
}

// mayFindLoop reports whether somebody sees to it that there is a loop: coroutines call the function, besides code that
// nobody knows; it asks another function before, which looks for the one that runs, or who makes its object does; or the objects
// of the module install one when they are made.
func (q query) mayFindLoop(by runners) bool {
	if by.coroutines && !by.threads || q.f.Owner != "" && q.loopInstalled() {
		return true
	}
	return !inNoLoop(q.s) && (q.looksFirst(q.f, q.s) || q.madeWithLoop())
}

// looksFirst reports whether a function asks another one, before a site, which looks for the loop that runs.
func (q query) looksFirst(f *site.Func, before *site.Site) bool {
	return slices.ContainsFunc(f.Sites, func(s site.Site) bool {
		asked := q.Func(s.API)
		return s.Do == site.Call && len(s.Via) == 0 && s.Seq < before.Seq && asked != nil && looksForLoop(asked)
	})
}

// madeWithLoop reports whether all in the project that make an object of the class ask for the loop that runs first: the class
// is the one for programs that have one.
func (q query) madeWithLoop() bool {
	makers := q.Callers(q.f.Owner + ".__init__")
	return q.f.Owner != "" && len(makers) > 0 && !slices.ContainsFunc(makers, func(c proof.Caller) bool {
		return c.Site.Do != site.Call || inNoLoop(c.Site) || c.Site.Must == site.Yes || !q.looksFirst(c.Func, c.Site)
	})
}

// looksForLoop reports whether a function itself asks for the loop that runs, ready for the answer that none does.
func looksForLoop(f *site.Func) bool {
	return slices.ContainsFunc(f.Sites, func(s site.Site) bool {
		return s.Do == site.Use && s.On.Kind == site.EventLoop && len(s.Via) == 0 && inFrameOf(s.At, site.Try)
	})
}

// loopInstalled reports whether a constructor in the same file sets a loop that it leaves open.
func (q query) loopInstalled() bool {
	return slices.ContainsFunc(q.Funcs, func(f site.Func) bool {
		return f.Span.File == q.f.Span.File && strings.HasSuffix(f.Name, ".__init__") && slices.ContainsFunc(f.Sites, func(s site.Site) bool {
			ended := func(o site.Site) bool { return o.Do == site.Leave && o.On.Same(s.On) }
			return s.Do == site.Enter && s.On.Kind == site.EventLoop && s.On.Known() && !slices.ContainsFunc(f.Sites, ended)
		})
	})
}

func (q query) legacyWhy(row *rules.Model) string {
	switch {
	case row.Why != "":
		return row.Why
	case row.Removed != "":
		return "is removed in " + row.Removed
	case row.Deprecated != "" && row.Deprecated != "0":
		return "is deprecated since " + row.Deprecated
	}
	return "is on its way out"
}

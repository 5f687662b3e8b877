package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// legacyAPI reports an API that a model names as unwanted for the target version. Which rule speaks, and what to write
// instead, stands in the model. A function that only coroutines call is one of them as far as its loop goes.
func legacyAPI(q query) (verdict, bool) {
	if q.s.Do != site.Legacy || !q.own() {
		return verdict{}, false
	}
	row := q.legacyRow(q.f.Colour)
	if row == nil || row.In == "sync" && (q.loopIsSet() || q.handedOut()) {
		return verdict{}, false
	}
	why := q.legacyWhy(row)
	if row.In == "sync" && !inNoLoop(q.s) && q.inLoop(q.f, map[string]bool{}) {
		if row = q.legacyRow(site.Async); row == nil {
			return verdict{}, false
		}
		why = fmt.Sprintf("%s (only coroutines call '%s')", q.legacyWhy(row), shortFunc(q.f.Name))
	}
	v := verdict{code: row.Rule, fix: "use " + row.Replacement, here: "called here"}
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

// loopIsSet reports whether a loop was set on every way before, or whether the function tries and makes or runs one where
// there is none.
func (q query) loopIsSet() bool {
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		set := s.Do == site.Enter && s.On.Kind == site.EventLoop && s.Must == site.Yes && s.Seq < q.s.Seq
		if set || q.makesLoop(s) && q.handles(s) {
			return true
		}
	}
	return false
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

// inLoop reports whether every known caller of a synchronous function runs on an event loop: then it does too. A function
// that nobody is seen to call is not known to.
func (q query) inLoop(f *site.Func, asked map[string]bool) bool {
	callers := q.Callers(f.Name)
	if len(callers) == 0 || asked[f.Name] {
		return false
	}
	asked[f.Name] = true
	for _, c := range callers {
		if c.Site.Do == site.Offload || c.Func.Colour != site.Async && !q.inLoop(c.Func, asked) {
			return false
		}
	}
	return true
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

package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// nestedLoop reports a loop that is run inside a coroutine, itself or by a function that it calls: a thread runs one at a
// time, so that the call fails. A function that may ask first whether one runs is left alone.
func nestedLoop(q query) (verdict, bool) {
	if q.s.Do != site.Offload || !q.onTheLoop() || !q.runsALoop() || q.s.Must == site.No && q.asksForLoop(q.f) || !q.surelyInHelper() {
		return verdict{}, false
	}
	if helper := q.helper(); helper != nil && (q.asksForLoop(helper) || q.returnsBefore(helper)) {
		return verdict{}, false
	}
	v := verdict{
		code: "CL406", level: finding.Error, fix: "await the coroutine",
		here: "a loop already runs here", steps: viaSteps(q.s, shortAPI(q.s.API)+" runs a loop"),
	}
	v.text = fmt.Sprintf("%s runs an event loop in '%s'%s, where one runs already, and raises RuntimeError; %s", q.name(), shortFunc(q.f.Name), q.throughHelper(), v.fix)
	if q.loopsMayNest() || len(q.s.Via) > nearHelper { // deeper down, an argument decides whose loop it is
		v.level = finding.Note
	}
	return v, true
}

// runsALoop reports whether the call starts a loop in this thread and gives what the coroutine gives: it has waited for it.
func (q query) runsALoop() bool {
	row := q.model(q.s.API)
	return row != nil && row.Object == "loop" && row.Colour == "async" && row.Returns == "body"
}

// helper is the function through which the site is reached; nil for one of the function itself.
func (q query) helper() *site.Func {
	if q.own() {
		return nil
	}
	return q.Func(q.s.Via[0].Func)
}

// returnsBefore reports whether the helper may return without having run the loop: what it is given decides.
func (q query) returnsBefore(helper *site.Func) bool {
	at := proof.Origin(q.s)
	i := slices.IndexFunc(helper.Sites, func(s site.Site) bool {
		return s.Do == q.s.Do && s.API == q.s.API && len(s.Via) == len(q.s.Via)-1 && proof.Origin(&s) == at
	})
	return i >= 0 && slices.ContainsFunc(helper.Ways, func(w site.Way) bool {
		return w.Kind == site.Return && !slices.ContainsFunc(helper.Sites[i].Ways, func(s site.Way) bool { return s.ID == w.ID && s.Sure == site.Yes })
	})
}

// asksForLoop reports whether a function looks at the loop that runs, if any, before it decides what to do.
func (q query) asksForLoop(f *site.Func) bool {
	for i := range f.Sites {
		if s := &f.Sites[i]; s.On.Kind == site.EventLoop && (s.Do == site.Use || s.Do == site.Legacy && s.Must == site.No) {
			return true
		}
	}
	return false
}

// nesting is what models call that which lets loops nest.
const nesting = "nested-loops"

func (q query) loopsMayNest() bool {
	for i := range q.Funcs {
		for j := range q.Funcs[i].Sites {
			if q.Funcs[i].Sites[j].For == nesting {
				return true
			}
		}
	}
	return false
}

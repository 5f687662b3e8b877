package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// shortWait is a timeout, in milliseconds, that nobody notices.
const shortWait = 1000

// waitsOnTheLoop reports a coroutine that stands still, with its loop, until another thread has done something: a future,
// a thread's end, a queue, an executor that is left. What was waited for or asked before is done by then.
func waitsOnTheLoop(q query) (verdict, bool) {
	if q.s.Do != site.Wait || !q.onTheLoop() || !q.ofThreads(q.s) || q.s.Time.Kind == site.Const && q.s.Time.N < shortWait {
		return verdict{}, false
	}
	level := finding.Warning
	switch {
	case q.s.On.Kind == site.Executor:
		if level = q.joins(); level == finding.Default {
			return verdict{}, false
		}
	case q.isDone():
		return verdict{}, false
	case q.s.Time.Kind == site.Const, !q.own() && q.s.Time.Kind != site.Endless, !q.own() && (q.s.On.Kind == site.Signal || q.s.On.Kind == site.Lock):
		level = finding.Note // what a helper waits for so may long be there: the handshake of a class that serves both worlds
	}
	v := verdict{
		code: "CL507", level: level, fix: "await it: asyncio.wrap_future, asyncio.to_thread, or the twin in asyncio",
		here: "the event loop stands still here", steps: viaSteps(q.s, shortAPI(q.s.API)+" waits"),
	}
	what := "waits for another thread"
	if q.s.On.IsZero() { // somebody at the keyboard, or what nobody knows
		what, v.fix = "waits", "run it in asyncio.to_thread"
		if q.scripted(q.f, map[string]bool{}) {
			v.level = finding.Note // the program is for who sits there
		}
	}
	if q.s.On.Kind == site.Executor {
		what = "waits at its end for all that it runs"
		v.fix = "keep one executor and await loop.run_in_executor"
	}
	v.text = fmt.Sprintf("%s %s and blocks the event loop in '%s'%s; %s", q.name(), what, shortFunc(q.f.Name), q.throughHelper(), v.fix)
	q.settle(&v)
	return v, true
}

// ofThreads reports whether a wait stands the thread still.
func (q query) ofThreads(s *site.Site) bool {
	if s.On.Kind == site.Executor {
		return true
	}
	return slices.ContainsFunc(q.models.Get(q.lang, s.API), func(row *rules.Model) bool {
		return row.Colour == "thread" && row.Body == nil && row.For == "" && slices.Contains(row.Does, "wait")
	})
}

// isDone reports whether the coroutine has waited for the object before, or asked whether there is anything to wait for.
func (q query) isDone() bool {
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		if !s.On.Same(q.s.On) || s.Seq >= q.s.Seq {
			return false
		}
		asked := s.Do == site.Wait && s.Time == site.N(0)
		return asked || q.s.On.Kind == site.Task && (s.Do == site.Wait || s.Do == site.Use)
	})
}

// joins says how bad it is to leave an executor: bad where work was submitted that nobody has awaited, or where a timeout
// leaves it behind; else only a cancellation waits. Default: nothing is waited for, or that has a finding of its own.
func (q query) joins() finding.Level {
	level := finding.Default
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		switch {
		case s.Seq >= q.s.Seq:
			return level
		case s.Do == site.Wait && s.On.Kind != site.Executor && q.ofThreads(s) && q.within(s):
			return finding.Default
		case s.Do == site.Spawn && s.On.Same(q.s.On):
			level = finding.Warning
		case s.Do == site.Offload && s.On.Same(q.s.On):
			level = max(level, finding.Note)
		case s.Do == site.Enter && (s.On.Kind == site.Signal || s.On.IsZero()) && s.Time.Kind == site.Const && level == finding.Note && q.within(s):
			level = finding.Warning
		}
	}
	return level
}

// within reports whether a site stands in the with block of the query's executor.
func (q query) within(s *site.Site) bool {
	return slices.ContainsFunc(s.At, func(f site.Frame) bool { return f.Kind == site.With && f.On.Same(q.s.On) })
}

package check

import (
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// endlessGoroutine reports a goroutine with a loop that nothing leaves: no return, no break, and whatever it hears of does not
// end it. What main and init start lasts as long as the process.
func endlessGoroutine(q query) (verdict, bool) {
	if q.s.Do != site.Spawn || q.lang != "go" || q.s.On.Kind != site.Task || !q.own() || q.s.Body == nil || q.Runs(q.f) == site.Once {
		return verdict{}, false
	}
	loop := q.loopForGood(q.s.Body)
	if loop == nil || q.hearsSignals(q.s.Body) && !q.hasEnd() {
		return verdict{}, false
	}
	v := verdict{
		code: "CL208", owner: "none", here: "started here", guess: bodyGuessed(q.s.Body),
		fix: "return when a context is done or a quit channel is closed",
	}
	ofProgram := q.f.Main && q.f.Owner == "" && q.Runs(q.f) < site.PerCall ||
		q.endsWithProcess(q.f, func(f *site.Func) bool { return beginsProgram(f) || q.isCommand(f) }, map[string]bool{})
	if ofProgram && site.InnermostLoop(q.s.At) == nil {
		v.level = finding.Note // it lasts as long as the program, which starts it
	}
	v.text = q.name() + " starts a goroutine that nothing can end: its loop has no way out; " + v.fix
	v.steps = []finding.Step{{Span: proof.Origin(loop), Func: proof.Inside(q.s.Body, loop), Text: "runs in an endless loop", Where: finding.Related}}
	return v, true
}

// loopForGood returns a site of the body in a loop that its function cannot leave, nil where none is known. Only the started
// function itself and those that it surely calls count.
func (q query) loopForGood(body *site.Func) *site.Site {
	for i := range body.Sites {
		s := &body.Sites[i]
		if len(s.Via) == 0 || s.Do == site.Call || s.Do == site.Gap || s.Times().Kind != site.Endless {
			continue
		}
		for k, v := range s.Via {
			f := q.Func(v.Func)
			if f == nil || k > 0 && !q.surelyCalls(s.Via[k-1].Func, v.Func) {
				break
			}
			if lastsForGood(f) {
				return s
			}
		}
	}
	return nil
}

func (q query) surelyCalls(caller, callee string) bool {
	f := q.Func(caller)
	return f != nil && slices.ContainsFunc(f.Sites, func(c site.Site) bool {
		return c.Do == site.Call && c.API == callee && c.Must == site.Yes && len(c.At) == 0
	})
}

// lastsForGood reports whether a function never returns because of a loop: one without an end, or one over the ticks of a timer,
// which nobody closes.
func lastsForGood(f *site.Func) bool {
	if slices.ContainsFunc(f.Ways, func(w site.Way) bool { return w.Kind == site.Return }) {
		return false
	}
	return slices.ContainsFunc(f.Sites, func(s site.Site) bool {
		loop := site.InnermostLoop(s.At)
		return len(s.Via) == 0 && loop != nil && loop.Times.Kind == site.Endless && (loop.Times.From == "" || s.Do == site.Wait && s.On.Kind == site.Signal)
	})
}

// hearsSignals reports whether the goroutine waits for signals of the operating system, which last as long as the process.
func (q query) hearsSignals(body *site.Func) bool {
	return slices.ContainsFunc(body.Sites, func(s site.Site) bool {
		return s.Do == site.Wait && s.On.Kind == site.Channel && s.On.Known() && q.notified(s.On)
	})
}

func (q query) notified(ch site.Ref) bool {
	told := func(s site.Site) bool { return s.Do == site.Tell && s.For == "process" && s.On.Same(ch) }
	return slices.ContainsFunc(q.f.Sites, told) || slices.ContainsFunc(q.On(ch), func(p proof.Place) bool { return told(*p.Site) })
}

// hasEnd reports whether the goroutine is started by a method of a type that ends otherwise: it has a Close, Stop or Shutdown.
func (q query) hasEnd() bool {
	return q.f.Owner != "" && slices.ContainsFunc([]string{"Close", "Stop", "Shutdown"}, func(m string) bool { return q.Func(q.f.Owner+"."+m) != nil })
}

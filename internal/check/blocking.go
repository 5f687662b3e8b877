package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// blockingCode is the rule that speaks of a blocking call, by the resource that the model names.
var blockingCode = map[string]string{
	"http": "CL501", "mail": "CL501", "net": "CL501", "ssh": "CL501",
	"llm": "CL502", "sdk": "CL502", "cloud": "CL502",
	"db": "CL503", "cache": "CL503",
	"sleep": "CL504", "process": "CL505", "file": "CL506",
}

// maxBlockingCalls is how many calls may lie between a coroutine and the call that blocks: deeper ones are hard to act on.
const maxBlockingCalls = 4

// shortSleep is a pause, in milliseconds, that is no longer than much of what a loop does between two tasks.
const shortSleep = 10

// blocksTheLoop reports a call in a coroutine that stands still, itself or through functions that it calls, and with it
// every task of the loop.
func blocksTheLoop(q query) (verdict, bool) {
	code := blockingCode[q.s.For]
	if q.s.Do != site.Block || code == "" || !q.onTheLoop() || q.s.Time.Kind == site.Const && q.s.Time.N == 0 {
		return verdict{}, false
	}
	v := verdict{
		code: code, level: finding.Error, fix: "await an asynchronous client, or run it in asyncio.to_thread",
		here: "the event loop stands still here", steps: viaSteps(q.s, shortAPI(q.s.API)+" blocks"),
	}
	switch code {
	case "CL504":
		v.fix = "await " + q.sleepOfTheLoop()
		if q.s.Time.Kind == site.Const && q.s.Time.N <= shortSleep {
			v.level = finding.Note
		}
	case "CL505":
		v.fix = "use asyncio.create_subprocess_exec, or run it in asyncio.to_thread"
	case "CL506":
		v.level, v.fix = finding.Note, "run it in asyncio.to_thread"
	}
	v.text = fmt.Sprintf("%s blocks the event loop in '%s'%s; %s", q.name(), shortFunc(q.f.Name), q.throughHelper(), v.fix)
	q.settle(&v)
	return v, true
}

// sleepOfTheLoop is the sleep that gives way to other tasks, of the library that the function sleeps with elsewhere.
func (q query) sleepOfTheLoop() string {
	for i := range q.f.Sites {
		other := q
		other.s = &q.f.Sites[i]
		if other.own() && other.sleeps() && !other.s.Guess && !q.stopsThread(other.s) {
			return other.s.API
		}
	}
	return "asyncio.sleep"
}

// onTheLoop reports whether the site stands in a coroutine, or in what one calls. A coroutine on the way has its own
// finding, and what runs only where no loop does stands in none.
func (q query) onTheLoop() bool {
	if q.f.Colour != site.Async || len(q.s.Via) > maxBlockingCalls || inNoLoop(q.s) {
		return false
	}
	for _, v := range q.s.Via {
		if v.Colour == site.Async {
			return false
		}
	}
	return true
}

func inNoLoop(s *site.Site) bool {
	return slices.ContainsFunc(s.At, func(f site.Frame) bool { return f.Kind == site.NoLoop })
}

func (q query) throughHelper() string {
	if q.own() {
		return ""
	}
	return ", through " + shortFunc(q.s.Via[0].Func)
}

// settle lowers what is less sure, or less bad: a call through helpers is a warning; one that a helper makes on some of
// its ways only, that only some classes behind the call make, that is made once, while nothing else runs on the loop, or
// for what was told to end, is a note.
func (q query) settle(v *verdict) {
	if !q.own() {
		v.level = min(v.level, finding.Warning)
		v.origin = proof.Origin(q.s)
	}
	if q.alone() || q.toldToEnd() || q.afterItsEnd() || q.sometimes() || q.seldomOnTheWay() || !q.surelyInHelper() {
		v.level = finding.Note
	}
}

// alone reports whether there is nobody whom it disturbs: nothing else runs on the loop, or nothing that is served.
func (q query) alone() bool {
	return q.Undisturbed(q.f, q.s) || q.atStart(q.f, map[string]bool{}) || q.ofCommand(q.f) || q.ofSyncTwin(q.f)
}

// surelyInHelper reports whether the helper that the function calls comes to the site on all its ways: a setting, a cache
// or a kind of input may decide that nothing blocks at all.
func (q query) surelyInHelper() bool {
	helper := q.helper()
	if helper == nil {
		return true
	}
	for _, v := range q.s.Via { // what repeats deeper down does not know of a branch above
		if f := q.Func(v.Func); f != nil && callsInBranch(f, v.Span) {
			return false
		}
	}
	at := proof.Origin(q.s)
	return slices.ContainsFunc(helper.Sites, func(s site.Site) bool {
		return s.Do == q.s.Do && s.API == q.s.API && len(s.Via) == len(q.s.Via)-1 && proof.Origin(&s) == at && s.Must != site.No
	})
}

func callsInBranch(f *site.Func, at site.Span) bool {
	return slices.ContainsFunc(f.Sites, func(s site.Site) bool {
		return s.Do == site.Call && len(s.Via) == 0 && s.Must == site.No && samePlace(s.Span, at) && !inFrameOf(s.At, site.Select)
	})
}

// inFrameOf reports whether the innermost frame is of a kind.
func inFrameOf(at []site.Frame, kind site.FrameKind) bool {
	return len(at) > 0 && at[len(at)-1].Kind == kind
}

// toldToEnd reports whether the function has told the object to end before it waits for it: that takes no time.
func (q query) toldToEnd() bool {
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return s.Do == site.Tell && s.Seq < q.s.Seq && s.On.Same(q.s.On)
	})
}

// afterItsEnd reports whether a function sleeps after it has told its own process to end: nobody is left whom that disturbs.
func (q query) afterItsEnd() bool {
	f := q.f
	if n := len(q.s.Via); n > 0 {
		f = q.Func(q.s.Via[n-1].Func)
	}
	if f == nil || q.s.For != "sleep" {
		return false
	}
	sleep, told := proof.Origin(q.s), false
	for i := range f.Sites {
		s := &f.Sites[i]
		if len(s.Via) == 0 && s.Do == q.s.Do && s.Span == sleep {
			return told
		}
		told = told || len(s.Via) == 0 && s.Do == site.Tell && s.For == "process" && s.Must == site.Yes
	}
	return false
}

// sometimes reports whether somewhere on the way one of several functions runs, and most of them do not stand still.
func (q query) sometimes() bool {
	f, at := q.f, q.s.Span
	for _, v := range q.s.Via {
		if f == nil {
			return false
		}
		if !q.mostBlock(f, at) {
			return true
		}
		f, at = q.Func(v.Func), v.Span
	}
	return false
}

// mostBlock reports whether more than half of the functions that a call may run stand still. Of outside ones the types
// alone say so.
func (q query) mostBlock(f *site.Func, at site.Span) bool {
	still, all := 0, 0
	for i := range f.Sites {
		c := &f.Sites[i]
		if c.Do != site.Call || c.Span != at || !inFrameOf(c.At, site.Select) {
			continue
		}
		if callee := q.Func(c.API); callee != nil {
			all++
			if standsStill(callee) {
				still++
			}
		}
	}
	return all == 0 || 2*still > all
}

func standsStill(f *site.Func) bool {
	for i := range f.Sites {
		if s := &f.Sites[i]; s.Do == site.Block || s.Do == site.Wait {
			return true
		}
	}
	return false
}

// blocksAThread reports a thread or an executor's job that makes a network call without a timeout: it can hang for
// ever, and nothing can end it. The finding stands in the thread's target: several places may start it.
func blocksAThread(q query) (verdict, bool) {
	if q.s.Do != site.Spawn && q.s.Do != site.Offload || q.s.Body == nil || q.s.Body.Colour == site.Async || !q.own() || !q.threaded() {
		return verdict{}, false
	}
	call := q.networkCallWithoutTimeout(q.s.Body)
	if call == nil {
		return verdict{}, false
	}
	v := verdict{
		code: "CL509", fix: "give the call a timeout, or await an asynchronous client", guess: call.Guess, at: call.Span,
		here:  "waits here, in a thread",
		steps: []finding.Step{{Span: q.s.Span, Func: q.f.Name, Text: "the thread is started here", Where: finding.Related}},
	}
	through := ""
	if len(call.Via) > 0 {
		v.at, v.in = call.Via[0].Span, call.Via[0].Func
	}
	if len(call.Via) > 1 {
		through = ", through " + shortFunc(call.Via[1].Func)
		v.steps = append(v.steps, finding.Step{Span: proof.Origin(call), Text: shortAPI(call.API) + " has no timeout", Where: finding.Related})
	}
	v.text = fmt.Sprintf("%s waits in a thread with no timeout that helps%s, and nothing can end it; %s", shortAPI(call.API), through, v.fix)
	return v, true
}

func (q query) threaded() bool {
	switch q.s.On.Kind {
	case site.Thread, site.Daemon, site.Executor:
		return true
	}
	row := q.model(q.s.API)
	return row != nil && row.Colour == "thread"
}

func (q query) networkCallWithoutTimeout(body *site.Func) *site.Site {
	for i := range body.Sites {
		s := &body.Sites[i]
		if s.Do == site.Block && (s.For == "http" || s.For == "llm" || s.For == "sdk" || s.For == "cloud") && q.hangs(s, body) {
			return s
		}
	}
	return nil
}

// asGoodAsNone is a timeout, in milliseconds, that ends nothing in time: the clients of language models wait ten minutes
// and try again.
const asGoodAsNone = 5 * 60 * 1000

// hangs reports whether nothing ends the call in time. A long default counts only where the client is seen to be made
// with it: whoever made it may have given a shorter one.
func (q query) hangs(call *site.Site, body *site.Func) bool {
	if call.Time.Kind != site.Const {
		return call.Time.Kind == site.Endless
	}
	if call.Time.N < asGoodAsNone {
		return false
	}
	open := openOf(body.Sites, call.On)
	if open == nil {
		open = openOf(q.f.Sites, call.On)
	}
	for _, place := range q.On(call.On) {
		if open == nil && place.Site.Do == site.Open {
			open = place.Site
		}
	}
	return open != nil && open.Time.Exceeds(asGoodAsNone-1)
}

func openOf(sites []site.Site, r site.Ref) *site.Site {
	for i := range sites {
		if s := &sites[i]; s.Do == site.Open && s.On.Same(r) {
			return s
		}
	}
	return nil
}

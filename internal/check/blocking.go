package check

import (
	"fmt"

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

// blocksTheLoop reports a call in a coroutine that stands still, itself or through functions that it calls, and with it
// every task of the loop. A coroutine on the way has its own finding.
func blocksTheLoop(q query) (verdict, bool) {
	code := blockingCode[q.s.For]
	if q.s.Do != site.Block || q.f.Colour != site.Async || code == "" || len(q.s.Via) > maxBlockingCalls || q.s.Time == site.N(0) {
		return verdict{}, false
	}
	for _, v := range q.s.Via {
		if v.Colour == site.Async {
			return verdict{}, false
		}
	}
	v := verdict{
		code: code, level: finding.Error, fix: "await an asynchronous client, or run it in asyncio.to_thread",
		here: "the event loop stands still here", steps: viaSteps(q.s, shortAPI(q.s.API)+" blocks"),
	}
	v.text = fmt.Sprintf("%s blocks the event loop in '%s'; %s", q.name(), shortFunc(q.f.Name), v.fix)
	if !q.own() {
		v.level = finding.Warning
		v.text = fmt.Sprintf("%s blocks the event loop in '%s', through %s; %s", q.name(), shortFunc(q.f.Name), shortFunc(q.s.Via[0].Func), v.fix)
	}
	return v, true
}

// blocksAThread reports a thread or an executor's job that makes a network call without a timeout: it can hang for
// ever, and nothing can end it.
func blocksAThread(q query) (verdict, bool) {
	if q.s.Do != site.Spawn && q.s.Do != site.Offload || q.s.Body == nil || q.s.Body.Colour == site.Async || !q.own() || !q.threaded() {
		return verdict{}, false
	}
	call := networkCallWithoutTimeout(q.s.Body)
	if call == nil {
		return verdict{}, false
	}
	v := verdict{
		code: "CL509", fix: "give the call a timeout, or await an asynchronous client", guess: call.Guess,
		here:  "runs it in a thread",
		steps: []finding.Step{{Span: proof.Origin(call), Text: shortAPI(call.API) + " has no timeout", Where: finding.Related}},
	}
	v.text = fmt.Sprintf("%s runs %s in a thread without a timeout, and nothing can end it; %s", q.name(), shortAPI(call.API), v.fix)
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

func networkCallWithoutTimeout(body *site.Func) *site.Site {
	for i := range body.Sites {
		s := &body.Sites[i]
		if s.Do == site.Block && s.Time.Kind == site.Endless && (s.For == "http" || s.For == "llm" || s.For == "sdk" || s.For == "cloud") {
			return s
		}
	}
	return nil
}

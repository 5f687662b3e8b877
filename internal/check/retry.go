package check

import (
	"fmt"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/site"
)

// retryWithoutJitter reports a retry whose growing delay has no random part: callers that failed together come back
// together. A constant delay is CL702's. Where nothing says that several callers run at once it is a note.
func retryWithoutJitter(q query) (verdict, bool) {
	frame := retryFrame(q.s.At)
	if q.s.Do != site.Wait || frame == nil || q.s.Time.Kind != site.Data || q.s.Time.Rand != site.No {
		return verdict{}, false
	}
	if q.s.On.Known() && q.s.On.Kind != site.Signal {
		return verdict{}, false // a wait for an answer, not a delay
	}
	if inTriedBody(q.s.At) {
		return verdict{}, false // part of what is tried, not the pause between two attempts
	}
	if retryFrame(q.s.At[:q.ownFrames()]) != frame {
		return verdict{}, false // the helper tries again: the finding stands there
	}
	v := verdict{
		code: "CL701", level: finding.Note, fix: "multiply the delay by a random factor",
		here: "waits the same time in every caller",
		steps: append([]finding.Step{{Span: frame.Span, Func: q.f.Name, Text: "tries again after an error", Where: finding.Flow}},
			viaSteps(q.s, "the delay is computed here")...),
	}
	v.text = fmt.Sprintf("%s delays each retry without jitter; %s", q.name(), v.fix)
	if r := q.Runs(q.f); r >= site.PerCall || q.f.Colour == site.Async || q.f.Takes == site.Yes && q.f.Public && r != site.Once {
		v.level = finding.Warning
	}
	return v, true
}

// inTriedBody reports whether a try stands between the site and its innermost loop: a pause between attempts stands in
// a handler, or behind the try.
func inTriedBody(at []site.Frame) bool {
	for i := len(at) - 1; i >= 0 && at[i].Kind != site.Loop; i-- {
		if at[i].Kind == site.Try {
			return true
		}
	}
	return false
}

// retryFrame returns the innermost loop if it is a retry.
func retryFrame(at []site.Frame) *site.Frame {
	if loop := site.InnermostLoop(at); loop != nil && loop.Retry == site.Yes {
		return loop
	}
	return nil
}

package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
)

// swallowedCancellation reports a loop that goes on after it was cancelled: an endless one, which can no longer be
// stopped, or a retry, which takes the request to stop for a failure. Elsewhere the coroutine is about to end, and what
// its caller sees of the cancellation may be meant.
func swallowedCancellation(q query) (verdict, bool) {
	if q.s.Do != site.Swallow || q.s.For != "cancel" || !q.own() || q.s.On.Kind == site.Task {
		return verdict{}, false
	}
	loop := site.InnermostLoop(q.s.At)
	if loop == nil || loop.Times.Kind != site.Endless && loop.Retry != site.Yes || !goesOn(q.s.Ways) {
		return verdict{}, false
	}
	v := verdict{code: "CL206", fix: "raise it again, or leave the loop", here: "a cancellation ends here, and the loop goes on"}
	what := "the endless loop, which nobody can stop any more"
	if loop.Times.Kind != site.Endless {
		what = "another attempt, as if it were a failure"
	}
	v.text = fmt.Sprintf("except %s swallows the cancellation of its task and goes on with %s; %s", strings.TrimPrefix(q.name(), "builtins."), what, v.fix)
	return v, true
}

// goesOn reports whether nothing but the next run of the loop follows.
func goesOn(ways []site.Way) bool {
	next := false
	for _, w := range ways {
		next = next || w.Kind == site.Next
	}
	return next && !slices.ContainsFunc(ways, func(w site.Way) bool { return w.Kind == site.Return })
}

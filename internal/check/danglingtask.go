package check

import (
	"fmt"

	"github.com/concurlint/concurlint/internal/site"
)

// danglingTask reports a task that nobody holds on to. The event loop keeps a weak reference, so such a task may be
// collected in the middle of its work, and nobody sees its exception.
func danglingTask(q query) (verdict, bool) {
	if q.s.Do != site.Spawn || q.s.On.Kind != site.Task {
		return verdict{}, false
	}
	row := q.model(q.s.API)
	if row == nil || !row.Weak {
		return verdict{}, false
	}
	got := q.Kept(q.f, q.s)
	if got.Answer != site.No {
		return verdict{}, false
	}
	v := verdict{
		code: "CL201", owner: "none", fix: "keep it in a set or an attribute until it is done, or start it in a TaskGroup",
		here: "started and let go: " + got.By, steps: viaSteps(q.s, shortAPI(q.s.API)+" starts it"),
	}
	why := "drops the task that it starts"
	if !q.s.On.Unnamed() {
		why = fmt.Sprintf("leaves the task that it starts to '%s', a variable that ends with the function", q.s.On.Short())
	}
	v.text = fmt.Sprintf("%s %s: the event loop refers to it only weakly, so it may vanish before it is done; %s", q.opener(), why, v.fix)
	return v, true
}

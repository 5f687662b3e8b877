package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
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
	if got.Answer != site.No || q.runsInOneGo(q.s.Body) {
		return verdict{}, false
	}
	v := verdict{
		code: "CL201", owner: "none", fix: "keep it in a set or an attribute until it is done, or start it in a TaskGroup",
		here: "started and let go: " + got.By, steps: viaSteps(q.s, shortAPI(q.s.API)+" starts it"),
	}
	why := "drops the task that it starts"
	if row.Mute {
		v.level = finding.Note // the future and the task hold each other, and what is lost is at most an error
	}
	if strings.HasSuffix(q.f.Name, ".__del__") {
		v.level = finding.Note // the last effort of an object that is gone: it has no place to keep anything
	}
	if !q.s.On.Unnamed() {
		why = fmt.Sprintf("leaves the task that it starts to '%s', a variable that ends with the function", q.s.On.Short())
	}
	if row.Mute && !q.handlesErrors(q.s.Body) {
		v.fix = "keep the future and ask for its result, or log the error in a done callback"
		v.text = fmt.Sprintf("%s drops the future of the coroutine that it starts: if that fails, nobody sees the error, and nothing logs it; %s", q.opener(), v.fix)
		return v, true
	}
	v.text = fmt.Sprintf("%s %s: the event loop refers to it only weakly, so it may vanish before it is done; %s", q.opener(), why, v.fix)
	return v, true
}

// runsInOneGo reports whether what was started is a coroutine that never awaits: the loop itself holds it until its one step
// is over. A method may be another one below, unless it is private and the only one of its name.
func (q query) runsInOneGo(body *site.Func) bool {
	if body == nil || len(body.Sites) == 0 || body.Sites[0].Do != site.Call {
		return false
	}
	callee := q.Func(body.Sites[0].API)
	return callee != nil && callee.OneGo && (callee.Owner == "" || q.onlyOne(callee))
}

// onlyOne reports whether a method is private and no other type here has one of its name.
func (q query) onlyOne(method *site.Func) bool {
	name := lastPart(method.Name)
	return strings.HasPrefix(name, "_") && !slices.ContainsFunc(q.Funcs, func(f site.Func) bool {
		return f.Owner != "" && f.Name != method.Name && lastPart(f.Name) == name
	})
}

// handlesErrors reports whether what was started, or what it calls first hand, sees to errors of any kind.
func (q query) handlesErrors(body *site.Func) bool {
	if body == nil {
		return false
	}
	ends := func(s site.Site) bool { return s.Do == site.Swallow && s.For == "any" }
	return slices.ContainsFunc(body.Sites, func(s site.Site) bool {
		callee := q.Func(s.API)
		return ends(s) || s.Do == site.Call && len(s.Via) == 0 && callee != nil && slices.ContainsFunc(callee.Sites, ends)
	})
}

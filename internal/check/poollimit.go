package check

import (
	"fmt"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/site"
)

// localPorts is how many connections one machine can have to one address: a larger pool limits nothing.
const localPorts = 1 << 16

// poolWithoutLimit reports a pool of connections whose size was set to none: a burst of work opens as many connections
// as it has tasks, and the other side, which has a limit, refuses them.
func poolWithoutLimit(q query) (verdict, bool) {
	if q.lang != "python" || !q.own() || q.s.Cap.Kind != site.Endless && (q.s.Cap.Kind != site.Const || q.s.Cap.N < localPorts) {
		return verdict{}, false
	}
	pool := q.s.On.Kind == site.Pool || q.s.On.Kind == site.Client
	if (q.s.Do != site.Open || !pool) && (q.s.Do != site.Limit || q.s.For == "") {
		return verdict{}, false
	}
	v := verdict{code: "CL305", fix: "set one that the other side can bear", here: "no limit"}
	if q.s.For != "db" && q.s.For != "cache" {
		v.level = finding.Note // a server of the web is mostly made for many
	}
	v.text = fmt.Sprintf("%s sets no limit to the number of connections, so a burst of work opens one for each task; %s", q.name(), v.fix)
	return v, true
}

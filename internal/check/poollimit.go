package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// localPorts is how many connections one machine can have to one address: a larger pool limits nothing.
const localPorts = 1 << 16

// poolWithoutLimit reports a pool of connections whose size was set to none: a burst of work opens as many connections
// as it has tasks, and the other side, which has a limit, refuses them.
func poolWithoutLimit(q query) (verdict, bool) {
	if q.lang == "go" {
		return neverLimited(q)
	}
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

// neverLimited reports a Go pool that opens a connection for each caller that finds none free, because that is its default, and
// nothing in the package sets a limit.
func neverLimited(q query) (verdict, bool) {
	if q.s.Do != site.Open || q.s.On.Kind != site.Pool || q.s.For != "db" || q.s.Cap.Kind != site.Endless || !q.own() {
		return verdict{}, false
	}
	limits := func(s site.Site) bool { return s.Do == site.Limit && s.On.Same(q.s.On) }
	switch q.s.On.Scope {
	case site.ScopeInstance, site.ScopeProcess:
		if slices.ContainsFunc(q.On(q.s.On), func(p proof.Place) bool { return limits(*p.Site) }) {
			return verdict{}, false
		}
	case site.ScopeCall:
		if proof.HandedOn(q.f, q.s) || q.Runs(q.f) == site.Once {
			return verdict{}, false
		}
	default:
		return verdict{}, false
	}
	if slices.ContainsFunc(q.f.Sites, limits) {
		return verdict{}, false
	}
	if _, perCall := openedPerCall(q); perCall {
		return verdict{}, false
	}
	v := verdict{code: "CL305", fix: "call SetMaxOpenConns with what the server can bear", here: "no limit by default, and none is set"}
	v.text = fmt.Sprintf("%s opens as many connections as there are callers at once, and nothing limits it; %s", q.name(), v.fix)
	return v, true
}

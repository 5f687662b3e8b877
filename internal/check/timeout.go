package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// callWithoutTimeout reports a network call that nothing ends: no timeout of its own, and none of its client. Where a
// loop or a thread waits for it, another rule says so.
func callWithoutTimeout(q query) (verdict, bool) {
	if q.s.Do != site.Block && q.s.Do != site.Use || !q.own() || q.s.Time.Kind != site.Endless {
		return verdict{}, false
	}
	switch q.s.For {
	case "http", "net", "mail", "llm", "sdk":
	default:
		return verdict{}, false
	}
	if !q.takesTimeout(q.s.API) && !q.asksByHTTP() {
		return verdict{}, false // nothing that its caller could give
	}
	v := verdict{code: "CL510", fix: "give it a timeout", here: "waits for ever if nobody answers"}
	if q.startsOrCommands() {
		v.level = finding.Note // who started it sits in front of it
	}
	v.text = fmt.Sprintf("%s has no timeout and waits for ever if nobody answers; %s", q.name(), v.fix)
	return v, true
}

// takesTimeout reports whether a call can be given a timeout: one that cannot has no better way.
func (q query) takesTimeout(api string) bool {
	return slices.ContainsFunc(q.models.Get(q.lang, api), func(row *rules.Model) bool {
		return row.Time != nil && (row.Time.Arg != "" || row.Time.Index != nil)
	})
}

// asksByHTTP reports whether a Go call asks a server by HTTP, which another client with a timeout can do.
func (q query) asksByHTTP() bool { return q.lang == "go" && q.s.For == "http" }

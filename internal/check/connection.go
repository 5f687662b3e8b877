package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// openedPerCall reports a connection, a pool or a client that is made for one call and ends with it. The finding stands
// where the life ends: in the innermost function that does not hand the object on.
func openedPerCall(q query) (verdict, bool) {
	words, ok := perCallWords[perCallCode(q.s)]
	if q.s.Do != site.Open || !ok || q.checkedOut() || !q.endsHere() {
		return verdict{}, false
	}
	when := q.PerCall(q.f, q.s)
	if when.Answer != site.Yes {
		return verdict{}, false
	}
	v := verdict{
		code: perCallCode(q.s), fix: words.fix, here: "opened here and gone at the end of the call; this " + when.By,
		text:  fmt.Sprintf("%s %s; %s", q.opener(), words.what, words.fix),
		steps: append(loopSteps(q, q.s.At), viaSteps(q.s, shortAPI(q.s.API)+" opens it")...),
	}
	if q.Runs(q.f) == site.Hot && v.code == "CL301" {
		v.level = finding.Error
	}
	return v, true
}

var perCallWords = map[string]struct{ what, fix string }{
	"CL301": {"opens a connection for one call", "take it from a pool that is made once"},
	"CL302": {"makes a pool for one call", "make it once, at start-up, and share it"},
}

// perCallCode is the rule that speaks of what is opened; "" for what may be opened per call.
func perCallCode(s *site.Site) string {
	switch {
	case s.For == "db" && s.On.Kind == site.Conn:
		return "CL301"
	case (s.For == "db" || s.For == "cache") && (s.On.Kind == site.Pool || s.On.Kind == site.Client):
		return "CL302"
	}
	return ""
}

// endsHere reports whether the object's life ends in the function: it is not handed on, or it is lent to a request by a
// dependency, which closes it afterwards.
func (q query) endsHere() bool {
	on := q.s.On
	switch on.Scope {
	case site.ScopeCall:
		return on.Func == q.f.Name && !proof.HandedOn(q.f, q.s)
	case site.ScopeResult:
		closes := func(s site.Site) bool { return s.Do == site.Leave && s.On.Same(on) }
		return q.f.Entry == site.Hot && slices.ContainsFunc(q.f.Sites, closes)
	}
	return false
}

// checkedOut reports whether the object comes out of a pool: the API is a method of one, or is handed one.
func (q query) checkedOut() bool {
	for _, a := range q.s.Args {
		if a.Kind == site.Pool {
			return true
		}
	}
	dot := strings.LastIndexByte(q.s.API, '.')
	if dot < 0 {
		return false
	}
	return slices.ContainsFunc(q.models.Get(q.lang, q.s.API[:dot]), func(row *rules.Model) bool { return row.Object == "pool" })
}

// opener names what the reader sees at the place: the helper, where one opens the object.
func (q query) opener() string {
	if q.own() {
		return q.name()
	}
	return shortFunc(q.s.Via[0].Func) + " (" + q.name() + ")"
}

package check

import (
	"fmt"
	"strings"

	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// notReleased reports an object that is not closed on every way out. An object that leaves the function is its new
// owner's to close.
func notReleased(q query) (verdict, bool) {
	if q.s.Do != site.Open || !closable(q.s.On.Kind) || q.s.On.Func != q.f.Name && q.s.On.Scope == site.ScopeCall || q.f.Entry == site.Once {
		return verdict{}, false
	}
	row := q.model(q.s.API)
	if row == nil || len(row.Closes) == 0 {
		return verdict{}, false
	}
	got, leak := q.Released(q.f, q.s)
	if got.Answer != site.No || q.lang == "python" && leak.Kind == site.Error && proof.HandedOn(q.f, q.s) {
		return verdict{}, false // any call may raise: between the opening and the new owner there is always one
	}
	v := verdict{
		code: "CL601", fix: "close it in a with block or in finally", here: "opened here",
		steps: viaSteps(q.s, shortAPI(q.s.API)+" opens it"),
	}
	if q.lang == "go" {
		v.fix = "defer its Close right after the error check"
	}
	v.text = fmt.Sprintf("%s opens %s is not closed %s; %s", q.opener(), objectThat(q.s.On), q.wayText(leak), v.fix)
	return v, true
}

func closable(k site.ObjKind) bool {
	switch k {
	case site.Conn, site.Pool, site.Client, site.Resource:
		return true
	}
	return false
}

func (q query) wayText(w site.Way) string {
	switch {
	case w.Kind == site.Error && q.lang == "go":
		return "when an error is returned"
	case w.Kind == site.Error:
		return "when an exception passes through"
	case w.Kind == site.Next:
		return "before the next run of the loop"
	}
	return "on every return"
}

// objectThat names an object as the start of a clause: "'conn', which", or "a connection that" where the source gives it
// no name.
func objectThat(r site.Ref) string {
	name := r.Short()
	if name != "" && name != "_" && !r.Unnamed() && !strings.HasPrefix(name, "r0") {
		return "'" + name + "', which"
	}
	switch r.Kind {
	case site.Conn:
		return "a connection that"
	case site.Pool, site.Client:
		return "a " + r.Kind.String() + " that"
	}
	return "something that"
}

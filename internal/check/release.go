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

// notReleased reports an object that is not closed on every way out. An object that leaves the function is its new
// owner's to close; one that is opened where its variable has none yet lives on into the next run of a loop.
func notReleased(q query) (verdict, bool) {
	code := q.releaseCode()
	if q.s.Do != site.Open || code == "" || q.ofAnother() || q.ofObject() || q.f.Entry == site.Once {
		return verdict{}, false
	}
	row := q.model(q.s.API)
	if row == nil || !q.closes(row) && code != "CL602" || q.keptByAnother() {
		return verdict{}, false
	}
	got, leak := q.Released(q.f, q.s)
	if q.lang == "python" && leak.Kind == site.Next && !q.own() && !named(q.s.On) {
		return verdict{}, false // what a helper returns goes into a list
	}
	if got.Answer != site.No || q.lang == "python" && (q.bearable(code, leak) || leak.Kind == site.Next && q.s.Must == site.Unknown) {
		return verdict{}, false
	}
	if _, perCall := openedPerCall(q); perCall && q.lang == "go" {
		return verdict{}, false // one that is kept needs no end here
	}
	if q.lang == "go" && leak.Kind == site.Next && q.deferred() {
		code = "CL607"
	}
	v := verdict{
		code: code, fix: releaseFixes[code], here: "opened here", level: q.releaseLevel(code, leak, q.closes(row)),
		steps: viaSteps(q.s, shortAPI(q.s.API)+" opens it"),
	}
	ended := endWord(code)
	switch {
	case q.lang != "go" || code == "CL605" || code == "CL607":
	case q.s.On.Kind == site.Tx:
		v.fix, ended = "defer its Rollback right after the error check, which does nothing after Commit", "committed or rolled back"
	case code == "CL602":
		v.fix = "defer what gives it back right after the error check"
	default:
		v.fix = "defer its Close right after the error check"
	}
	v.text = fmt.Sprintf("%s opens %s is not %s %s; %s", q.opener(), objectThat(q.s.On), ended, q.wayText(leak), v.fix)
	if code == "CL607" {
		v.text = fmt.Sprintf("%s opens %s is closed by a defer in the loop: that runs when the function returns, and until then one more is open with each run; %s", q.opener(), objectThat(q.s.On), v.fix)
	}
	return v, true
}

// ofAnother reports whether the object belongs to another function: a closure opens it into a variable of the one around it.
func (q query) ofAnother() bool {
	on := q.s.On
	return on.Func != q.f.Name && (on.Scope == site.ScopeCall || on.Scope == site.ScopeResult && on.Func != "" && q.lang == "go")
}

// ofObject: a helper puts what it opens into an attribute of an object that it was handed: that has it.
func (q query) ofObject() bool {
	return q.lang == "python" && !q.own() && strings.Contains(strings.TrimSuffix(q.s.On.Name, ".[]"), ".")
}

// deferred reports whether the object is ended when the function returns, and not before the next run of its loop.
func (q query) deferred() bool {
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool { return s.Do == site.Leave && s.Late && s.On.Same(q.s.On) })
}

// releaseCode is the rule that speaks of what is opened; "" for what nobody has to close.
func (q query) releaseCode() string {
	python := q.lang == "python"
	switch {
	case q.s.On.Kind == site.Executor && python:
		return "CL603"
	case q.s.On.Kind == site.Tx, q.s.On.Kind == site.Rows && !python:
		return "CL606"
	case q.s.On.Kind == site.Conn && q.checkedOut():
		return "CL602"
	case q.s.On.Kind == site.Response && !python:
		return "CL605"
	case closable(q.s.On.Kind):
		return "CL601"
	}
	return ""
}

// closes reports whether something ends what the API opens: a method that its row names, or the row of the type it returns.
func (q query) closes(row *rules.Model) bool {
	if len(row.Closes) > 0 {
		return true
	}
	return slices.ContainsFunc(q.models.Get(q.lang, q.s.API), func(r *rules.Model) bool {
		of := q.models.Get(q.lang, r.Returns)
		return slices.Contains(r.Does, "open") && slices.ContainsFunc(of, func(t *rules.Model) bool { return len(t.Closes) > 0 })
	})
}

var releaseFixes = map[string]string{
	"CL601": "close it in a with block or in finally",
	"CL602": "give it back in a with block or in finally",
	"CL603": "open it in a with block, or call shutdown in finally",
	"CL605": "defer its Body.Close right after the error check",
	"CL607": "close it at the end of each run, or move the body of the loop into a function",
	"CL606": "open it in a with block, or close it in finally",
}

func endWord(code string) string {
	switch code {
	case "CL602":
		return "given back"
	case "CL603":
		return "shut down"
	}
	return "closed"
}

// bearable: in Python any call may raise, so a way out by an exception alone says little. It counts for what is lost with
// it, a connection or a session, and not between the opening and a new owner.
func (q query) bearable(code string, leak site.Way) bool {
	thrown := leak.Kind == site.Error
	if q.s.On.Kind == site.Resource && (thrown || q.Runs(q.f) == site.Once) {
		return true // an open file hurts where it stays open for long
	}
	if q.s.For == "ssh" && thrown {
		return true // an SSH client closes itself when it is collected, if only most often
	}
	if q.Runs(q.f) == site.Once && (thrown || code == "CL603") {
		return true // the process ends it
	}
	return thrown && (code == "CL603" || proof.HandedOn(q.f, q.s))
}

// nearlyFinally: some exceptions find it given back: there is a finally, and what leaks comes before it.
func (q query) nearlyFinally(leak site.Way) bool {
	return leak.Kind == site.Error && slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return s.Do == site.Leave && s.On.Same(q.s.On) && slices.ContainsFunc(s.Ways, func(w site.Way) bool { return w.ID == leak.ID })
	})
}

// releaseLevel: a leak by an exception only is a note where nobody says that it adds up; a checkout that closes itself
// when it is collected comes back to its pool in the end.
func (q query) releaseLevel(code string, leak site.Way, closes bool) finding.Level {
	switch {
	case q.lang == "python" && leak.Kind == site.Error && (q.PerCall(q.f, q.s).Answer != site.Yes || q.nearlyFinally(leak)):
		return finding.Note
	case q.lang == "go" && leak.Kind != site.Next && q.endsAtLast() && q.endsWithProcess(q.f, beginsProgram, map[string]bool{}):
		return finding.Note
	case code == "CL603" && !named(q.s.On):
		return finding.Note // its threads end when it is collected
	case q.lang == "python" && q.s.For == "file" && !named(q.s.On):
		return finding.Note // gone at the end of the expression
	case code == "CL602" && closes:
		return finding.Warning
	}
	return finding.Default
}

// endsAtLast reports whether the object is ended or handed on before the last return of the function: only those that give up
// before leave it behind.
func (q query) endsAtLast() bool {
	last := 0
	for _, w := range q.s.Ways {
		if w.Kind == site.Return && w.Sure != site.No {
			last = max(last, w.ID)
		}
	}
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return (s.Do == site.Leave || s.Do == site.Escape) && s.On.Same(q.s.On) && slices.ContainsFunc(s.Ways, func(w site.Way) bool { return w.ID == last })
	})
}

// keptByAnother: a client or a pool that a new client is made of is that one's from then on. A session of a connection
// takes none from a pool: who has the connection ends it.
func (q query) keptByAnother() bool {
	if q.s.On.Kind == site.Tx && slices.ContainsFunc(q.s.Args, func(r site.Ref) bool { return r.Kind == site.Conn }) {
		return true
	}
	if q.s.On.Kind != site.Client && q.s.On.Kind != site.Pool && q.s.On.Kind != site.Resource {
		return false
	}
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return s.Do == site.Open && s.On.Kind == site.Client && !s.On.Same(q.s.On) && slices.ContainsFunc(s.Args, q.s.On.Same)
	})
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
	if named(r) {
		return "'" + r.Short() + "', which"
	}
	switch r.Kind {
	case site.Conn:
		return "a connection that"
	case site.Pool, site.Client:
		return "a " + r.Kind.String() + " that"
	case site.Executor:
		return "an executor that"
	case site.Tx:
		return "a session that"
	case site.Response:
		return "a response that"
	case site.Rows:
		return "rows that"
	}
	return "something that"
}

// named reports whether the source gives the object a name.
func named(r site.Ref) bool {
	name := r.Short()
	return name != "" && name != "_" && !r.Unnamed() && !strings.HasPrefix(name, "r0")
}

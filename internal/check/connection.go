package check

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// openedPerCall reports a connection, a pool or a client that is made for one call and ends with it. The finding stands
// where the life ends: in the innermost function that does not hand the object on. A client that every caller of a
// factory uses for one call stands in the factory, which is the place to keep it.
func openedPerCall(q query) (verdict, bool) {
	words, ok := perCallWords[perCallCode(q.s)]
	if q.s.Do != site.Open || !ok || q.forwards() {
		return verdict{}, false
	}
	switch {
	case q.s.For == "rpc":
		words.what = "opens an RPC channel, with a connection of its own, for one call"
	case q.s.For == "queue" && q.s.On.Kind == site.Conn:
		words.what, words.fix = "opens a connection to a message broker for one call", "open it once and share it"
	}
	leaks := q.lang == "go" && q.s.On.Kind == site.Client && q.endsHere() && !proof.Ended(q.f, q.s)
	if leaks = leaks && q.closes(q.model(q.s.API)); leaks {
		words.what += " and does not close it"
	}
	v := verdict{code: perCallCode(q.s), fix: words.fix, text: fmt.Sprintf("%s %s; %s", q.opener(), words.what, words.fix)}
	if users := q.users(); len(users) > 0 {
		v.here, v.level = "opened here for each caller", q.factoryLevel(users)
		for _, u := range users {
			v.steps = append(v.steps, finding.Step{Span: u.s.Span, Func: u.f.Name, Text: "used for one call", Where: finding.Related})
		}
		return v, true
	}
	if q.givesAnew() {
		v.text = fmt.Sprintf("%s %s each time it is asked for one; keep it for the next caller", q.opener(), strings.TrimSuffix(words.what, " for one call"))
		v.fix, v.here = "keep it for the next caller", "opened here for each caller, who is not told to close it"
		v.steps = viaSteps(q.s, shortAPI(q.s.API)+" opens it")
		return v, true
	}
	when, ok := q.forOneCall()
	if !ok || q.inFactory() {
		return verdict{}, false
	}
	v.here = "opened here and gone at the end of the call; this " + when.By
	v.steps = append(loopSteps(q, q.s.At), viaSteps(q.s, shortAPI(q.s.API)+" opens it")...)
	v.level = q.perCallLevel(v.code)
	switch {
	case q.lang == "python" && q.opensSeldom(), q.lang == "go" && q.calledWithin(probes, q.f):
		v.level = finding.Note
	case v.level == finding.Note && (leaks || q.dropsUnclosed()):
		v.level = finding.Warning
	case v.code == "CL303" && q.elsewhere():
		v.here += "; it asks the address that its caller gives, so another call may need another connection"
	}
	return v, true
}

// opensSeldom reports whether the function asks only whether the other side answers, makes or changes a schema, loads the
// configuration, or runs when the program begins or ends, or as a command: nobody pays for a connection of its own there.
func (q query) opensSeldom() bool {
	module := strings.TrimSuffix(path.Base(q.f.Span.File), ".py")
	return q.called(news, q.f.Name) || q.startsOrCommands() || slices.ContainsFunc([]string{probes, once}, func(list string) bool {
		return q.calledWithin(list, q.f) || q.models.Called(q.lang, list, module)
	})
}

var perCallWords = map[string]struct{ what, fix string }{
	"CL301": {"opens a connection for one call", "take it from a pool that is made once"},
	"CL302": {"makes a pool for one call", "make it once, at start-up, and share it"},
	"CL303": {"makes an HTTP client, with connections of its own, for one call", "make it once and share it"},
	"CL304": {"makes an SDK client, with connections of its own, for one call", "make it once and share it"},
}

// perCallCode is the rule that speaks of what is opened; "" for what may be opened per call.
func perCallCode(s *site.Site) string {
	switch {
	case s.For == "db" && s.On.Kind == site.Conn:
		return "CL301"
	case (s.For == "db" || s.For == "cache") && (s.On.Kind == site.Pool || s.On.Kind == site.Client):
		return "CL302"
	case s.On.Kind == site.Client && (s.For == "http" || s.For == "rpc"):
		return "CL303"
	case s.On.Kind == site.Conn && s.For == "queue":
		return "CL304"
	case s.On.Kind == site.Client && (s.For == "llm" || s.For == "sdk" || s.For == "cloud" || s.For == "queue"):
		return "CL304"
	}
	return ""
}

// givesAnew reports whether a Go method that is named for what it gives, and not for making it, opens a connection for a service
// each time it is asked for one, and keeps none of them: who asks has no reason to close it, and asks again. What the callers
// that are seen do with it is asked of them.
func (q query) givesAnew() bool {
	f := q.f
	if q.lang != "go" || q.s.For != "rpc" || q.s.On.Scope != site.ScopeResult || q.s.Must != site.Yes || len(q.s.At) > 0 || len(q.s.Via) > 1 {
		return false
	}
	if f.Owner == "" || !f.Public || f.Takes != site.Yes || f.Keeps == site.Yes || q.Runs(f) == site.Once || len(q.Callers(f.Name)) > 0 || q.calledWithin(makers, f) || q.called(makers, f.Owner) {
		return false
	}
	return !slices.ContainsFunc(f.Sites, func(s site.Site) bool {
		made, returned := s.Span == q.s.Span, s.Do == site.Escape && s.API == ""
		return !made && !returned && (s.On.Same(q.s.On) || mentions(s.Args, q.s.On))
	})
}

// forOneCall answers whether the object is new, ends in the function, and the function runs per call. What is opened
// only where a parameter is not given is the default of a function that can be handed a shared one.
func (q query) forOneCall() (proof.Proof, bool) {
	if q.checkedOut() || q.kept() || q.ownSession() || q.lastsInLoop() || slices.ContainsFunc(q.s.At, mayBeGiven) || !q.endsHere() {
		return proof.Proof{}, false
	}
	when := q.PerCall(q.f, q.s)
	if when.Answer == site.Unknown && q.dropsUnclosed() {
		when = proof.Proof{Answer: site.Yes, By: "makes one each time it is called, and leaves its connections behind"}
	}
	return when, when.Answer == site.Yes
}

// lastsInLoop reports whether a Go function goes on with what it opened in a loop without end: it is opened once in the life
// of what the function does.
func (q query) lastsInLoop() bool {
	return q.lang == "go" && slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		uses := s.On.Same(q.s.On) && s.Do != site.Leave || mentions(s.Args, q.s.On)
		loop := site.InnermostLoop(s.At)
		return uses && loop != nil && loop.Times.Kind == site.Endless && loop.Retry != site.Yes && !inFrame(q.s.At, loop.ID)
	})
}

// dropsUnclosed reports whether a Go method sends its requests through a client of its own and ends without closing it: the connections
// stay, and the next call makes new ones.
func (q query) dropsUnclosed() bool {
	if q.lang != "go" || perCallCode(q.s) != "CL303" || q.f.Owner == "" || proof.Ended(q.f, q.s) {
		return false
	}
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool { return s.Do == site.Block && s.On.Same(q.s.On) })
}

// mayBeGiven reports whether what runs in the frame runs only where something of the call is not there, which is not what the
// function itself makes once.
func mayBeGiven(f site.Frame) bool {
	return f.Kind == site.Unset && f.Once != site.Yes && (f.On.Scope == site.ScopeParam || f.On.Scope == site.ScopeCall)
}

// ownSession reports whether the connection is set to something that ties it to who made it: it listens, or takes a lock
// of the session. Such a one does not go back to a pool. One to a broker that messages come from, or that something without
// end goes on with, is not for one call.
func (q query) ownSession() bool {
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		if q.s.For == "queue" && q.s.On.Kind == site.Conn && (s.For == "broker" || s.Times().Kind == site.Endless) {
			return true
		}
		return s.Do == site.Tell && s.On.Kind == site.Conn && s.On.Same(q.s.On)
	})
}

// endsHere reports whether the object's life ends in the function: it is not handed on, or it is lent to a request by a
// dependency. What a context manager lends ends in the function with the with block.
func (q query) endsHere() bool {
	on := q.s.On
	switch on.Scope {
	case site.ScopeCall:
		if on.Func != q.f.Name {
			return q.borrowed()
		}
		return !q.lends() && (!proof.HandedOn(q.f, q.s) || proof.Ended(q.f, q.s))
	case site.ScopeResult:
		stored := func(s site.Site) bool { return s.Do == site.Escape && s.API == site.Stored && s.On.Same(on) }
		return q.f.Entry == site.Hot && !slices.ContainsFunc(q.f.Sites, stored)
	case site.ScopeInstance:
		return q.ofNewObject()
	case site.ScopeProcess: // put over the one of the last call
		return q.lang == "go" && q.own() && q.s.Must == site.Yes && !slices.ContainsFunc(q.s.At, func(f site.Frame) bool { return f.Kind == site.Unset })
	}
	return false
}

// checkedOut reports whether the object comes out of a pool: the API is a method of one, or is handed one. A client that
// is handed the connections of another one (a transport, a connector) has none of its own, unless those are new as well.
func (q query) checkedOut() bool {
	for _, a := range q.s.Args {
		if a.Kind == site.Pool || a.Kind == site.Client && q.s.On.Kind == site.Client && !q.opens(a) {
			return true
		}
	}
	dot := strings.LastIndexByte(q.s.API, '.')
	if dot < 0 || q.s.On.Kind == site.Pool {
		return false // Redis.from_url makes a pool as Redis does
	}
	return slices.ContainsFunc(q.models.Get(q.lang, q.s.API[:dot]), func(row *rules.Model) bool { return row.Object == "pool" })
}

// kept reports whether a helper that hands the object over keeps it for the next call.
func (q query) kept() bool {
	return slices.ContainsFunc(q.s.Via, func(v site.Step) bool { f := q.Func(v.Func); return f != nil && f.Keeps == site.Yes })
}

// opener names what the reader sees at the place: the helper, where one opens the object.
func (q query) opener() string {
	if q.own() {
		return q.name()
	}
	return shortFunc(q.s.Via[0].Func) + " (" + q.name() + ")"
}

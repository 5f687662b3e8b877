package check

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// lends reports whether the function is a context manager: what it opens lives as long as the caller's with block.
func (q query) lends() bool { return q.Func(q.f.Name+site.Enters) != nil }

// borrowed reports whether a context manager lends the object to a with block of the function.
func (q query) borrowed() bool {
	return len(q.s.Via) == 1 && q.s.Via[0].Func == q.s.On.Func+site.Enters && !proof.HandedOn(q.f, q.s)
}

// ofNewObject reports whether the opened object belongs to one that a handler, or what is shown to run as often, makes for
// itself: its constructor opened it, and the function keeps neither.
func (q query) ofNewObject() bool {
	if len(q.s.Via) != 1 || q.Runs(q.f) < site.PerCall && !q.often() {
		return false
	}
	i := slices.IndexFunc(q.f.Sites, func(c site.Site) bool {
		return c.Do == site.Call && c.API == q.s.Via[0].Func && c.Span == q.s.Span && len(c.Args) > 0
	})
	if i < 0 {
		return false
	}
	made := q.f.Sites[i].Args[0]
	lives := func(s site.Site) bool { return s.Do == site.Escape && s.On.Same(made) && s.API != "" }
	return (made.Scope == site.ScopeCall && !proof.HandedOn(q.f, &site.Site{On: made}) || made.Scope == site.ScopeResult && q.f.Entry == site.Hot) &&
		!slices.ContainsFunc(q.f.Sites, lives)
}

func (q query) opens(r site.Ref) bool {
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool { return s.Do == site.Open && s.On.Same(r) })
}

// users are the places at which callers use, for one call, the client that the function makes and hands on. None where
// somebody keeps what the function makes: then each of the others is told. A plain function with one user is that one's
// helper, no factory.
func (q query) users() []query {
	code := perCallCode(q.s)
	if code != "CL303" && code != "CL304" || !q.own() || q.s.On.Scope != site.ScopeResult && !q.lends() {
		return nil
	}
	callers := q.Callers(q.f.Name)
	if q.lends() {
		callers = q.Callers(q.f.Name + site.Enters)
	}
	var users []query
	for _, c := range callers {
		u, ok := q.user(c)
		if !ok || u.keeps() {
			return nil
		}
		if _, ok := u.forOneCall(); ok {
			if q.lang == "go" && len(callers) > 1 && !proof.Ended(u.f, u.s) {
				return nil // it does not even close it: each is told
			}
			users = append(users, u)
		}
	}
	if len(users) == 1 && q.f.Owner == "" {
		return nil
	}
	return users
}

// user is what the caller is given, as a site of its own.
func (q query) user(c proof.Caller) (query, bool) {
	for i := range c.Func.Sites {
		s := &c.Func.Sites[i]
		if s.Do == site.Open && s.API == q.s.API && s.Span == c.Site.Span && proof.Origin(s) == q.s.Span {
			u := q
			u.f, u.s = c.Func, s
			return u, true
		}
	}
	return query{}, false
}

// keeps reports whether the function makes the object once, or hands it to what may keep it.
func (q query) keeps() bool { return q.Runs(q.f) == site.Once || !q.endsHere() }

// forwards reports whether the client is handed a transport of ours that was made of another client: it sends its requests
// through that one, and has no connections of its own.
func (q query) forwards() bool {
	f, at := q.f, proof.Origin(q.s)
	if !q.own() {
		f = q.Func(q.s.Via[len(q.s.Via)-1].Func)
	}
	if f == nil || q.s.On.Kind != site.Client {
		return false
	}
	return slices.ContainsFunc(f.Sites, func(e site.Site) bool {
		return e.Do == site.Escape && e.Span == at && len(e.Via) == 0 && slices.ContainsFunc(f.Sites, func(c site.Site) bool {
			return c.Do == site.Call && len(c.Args) > 1 && c.Args[0].Same(e.On) && len(c.Via) == 0 && handsOnClient(f, c.Args[1:])
		})
	})
}

// handsOnClient reports whether a client that the function did not make is among what it hands on.
func handsOnClient(f *site.Func, args []site.Ref) bool {
	return slices.ContainsFunc(args, func(a site.Ref) bool { return a.Kind == site.Client && openOf(f.Sites, a) == nil })
}

// inFactory reports whether the finding stands in the factory that made the object.
func (q query) inFactory() bool {
	if len(q.s.Via) != 1 {
		return false
	}
	f := q.Func(strings.TrimSuffix(q.s.Via[0].Func, site.Enters))
	if f == nil {
		return false
	}
	for i := range f.Sites {
		if s := &f.Sites[i]; s.Do == site.Open && s.API == q.s.API && s.Span == q.s.Via[0].Span {
			maker := q
			maker.f, maker.s = f, s
			return len(maker.users()) > 0
		}
	}
	return false
}

// perCallLevel is how sure it is that the function runs often. A connection counts before that is shown.
func (q query) perCallLevel(code string) finding.Level {
	if q.s.On.Scope == site.ScopeInstance {
		return finding.Note // whether somebody keeps an object of the project is not seen in full
	}
	switch {
	case code == "CL301" && q.Runs(q.f) == site.Hot:
		return finding.Error
	case code == "CL302":
		return q.poolLevel()
	case code == "CL303" || code == "CL304":
		return q.clientLevel()
	}
	return finding.Default
}

// poolLevel: a pool per request is an error; one in a plain function that works on data of its caller is taken to be as
// bad, but not as surely.
func (q query) poolLevel() finding.Level {
	frequent := q.Runs(q.f) >= site.PerCall || q.s.Times().Kind == site.Data
	switch {
	case frequent && (q.lang != "python" || q.often()):
		return finding.Default
	case q.lang == "python" && (q.rare() || q.f.Keeps == site.Yes || q.scripted(q.f, map[string]bool{})):
		return finding.Note
	}
	return finding.Warning
}

// clientLevel: a client costs less than a connection to a database. It is a note where nothing shows that it is made
// often, where it serves many requests before it goes, where a key or a proxy of the caller sets it apart, and where its
// one request goes to an address of the caller's.
func (q query) clientLevel() finding.Level {
	if q.setApart() || q.servesMany() || !q.often() || q.elsewhere() {
		return finding.Note
	}
	return finding.Warning
}

func (q query) setApart() bool {
	return slices.ContainsFunc(q.s.Args, func(a site.Ref) bool {
		return a.Kind == site.Item || a.Kind == site.Object && a.Scope == site.ScopeParam
	})
}

// servesMany reports whether the client sends several requests before it goes: one after another, or in a loop that
// began after it was made.
func (q query) servesMany() bool {
	if q.requests() > 1 {
		return true
	}
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return usesInLoop(&s, q.s.On, len(loops(q.s.At))) ||
			s.Body != nil && s.Times().Exceeds(1) && len(loops(s.At)) > len(loops(q.s.At)) && slices.ContainsFunc(s.Body.Sites, func(b site.Site) bool { return b.On.Same(q.s.On) || mentions(b.Args, q.s.On) })
	})
}

// requests counts the places at which the function surely uses the client, or hands it to a function of ours.
func (q query) requests() int {
	at := map[site.Span]bool{}
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		uses := (s.Do == site.Use || s.Do == site.Block) && s.On.Same(q.s.On) || s.Do == site.Call && mentions(s.Args, q.s.On)
		if uses && s.Must == site.Yes && s.Span != q.s.Span {
			at[s.Span] = true
		}
	}
	return len(at)
}

func usesInLoop(s *site.Site, on site.Ref, outer int) bool {
	inner := loops(s.At)
	return (s.Do == site.Use || s.Do == site.Block) && s.On.Same(on) && len(inner) > outer &&
		slices.ContainsFunc(inner[outer:], func(f site.Frame) bool {
			return f.Retry != site.Yes && (f.Times.Kind == site.AmountUnknown || f.Times.Exceeds(1))
		})
}

func loops(at []site.Frame) []site.Frame {
	var out []site.Frame
	for _, f := range at {
		if f.Kind == site.Loop {
			out = append(out, f)
		}
	}
	return out
}

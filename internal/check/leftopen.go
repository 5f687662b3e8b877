package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/site"
)

// objectLeftOpen reports an object of the project that a function makes for itself and drops, although it holds a client, a
// connection or a pool, and its class has a method that ends that: nobody calls it. The constructor opens it, or the first
// method that needs it. Whoever the object is handed to may call the method, so then nothing is said.
func objectLeftOpen(q query) (verdict, bool) {
	if q.s.Do != site.Open || q.lang != "python" || q.own() || q.s.On.Scope != site.ScopeInstance || q.Runs(q.f) == site.Once {
		return verdict{}, false
	}
	row := q.model(q.s.API)
	if !closable(q.s.On.Kind) || q.s.On.Kind == site.Resource || q.s.For == "file" || row == nil || len(row.Closes) == 0 {
		return verdict{}, false
	}
	id, ok := q.Identify(q.f, q.f.Sites, q.s)
	made := id.Of
	if !ok || made.Scope != site.ScopeCall || made.Func != q.f.Name || strings.Contains(made.Name, ".") {
		return verdict{}, false
	}
	birth := q.constructed(made)
	if birth == nil || !q.opensSurely(made) || !q.returnsWith() || q.mayEnd(made) {
		return verdict{}, false
	}
	closer := q.closerOf(q.s.On)
	if closer == "" {
		return verdict{}, false
	}
	v := verdict{code: "CL601", at: birth.Span, fix: "call it in finally", here: "made here"}
	if q.startsOrCommands() {
		v.level = finding.Note
	}
	v.steps = viaSteps(q.s, shortAPI(q.s.API)+" opens what it holds")
	what := "something whose"
	if named(made) {
		what = "'" + made.Short() + "', whose"
	}
	v.text = fmt.Sprintf("%s makes %s '%s' stays open: nobody calls its %s; %s",
		shortFunc(strings.TrimSuffix(birth.API, ".__init__")), what, q.s.On.Short(), lastPart(closer), v.fix)
	return v, true
}

// constructed is the call of the constructor that makes the object, nil where the function has it from elsewhere, or makes
// two in one variable.
func (q query) constructed(made site.Ref) *site.Site {
	var birth *site.Site
	for i := range q.f.Sites {
		c := &q.f.Sites[i]
		if c.Do != site.Call || len(c.Via) > 0 || !strings.HasSuffix(c.API, ".__init__") || len(c.Args) == 0 || !c.Args[0].Same(made) {
			continue
		}
		if birth != nil {
			return nil
		}
		birth = c
	}
	return birth
}

// opensSurely reports whether each helper on the way to the open makes it on every run, or where the field has none yet: a
// client that a constructor may be given is another's.
func (q query) opensSurely(made site.Ref) bool {
	for i, step := range q.s.Via {
		f := q.Func(step.Func)
		if f == nil || f.Keeps == site.Yes && i == 0 {
			return false
		}
		opens := slices.ContainsFunc(f.Sites, func(s site.Site) bool {
			return s.Do == site.Open && s.On.Same(q.s.On) && s.API == q.s.API && (s.Must == site.Yes || fillsIn(s.At)) && !slices.ContainsFunc(s.At, mayBeGiven)
		})
		if !opens {
			return false
		}
	}
	return true
}

// returnsWith reports whether a return can be reached while the object lives.
func (q query) returnsWith() bool {
	return slices.ContainsFunc(q.s.Ways, func(w site.Way) bool {
		return w.Sure != site.No && slices.ContainsFunc(q.f.Ways, func(own site.Way) bool { return own.ID == w.ID && own.Kind == site.Return })
	})
}

// mayEnd reports whether something in the function ends the object or what it holds, or hands either on to code that may.
func (q query) mayEnd(made site.Ref) bool {
	about := func(r site.Ref) bool {
		return r.Same(q.s.On) || r.Same(made) || r.Scope == made.Scope && r.Func == made.Func && strings.HasPrefix(r.Name, made.Name+".")
	}
	var ends func(sites []site.Site) bool
	ends = func(sites []site.Site) bool {
		return slices.ContainsFunc(sites, func(s site.Site) bool {
			switch {
			case s.Do == site.Leave, s.Do == site.Escape, s.Do == site.Tell, s.Do == site.Enter, s.Do == site.Use && s.Guess && s.API == "":
				if about(s.On) {
					return true
				}
			case s.Do == site.Spawn && works(s.On.Kind) && !q.waitedHere(&s) && runsWith(&s, about):
				return true
			case s.Do == site.Open && !s.On.Same(q.s.On) && slices.ContainsFunc(s.Args, about):
				return true
			case s.Do == site.Call && q.Func(s.API) == nil && slices.ContainsFunc(s.Args, about):
				return true
			}
			return slices.ContainsFunc(s.At, func(f site.Frame) bool { return f.Kind == site.With && about(f.On) }) ||
				s.Body != nil && ends(s.Body.Sites)
		})
	}
	return ends(q.f.Sites)
}

// waitedHere reports whether the function waits for what it starts: then that is over when the function is.
func (q query) waitedHere(spawn *site.Site) bool {
	waits := func(s site.Site) bool {
		return s.Do == site.Wait && (s.On.Known() && s.On.Same(spawn.On) || s.API == spawn.API && s.Span == spawn.Span)
	}
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return s.Seq > spawn.Seq && (waits(s) || s.Do == site.Offload && s.Body != nil && slices.ContainsFunc(s.Body.Sites, waits))
	})
}

// runsWith reports whether what is started is handed the object, or works with it.
func runsWith(spawn *site.Site, about func(site.Ref) bool) bool {
	return slices.ContainsFunc(spawn.Args, about) || spawn.Body != nil && slices.ContainsFunc(spawn.Body.Sites, func(s site.Site) bool {
		return about(s.On) || slices.ContainsFunc(s.Args, about)
	})
}

func works(k site.ObjKind) bool { return k == site.Task || k == site.Thread || k == site.Daemon }

// closerOf is the method of the class that ends what the field holds: public, and not the destructor, which would make it
// the collector's work.
func (q query) closerOf(field site.Ref) string {
	closer := ""
	for _, place := range q.On(field) {
		switch name := lastPart(place.Func.Name); {
		case place.Site.Do == site.Escape, name == "__del__":
			return ""
		case place.Site.Do != site.Leave || place.Func.Owner != field.Func || strings.HasPrefix(name, "_"):
		case closer == "" || len(place.Site.Via) == 0:
			closer = place.Func.Name
		}
	}
	return closer
}

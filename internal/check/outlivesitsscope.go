package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// outlivesItsScope reports started work that uses a connection, a session or a client which the function, or the framework
// with the request, ends while the work may still run: nobody waits for it before.
func outlivesItsScope(q query) (verdict, bool) {
	if q.s.Do != site.Spawn || q.s.Body == nil || !q.own() || !q.followed() {
		return verdict{}, false
	}
	for _, on := range q.lent() {
		ends, ok := q.scopeEnd(on)
		if !ok || q.meets(ends.Seq) || on.Scope == site.ScopeCall && q.mayMeet(on, ends.Seq) {
			continue
		}
		v := verdict{code: "CL212", fix: "let the work open its own, or wait for it first", here: "started here with '" + on.Short() + "'"}
		when := "when the request is over"
		if on.Scope == site.ScopeCall {
			when = "at the end of the block"
			v.steps = []finding.Step{{Span: ends.Span, Func: q.f.Name, Text: "'" + on.Short() + "' ends here", Where: finding.Related}}
		}
		v.text = fmt.Sprintf("%s hands '%s' to work that may outlive it: it is closed %s, and nobody waits for the work before that; %s", q.name(), on.Short(), when, v.fix)
		return v, true
	}
	return verdict{}, false
}

// outlivesTheRequest reports a goroutine that a handler leaves behind with the request's context, which is cancelled as soon as the
// handler returns. One that also listens to that context means to end with it.
func outlivesTheRequest(q query) (verdict, bool) {
	if q.s.Do != site.Spawn || q.s.Body == nil || !q.own() || q.lang != "go" || q.s.On.Kind != site.Task || q.Runs(q.f) != site.Hot {
		return verdict{}, false
	}
	i := slices.IndexFunc(q.s.Body.Sites, func(s site.Site) bool {
		return s.Do == site.Use && s.On.Kind == site.Signal && s.On.Scope == site.ScopeRequest
	})
	if i < 0 || q.awaited() {
		return verdict{}, false
	}
	used := &q.s.Body.Sites[i]
	if slices.ContainsFunc(q.s.Body.Sites, func(s site.Site) bool { return s.Do == site.Wait && s.On.Same(used.On) }) {
		return verdict{}, false
	}
	v := verdict{code: "CL212", fix: "hand it context.WithoutCancel, or wait for it", here: "started here"}
	v.text = fmt.Sprintf("%s leaves work behind with the context of the request, which is cancelled when the handler returns; %s", q.name(), v.fix)
	v.steps = []finding.Step{{Span: proof.Origin(used), Func: proof.Inside(q.s.Body, used), Text: "'" + used.On.Short() + "' is used here", Where: finding.Related}}
	return v, true
}

// awaited reports whether the function waits for something that the started work ends or tells, or for the work itself.
func (q query) awaited() bool {
	return slices.ContainsFunc(q.f.Sites, func(w site.Site) bool {
		if w.Do != site.Wait || w.Seq < q.s.Seq && !w.Late {
			return false
		}
		return w.On.Same(q.s.On) || slices.ContainsFunc(q.s.Body.Sites, func(b site.Site) bool {
			return (b.Do == site.Leave || b.Do == site.Tell) && b.On.Same(w.On)
		})
	})
}

// followed reports whether it is known who could wait for the work: an executor is asked through a future.
func (q query) followed() bool {
	return q.s.On.Kind != site.Executor || q.Heard(q.f, q.s).Answer == site.No
}

// lent are the objects with an end that the work uses, or hands to a function of ours.
func (q query) lent() []site.Ref {
	var out []site.Ref
	add := func(r site.Ref) {
		if r.Scope == site.ScopeRequest || r.Scope == site.ScopeCall {
			out = append(out, r)
		}
	}
	for _, s := range q.s.Body.Sites {
		switch s.Do {
		case site.Use, site.Block, site.Enter:
			add(s.On)
		case site.Call:
			if callee := q.Func(s.API); callee != nil {
				for _, a := range s.Args[:min(len(s.Args), callee.Params)] {
					add(a)
				}
			}
		}
	}
	return slices.DeleteFunc(out, func(r site.Ref) bool { return !ended(r.Kind) })
}

// ended reports whether an object of the kind is of no use once it was closed.
func ended(k site.ObjKind) bool {
	switch k {
	case site.Conn, site.Tx, site.Rows, site.Response, site.Client, site.Pool:
		return true
	}
	return false
}

// scopeEnd is where the function ends the object, whatever happens in between. The framework ends what belongs to the
// request after the function.
func (q query) scopeEnd(on site.Ref) (site.Site, bool) {
	if on.Scope == site.ScopeRequest {
		return site.Site{Seq: len(q.f.Sites) + q.s.Seq + 1}, true
	}
	for _, s := range q.f.Sites {
		if s.Seq > q.s.Seq && (s.Do == site.Leave && len(s.Via) == 0 && s.On.Same(on) || q.takesBack(s, on)) {
			return s, s.Must != site.No && q.s.Must != site.Unknown
		}
	}
	return site.Site{}, false
}

// takesBack reports whether a context manager of ours ends what it lent.
func (q query) takesBack(s site.Site, on site.Ref) bool {
	if !strings.HasSuffix(s.API, site.Exits) || !mentions(s.Args, on) {
		return false
	}
	f := q.Func(s.API)
	return f != nil && slices.ContainsFunc(f.Sites, func(l site.Site) bool { return l.Do == site.Leave && l.On.Kind == on.Kind })
}

// meets reports whether the function does anything with the work before the site of that number, but to store it: it
// waits for it, or hands it to who may.
func (q query) meets(seq int) bool {
	return slices.ContainsFunc(q.f.Sites, func(w site.Site) bool {
		if w.Seq <= q.s.Seq || w.Seq >= seq || w.Do == site.Spawn && w.On.Same(q.s.On) || q.storesTask(w) {
			return false
		}
		return w.On.Same(q.s.On) || mentions(w.Args, q.s.On)
	})
}

// storesTask reports whether a task only goes where somebody holds it. What is handed to a call that is awaited may be
// waited for there.
func (q query) storesTask(e site.Site) bool {
	if e.API != site.Stored || q.s.On.Kind != site.Task {
		return false
	}
	return !slices.ContainsFunc(q.f.Sites, func(w site.Site) bool {
		return w.Do == site.Wait && w.Span.Start < w.Span.End && w.Span.Start <= e.Span.Start && e.Span.End <= w.Span.End
	})
}

// mayMeet reports whether the function waits for something else than the object meanwhile: it may be what the work tells
// it.
func (q query) mayMeet(on site.Ref, seq int) bool {
	for i, w := range q.f.Sites {
		if w.Seq <= q.s.Seq || w.Seq >= seq || w.On.Same(on) {
			continue
		}
		switch w.Do {
		case site.Wait, site.Block:
			if !q.f.Sites[i-1].On.Same(on) || q.f.Sites[i-1].API != w.API {
				return true
			}
		case site.Offload, site.Gap:
			return true
		case site.Call:
			if callee := q.Func(w.API); callee == nil || callee.Colour == site.Async {
				return true
			}
		}
	}
	return false
}

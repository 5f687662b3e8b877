package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/site"
)

// unobservedTask reports work in an executor whose future nobody asks: an error in it is set on the future, and nothing
// else says that there was one.
func unobservedTask(q query) (verdict, bool) {
	if !q.own() || q.Heard(q.f, q.s).Answer != site.No {
		return verdict{}, false
	}
	fails := q.failsUnseen(q.s.Body)
	if fails == nil || q.tells(q.s.Body) {
		return verdict{}, false
	}
	v := verdict{code: "CL202", fix: "ask the future for its result, or log the error where it happens", here: "its future is dropped"}
	why := "drops the future of"
	if row := q.model(q.s.API); row != nil && row.Times != nil { // map and its kin: an iterator of results
		v.fix, v.here, why = "take the results, or log the error where it happens", "its results are dropped", "drops the results of"
	}
	if !q.s.Hears.Unnamed() {
		v.here = "nobody reads '" + q.s.Hears.Short() + "'"
		why = "leaves to '" + q.s.Hears.Short() + "', which nobody reads, what tells of"
	}
	v.steps = []finding.Step{{Span: fails.Span, Func: fails.Name, Text: "an error can leave it", Where: finding.Related}}
	v.text = fmt.Sprintf("%s %s '%s': if that fails, nobody sees the error; %s", q.name(), why, shortFunc(fails.Name), v.fix)
	return v, true
}

// failsUnseen returns the function of ours that is started and that an error can leave before anybody sees it; nil where
// none is known.
func (q query) failsUnseen(body *site.Func) *site.Func {
	if body == nil || slices.ContainsFunc(body.Sites, func(s site.Site) bool { return seesAny(s) || s.Do == site.Gap && len(s.Via) == 0 }) {
		return nil
	}
	for _, s := range body.Sites {
		if callee := q.Func(s.API); len(s.Via) == 0 && callee != nil && q.sees(callee, nearWork) == site.No {
			return callee
		}
	}
	return nil
}

// nearWork is how many functions below the started one are asked whether they see to errors.
const nearWork = 3

// sees answers whether a function does something about errors of any kind, by itself or in the functions that it leaves all
// its work to. Where none can leave it and it handles none, there is nothing to see: unknown.
func (q query) sees(f *site.Func, hops int) site.Tri {
	switch {
	case slices.ContainsFunc(f.Sites, seesAny):
		return site.Yes
	case !slices.ContainsFunc(f.Ways, func(w site.Way) bool { return w.Kind == site.Error }):
		return site.Unknown
	case hops == 0:
		return site.No
	}
	answer := site.No
	for _, s := range f.Sites {
		if len(s.Via) > 0 {
			continue
		}
		switch s.Do {
		case site.Call:
			callee := q.Func(s.API)
			if callee == nil {
				return site.No
			}
			below := q.sees(callee, hops-1)
			if below == site.No {
				return site.No
			}
			if below == site.Yes {
				answer = site.Yes
			}
		case site.Block, site.Open, site.Offload, site.Spawn:
			return site.No
		}
	}
	return answer
}

// seesAny reports whether a function itself does something about errors of any kind there.
func seesAny(s site.Site) bool {
	return s.Do == site.Swallow && (s.For == "any" || s.For == "seen")
}

// tells reports whether the work lets somebody know how it went: through an event, a queue, or a future of its own.
func (q query) tells(body *site.Func) bool {
	return slices.ContainsFunc(body.Sites, func(s site.Site) bool {
		return s.Do == site.Tell && (s.On.Kind == site.Signal || s.On.Kind == site.Channel || s.On.Kind == site.Task)
	})
}

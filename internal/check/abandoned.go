package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/site"
)

// abandonedByTimeout reports a deadline around work in a thread: when it strikes, the caller goes on, and the thread stays
// in its call, which has no timeout of its own.
func abandonedByTimeout(q query) (verdict, bool) {
	if q.s.Do != site.Offload || !q.own() || q.s.Body == nil || q.s.Body.Colour == site.Async || !q.deadline() {
		return verdict{}, false
	}
	row := q.model(q.s.API)
	if row == nil || row.Colour != "thread" {
		return verdict{}, false
	}
	for i := range q.s.Body.Sites {
		b := &q.s.Body.Sites[i]
		if b.Do != site.Block || b.Time.Kind != site.Endless || !q.takesTimeout(b.API) || q.endsLater(b.On) {
			continue
		}
		v := verdict{
			code: "CL713", fix: "give " + shortAPI(b.API) + " a timeout of its own", here: "runs in a thread, under a deadline",
			steps: []finding.Step{{Span: b.Span, Text: "stands still without a timeout", Where: finding.Related}},
		}
		v.text = fmt.Sprintf("%s runs under a deadline that cannot stop its thread, which stays in %s; %s", q.name(), shortAPI(b.API), v.fix)
		return v, true
	}
	return verdict{}, false
}

// endsLater reports whether the function ends for good what the thread waits for, once the deadline has struck.
func (q query) endsLater(on site.Ref) bool {
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return s.Do == site.Tell && s.Cap.Kind == site.Endless && s.On.Same(on) && s.Seq > q.s.Seq
	})
}

// deadline reports whether a timeout with a time is held around the site, or follows it in the same expression.
func (q query) deadline() bool {
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		known := s.Time.Kind == site.Const || s.Time.Kind == site.Config || s.Time.Kind == site.Data
		around := s.Span.File == q.s.Span.File && s.Span.Start <= q.s.Span.Start && q.s.Span.End <= s.Span.End
		if s.Do == site.Enter && known && around && s.Seq > q.s.Seq {
			return true
		}
	}
	return q.underTimeout()
}

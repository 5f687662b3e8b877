package check

import (
	"fmt"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// sleepsHoldingPermit reports a pause between attempts that keeps its permit: what waits for nothing keeps others from
// working. Any other pause under a limiter may be its pace, so it is a note.
func sleepsHoldingPermit(q query) (verdict, bool) {
	if !q.sleeps() || q.policy() || len(q.s.Via) > nearHelper || proof.Origin(q.s).File != q.s.Span.File {
		return verdict{}, false
	}
	held := q.heldLimiter()
	if held == nil {
		return verdict{}, false
	}
	v := verdict{
		code: "CL715", fix: "give the permit back before the pause", here: "waits here, and keeps the permit",
		steps: []finding.Step{{Span: held.Span, Func: q.f.Name, Text: "taken here", Where: finding.Flow}},
	}
	what := "between two attempts"
	if retryFrame(q.s.At) == nil || inFrame(held.At, retryFrame(q.s.At).ID) || inTriedBody(q.s.At) {
		v.level, what = finding.Note, "for some time"
	}
	if !q.own() {
		v.at, v.here = held.Span, "taken here, and kept by a helper that pauses"
		v.steps = viaSteps(q.s, "waits here")
	}
	v.text = fmt.Sprintf("%s waits %s while '%s' is held, so nobody else can use the permit; %s", q.name(), what, held.On.Short(), v.fix)
	return v, true
}

// sleeps reports whether the site waits for nothing but some time.
func (q query) sleeps() bool {
	if q.s.Do != site.Wait || q.s.On.Known() || q.s.Time == site.N(0) {
		return false
	}
	return q.s.Time.Kind == site.Const || q.s.Time.Kind == site.Config || q.s.Time.Kind == site.Data
}

// heldLimiter is the limiter that is held where the site stands, nil where none is.
func (q query) heldLimiter() *site.Site {
	var held []*site.Site
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if s.Seq >= q.s.Seq || s.On.Kind != site.Limiter || !s.On.Known() || len(s.Via) > 0 {
			continue
		}
		switch {
		case s.Do == site.Enter && s.Must != site.No:
			held = append(held, s)
		case s.Do == site.Leave && len(held) > 0 && held[len(held)-1].On.Same(s.On):
			held = held[:len(held)-1]
		}
	}
	if len(held) == 0 {
		return nil
	}
	return held[len(held)-1]
}

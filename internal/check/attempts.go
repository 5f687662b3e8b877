package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/site"
)

// fewAttempts is how many attempts need no pause between them.
const fewAttempts = 2

// retryWithoutBackoff reports a retry that goes on at once after the other side failed: the attempts come in a burst, when
// it can bear them least. A constant pause is kinder; that it has no jitter is a note.
func retryWithoutBackoff(q query) (verdict, bool) {
	frame := q.ownRetry()
	if frame == nil || frame.Times.Kind == site.Const && frame.Times.N <= fewAttempts {
		return verdict{}, false
	}
	v := verdict{
		code: "CL702", at: frame.Span, level: q.retryLevel(), fix: "wait between the attempts, longer each time and with jitter",
		here: "tries again at once",
	}
	switch {
	case q.policy() && q.s.Time == site.N(0), q.givesUpNothing() && !q.pauses(frame):
		v.text = fmt.Sprintf("%s tries again at once after an error; %s", q.retryName(), v.fix)
	case !inTriedBody(q.s.At) && q.own() && q.constantPause():
		v.at, v.level, v.fix = site.Span{}, finding.Note, "let the pause grow, with jitter"
		v.text, v.here = fmt.Sprintf("%s pauses as long after each failed attempt, in every caller; %s", q.name(), v.fix), "the same pause each time"
	default:
		return verdict{}, false
	}
	return v, true
}

// receives reports whether each run of the loop takes the next message from a connection: it skips one that is no use, and
// tries nothing again.
func (q query) receives(frame *site.Frame) bool {
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		name := lastPart(s.API)
		return s.Do == site.Block && s.For == "net" && inFrame(s.At, frame.ID) && strings.HasPrefix(name, "Read")
	})
}

// retryWithoutCap reports a retry that nothing ends but success: while the other side is down, each caller hangs here.
func retryWithoutCap(q query) (verdict, bool) {
	frame := q.ownRetry()
	if frame == nil || frame.Times.Kind != site.Endless || !q.policy() && !q.givesUpNothing() && !q.tookTooLong() || q.underTimeout() {
		return verdict{}, false
	}
	v := verdict{
		code: "CL703", at: frame.Span, level: q.retryLevel(), fix: "stop after a number of attempts or at a deadline",
		here: "nothing but success ends it",
	}
	if q.supervises() || q.f.Takes != site.Yes && q.Runs(q.f) < site.PerCall && !q.policy() {
		v.level = finding.Note
	}
	v.text = fmt.Sprintf("%s tries again without end as long as it fails; %s", q.retryName(), v.fix)
	return v, true
}

// ownRetry is the retry around the site in the function itself.
func (q query) ownRetry() *site.Frame {
	if q.s.Do != site.Wait && q.s.Do != site.Swallow {
		return nil
	}
	frame := retryFrame(q.s.At)
	if frame == nil || retryFrame(q.s.At[:q.ownFrames()]) != frame {
		return nil
	}
	return frame
}

// policy reports whether the wait is that of a library's retry.
func (q query) policy() bool {
	row := q.models.Get(q.lang, q.s.API)
	return q.s.Do == site.Wait && len(row) > 0 && row[0].Frame == "retry"
}

func (q query) constantPause() bool {
	return q.sleeps() && q.s.Time.Rand == site.No && q.s.Time.Kind != site.Data
}

// givesUpNothing reports whether an error of the other side ends here, and the next attempt follows: one that the models
// know as such, or any error where the attempt is known to ask somebody else.
func (q query) givesUpNothing() bool {
	if q.s.Do != site.Swallow || !q.own() || q.asksDifferently() {
		return false
	}
	return q.s.For == "net" || q.s.For == "any" && q.asksOthers(retryFrame(q.s.At).ID)
}

// asksDifferently reports whether the arm in which the error ends changes what is sent: the next attempt is another request.
func (q query) asksDifferently() bool {
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return s.Do == site.Swallow && s.For == "request" && s.Span == q.s.Span && len(s.Via) == 0
	})
}

// tookTooLong reports whether the error that ends here is a timeout: the attempt was no quick one.
func (q query) tookTooLong() bool { return q.s.Do == site.Swallow && q.own() && q.s.For == "timeout" }

// asksOthers reports whether the tried part of the loop calls something remote.
func (q query) asksOthers(loop int) bool {
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if around := site.InnermostLoop(s.At); around != nil && around.ID == loop && remote(s) && inTriedBody(s.At) {
			return true
		}
	}
	return false
}

// remote reports whether the site asks another machine.
func remote(s *site.Site) bool {
	if s.Do != site.Block && s.Do != site.Wait && s.Do != site.Use && s.Do != site.Open {
		return false
	}
	switch s.For {
	case "", "sleep", "file", "descriptor", "process", "any":
		return false
	}
	return true
}

// pauses reports whether the loop may wait between two attempts: it sleeps, takes a permit, or waits outside of what it
// tries for something of which nothing is known.
func (q query) pauses(frame *site.Frame) bool {
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if loop := site.InnermostLoop(s.At); loop == nil || loop.ID != frame.ID && !inFrame(s.At, frame.ID) {
			continue
		}
		switch {
		case s.For == "sleep", s.On.Kind == site.Signal && s.Do == site.Block, s.Do == site.Enter && s.On.Kind == site.Limiter, s.Do == site.Gap:
			return true
		case s.Do == site.Wait && s.Time.Kind == site.Endless && !s.On.Known() && !inTriedBody(s.At): // a person answers
			return true
		case s.Do == site.Wait && (s.On.Kind == site.Limiter || s.Guess && !inTriedBody(s.At)):
			return true
		case s.Do == site.Wait && s.Time.Kind != site.AmountUnknown && s.Time.Kind != site.Endless && s.Time != site.N(0):
			return true
		}
	}
	return false
}

func inFrame(at []site.Frame, id int) bool {
	for _, f := range at {
		if f.ID == id {
			return true
		}
	}
	return false
}

// underTimeout reports whether a deadline is held where the site stands.
func (q query) underTimeout() bool {
	held := 0
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if s.Seq >= q.s.Seq || s.On.Kind != site.Signal {
			continue
		}
		switch s.Do {
		case site.Enter:
			held++
		case site.Leave:
			held--
		}
	}
	return held > 0
}

// retryLevel is warning where callers wait for the function, else note.
func (q query) retryLevel() finding.Level {
	r := q.Runs(q.f)
	if r >= site.PerCall || r != site.Once && (q.f.Colour == site.Async || q.f.Takes == site.Yes && q.f.Public) {
		return finding.Warning
	}
	return finding.Note
}

func (q query) retryName() string {
	if q.policy() {
		return q.name()
	}
	return "the loop in '" + shortFunc(q.f.Name) + "'"
}

// supervises reports whether the function is named for work that lasts as long as the program, or for getting ready for
// it.
func (q query) supervises() bool {
	return q.models.Named(q.lang, "supervises", lastPart(q.f.Name))
}

// objectPerAttempt reports a client, a pool or an executor that each attempt of a retry makes anew: while the other side
// is in trouble, every try pays for a new handshake, or leaves another object behind.
func objectPerAttempt(q query) (verdict, bool) {
	frame := retryFrame(q.s.At)
	if q.s.Do != site.Open || !q.own() || frame == nil || q.s.On.Scope != site.ScopeCall || frame.Times.Kind == site.Const && frame.Times.N <= fewAttempts {
		return verdict{}, false
	}
	if at := q.s.At; at[len(at)-1].Kind == site.Unset || frame.Span.Line < q.f.Span.Line {
		return verdict{}, false // kept for the next attempt; under a decorator, the function makes it in each call anyway
	}
	switch q.s.On.Kind {
	case site.Client, site.Pool, site.Executor:
	default:
		return verdict{}, false
	}
	v := verdict{
		code: "CL712", fix: "make it once, before the loop", here: "made anew by each attempt",
		steps: []finding.Step{{Span: frame.Span, Func: q.f.Name, Text: "tries again after an error", Where: finding.Flow}},
	}
	v.text = fmt.Sprintf("%s makes a new %s for each attempt of a retry; %s", q.name(), q.s.On.Kind, v.fix)
	return v, true
}

// goRetry is the retry of Go code around the first call of the other side in it: there an error is a value, and where it ends shows in
// the loop alone.
func (q query) goRetry() *site.Frame {
	frame := retryFrame(q.s.At)
	if q.lang != "go" || q.s.Do != site.Block || !remote(q.s) || frame == nil || len(q.s.Via) > nearAttempt || retryFrame(q.s.At[:q.ownFrames()]) != frame {
		return nil
	}
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if s.Seq >= q.s.Seq {
			break
		}
		if s.Do == site.Block && remote(s) && inFrame(s.At, frame.ID) {
			return nil
		}
	}
	return frame
}

// goRetryWithoutPause and goRetryWithoutCap are retryWithoutBackoff and retryWithoutCap for Go.
func goRetryWithoutPause(q query) (verdict, bool) {
	frame := q.goRetry()
	if frame == nil || frame.Times.Kind == site.Const && frame.Times.N <= fewAttempts || frame.Times.Kind == site.AmountUnknown || frame.Times.Kind == site.Data || q.pauses(frame) || q.hearsContext(frame) || q.receives(frame) {
		return verdict{}, false
	}
	v := verdict{code: "CL702", at: frame.Span, level: q.retryLevel(), fix: "wait between the attempts, longer each time and with jitter", here: "tries again at once"}
	v.text = fmt.Sprintf("%s tries again at once after an error; %s", q.retryName(), v.fix)
	return v, true
}

func goRetryWithoutCap(q query) (verdict, bool) {
	frame := q.goRetry()
	if frame == nil || frame.Times.Kind != site.Endless || frame.Times.From != "" || q.hearsContext(frame) || q.leavesOtherwise(frame) {
		return verdict{}, false
	}
	v := verdict{code: "CL703", at: frame.Span, level: q.retryLevel(), fix: "stop after a number of attempts or when the context is done", here: "nothing but success ends it"}
	if q.supervises() || q.f.Takes != site.Yes && q.Runs(q.f) < site.PerCall {
		v.level = finding.Note
	}
	v.text = fmt.Sprintf("%s tries again without end as long as it fails; %s", q.retryName(), v.fix)
	return v, true
}

// hearsContext reports whether the loop looks at a context or at a channel, which may end it.
func (q query) hearsContext(frame *site.Frame) bool {
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return s.Do == site.Wait && inFrame(s.At, frame.ID) && (s.On.Kind == site.Signal && (s.Time == (site.Amount{}) || s.Time == site.N(0)) || s.On.Kind == site.Channel)
	})
}

// leavesOtherwise reports whether more than one return can be reached from the loop: besides success there is another end.
func (q query) leavesOtherwise(frame *site.Frame) bool {
	var ways []int
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if !inFrame(s.At, frame.ID) {
			continue
		}
		for _, w := range s.Ways {
			if w.Kind == site.Return && !slices.Contains(ways, w.ID) {
				ways = append(ways, w.ID)
			}
		}
	}
	return len(ways) > 1
}

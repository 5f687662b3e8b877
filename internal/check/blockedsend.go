package check

import (
	"fmt"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// blockedSend reports a channel without room on which a goroutine sends, where the function can leave without receiving:
// the goroutine then waits for ever.
func blockedSend(q query) (verdict, bool) {
	if q.s.Do != site.Open || q.s.On.Kind != site.Channel || q.f.Entry == site.Once {
		return verdict{}, false
	}
	got, bad := q.StrandedOn(q.f, q.s)
	if !bad {
		return verdict{}, false
	}
	room := "no room"
	if n := q.s.Cap.N; n > 0 {
		room = fmt.Sprintf("room for %d", n)
	}
	v := verdict{code: "CL209", at: proof.Origin(q.s), in: proof.Inside(q.f, q.s), here: "made with too little room", fix: "give it room for all that is sent, or send in a select with ctx.Done()"}
	if got.Tell.Times().Mul(got.Spawn.Times()) == site.N(1) {
		v.fix = "give it room for one, make(chan T, 1), or send in a select with ctx.Done()"
	}
	send := finding.Step{Span: proof.Origin(got.Tell), Func: proof.Inside(got.Spawn.Body, got.Tell), Text: "sent here, by a goroutine", Where: finding.Related}
	v.steps = []finding.Step{send}
	again := got.Tell.Times().Kind == site.Endless
	if again {
		v.fix = "send in a select with ctx.Done() or a quit channel"
	}
	if got.Last { // it only says that others are done
		v.fix = "close the channel instead"
	}
	if got.Last || again { // room is no way out
		v.at, v.in, v.here = send.Span, send.Func, "stands still where nobody receives"
		v.steps = []finding.Step{{Span: proof.Origin(q.s), Func: proof.Inside(q.f, q.s), Text: "made without room", Where: finding.Related}}
	}
	how := "leaves on one way without receiving"
	switch {
	case got.Near == nil:
		how = "never receives"
	case len(got.Near.At) > len(q.s.At) && site.InnermostLoop(got.Near.At[len(q.s.At):]) != nil:
		how = "can leave its loop before it has received all"
	}
	if got.Near != nil {
		v.steps = append(v.steps, finding.Step{Span: proof.Origin(got.Near), Func: q.f.Name, Text: "received here, but not on each way out", Where: finding.Related})
	}
	if (q.Runs(q.f) == site.Once || q.isCommand(q.f)) && got.Spawn.Times() == site.N(1) {
		v.level = finding.Note // one goroutine, left when the process ends
	}
	ch := "the channel"
	if named(q.s.On) {
		ch = "'" + q.s.On.Short() + "'"
	}
	v.text = fmt.Sprintf("%s has %s and %s %s, so a goroutine that sends may wait for ever; %s", ch, room, shortFunc(q.f.Name), how, v.fix)
	return v, true
}

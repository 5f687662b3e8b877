package check

import (
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// unboundedFanOut reports a spawn that runs once per item of some data while nothing limits how many are alive. A count
// written in the source, up to MaxConstant, is no finding. Which of the fan-out rules speaks depends on what is started
// and in what; the question is one.
func unboundedFanOut(q query) (verdict, bool) {
	if q.s.Do != site.Spawn || !q.s.Times().Exceeds(q.MaxConstant) || q.decidedInHelper() || q.happensOnce() || q.rarely() || q.paced() || q.serves() {
		return verdict{}, false
	}
	got := q.Limited(q.f, q.s)
	if got.Answer != site.No {
		return verdict{}, false
	}
	code := q.fanOutCode()
	words := fanOutWords[code]
	if code == "CL110" {
		words.thing = q.thing()
	}
	v := verdict{
		code: code, bound: "none", class: "unbounded", fix: words.fix, guess: bodyGuessed(q.s.Body),
		text: fmt.Sprintf("%s %s with no limit; %s", q.name(), repeats(site.Product(got.Alive), words.thing), words.fix),
		here: "spawn; no semaphore, limit or pool on this path",
	}
	if q.Runs(q.f) == site.Hot && code != "CL110" {
		v.level = finding.Error
	}
	if got.Near != nil {
		v.here = "spawn; " + got.By
	}
	if why := q.mild(got.Alive); why != "" {
		v.level, v.here = finding.Note, "spawn; nothing limits it, but "+why
	}
	if q.heldByPool(q.s.Body) {
		v.level, v.here = finding.Note, "spawn; its connections are those of a small pool, its tasks are not limited"
	}
	v.steps = append(loopSteps(q, got.Alive), viaSteps(q.s, "started here")...)
	v.steps = append(append(v.steps, near(got)...), cost(q.s.Body)...)
	v.owner = q.ownerText()
	return v, true
}

// happensOnce reports whether the loops around do not repeat the start: a flag or the object itself says that it is done, or
// the loop is left after it.
func (q query) happensOnce() bool {
	inner, once := q.Once(q.f, q.s)
	return once && !site.Product(inner).Exceeds(q.MaxConstant) || q.leavesLoop()
}

// leavesLoop reports whether no way leads from the start to the next run of the loop around it. What a collector starts stands
// behind the loop that built it. What Go starts without a name has no ways.
func (q query) leavesLoop() bool {
	if q.lang == "go" || q.fanOutCode() == "CL101" || q.s.On.Kind != site.Task || len(q.s.Ways) == 0 || slices.ContainsFunc(q.s.Ways, func(w site.Way) bool { return w.Kind == site.Next }) {
		return false
	}
	own := q.s.At[:q.ownFrames()]
	loop := slices.IndexFunc(q.s.At, func(f site.Frame) bool { return f.Kind == site.Loop })
	return loop >= 0 && loop < len(own) && site.InnermostLoop(q.s.At).ID == q.s.At[loop].ID
}

// rarely reports whether not every item is known to bring a run that is still alive at the next one: an endless loop, or
// a helper, starts the work on some of its ways only; the helper waits for something after it started the work, or is
// tried again until it succeeds; or nothing is known of what it starts.
func (q query) rarely() bool {
	if q.s.Must == site.No && (!q.own() || q.s.Times().Kind == site.Endless) {
		return true
	}
	return !q.own() && !q.ownGroup() && (retryFrame(q.s.At) != nil || q.helperWaits() || !doesSomething(q.s.Body))
}

// doesSomething reports whether a run is known to wait, to block or to open anything. What a helper starts is often the
// function that it was given, of which nothing is known here, not even whether it gives a permit back.
func doesSomething(body *site.Func) bool {
	if body == nil {
		return false
	}
	for i := range body.Sites {
		switch body.Sites[i].Do {
		case site.Wait, site.Block, site.Open, site.Offload, site.Use:
			return true
		}
	}
	return false
}

// helperWaits reports whether the helper that brought the spawn waits or stands still after it: perhaps for the work.
func (q query) helperWaits() bool {
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if s.Seq > q.s.Seq && s.Span == q.s.Span && len(s.Via) > 0 && s.Via[0].Func == q.s.Via[0].Func && (s.Do == site.Wait || s.Do == site.Block) {
			return true
		}
	}
	return false
}

var fanOutWords = map[string]struct{ thing, fix string }{
	"CL101": {"task", "take a semaphore in each task, or a fixed number of workers"},
	"CL102": {"task", "take a semaphore in each task, or a fixed number of workers"},
	"CL103": {"task", "take a semaphore before each start, or a fixed number of workers"},
	"CL104": {"thread", "use a pool with max_workers"},
	"CL106": {"goroutine", "use errgroup with SetLimit, or a fixed number of workers"},
	"CL107": {"goroutine", "call SetLimit before the loop"},
	"CL108": {"goroutine", "give the pool a size"},
	"CL110": {"", "limit how many connections or messages are handled at once"},
}

// fanOutCode is the rule that a model row names for the API.
func (q query) fanOutCode() string {
	if q.takesFromOutside() {
		return "CL110"
	}
	if row := q.model(q.s.API); row != nil && row.Rule != "" {
		return row.Rule
	}
	if q.lang == "go" {
		return "CL106"
	}
	return "CL103"
}

// thing is what runs at the same time, for a reader.
func (q query) thing() string {
	switch {
	case q.lang == "go":
		return "goroutine"
	case threaded(q.s):
		return "thread"
	}
	return "task"
}

// takesFromOutside reports whether the loop accepts a connection or a message of a broker before each start.
func (q query) takesFromOutside() bool {
	return q.inSpawnLoop(func(s *site.Site) bool { return s.For == "listener" || s.For == "broker" })
}

// paced reports whether an endless loop waits some time, or for a signal such as a ticker, between two starts: it starts
// work at a rate, and whether the work outlasts that rate is not known.
func (q query) paced() bool {
	if q.s.Times().Kind != site.Endless || len(q.s.At) == 0 {
		return false
	}
	loop := q.s.At[len(q.s.At)-1].ID
	return q.bySignal(loop) || q.inSpawnLoop(waitsForTurn) || slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return s.Must == site.Yes && waitsForTurn(&s) && len(s.At) > 0 && s.At[len(s.At)-1].ID == loop
	})
}

// bySignal reports whether each turn of a loop waits for a signal that somebody sends to the process.
func (q query) bySignal(loop int) bool {
	return slices.ContainsFunc(q.f.Sites, func(s site.Site) bool {
		return s.Do == site.Wait && s.On.Kind == site.Channel && s.Must == site.Yes && len(s.At) > 0 && s.At[len(s.At)-1].ID == loop &&
			slices.ContainsFunc(q.f.Sites, func(o site.Site) bool { return o.Do == site.Tell && o.For == "process" && o.On.Same(s.On) })
	})
}

// serves reports whether each run lasts as long as the program, one for each component: an endless loop that waits for a
// signal or for its next turn, or that accepts, or a server. A limit would keep the rest from ever starting.
func (q query) serves() bool {
	if q.s.Body == nil || q.s.Times().Kind == site.Endless {
		return false
	}
	if s := q.Lasts(q.s.Body); s != nil && s.Times().Kind == site.Endless && retryFrame(s.At) == nil && s.On.Kind != site.Channel && q.lang == "go" {
		return true
	}
	for i := range q.s.Body.Sites {
		s := &q.s.Body.Sites[i]
		if s.Do == site.Block && s.For == "net" && s.Time.Kind == site.Endless && q.lang == "go" && s.Must == site.Yes {
			return true
		}
		if s.Times().Kind == site.Endless && retryFrame(s.At) == nil && (s.For == "listener" || waitsForTurn(s)) {
			return true
		}
	}
	return false
}

// waitsForTurn reports whether the site is a wait for some time or for a signal such as a ticker or a cancellation.
func waitsForTurn(s *site.Site) bool {
	if s.Do != site.Wait {
		return false
	}
	return s.Time.Kind == site.Const && s.Time.N > 0 || s.Time.Kind == site.Config || s.Time.Kind == site.Data || s.On.Kind == site.Signal || s.On.Kind == site.Limiter
}

func (q query) inSpawnLoop(fits func(*site.Site) bool) bool {
	if len(q.s.At) == 0 {
		return false
	}
	loop := q.s.At[len(q.s.At)-1].ID
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		around := slices.ContainsFunc(s.At, func(f site.Frame) bool { return f.ID == loop })
		if around && s.Seq < q.s.Seq && fits(s) {
			return true
		}
	}
	return false
}

// decidedInHelper reports whether the spawn came from a helper whose own loops already make it grow: the finding stands
// there.
func (q query) decidedInHelper() bool {
	if q.own() {
		return false
	}
	return site.Product(q.s.At[q.ownFrames():]).Exceeds(q.MaxConstant) && !q.ownGroup()
}

// ownFrames counts the frames around the site that stand in the function itself: those around the call of the helper.
func (q query) ownFrames() int {
	if q.own() {
		return len(q.s.At)
	}
	frames := 0
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if s.Do == site.Call && len(s.Via) == 0 && s.API == q.s.Via[0].Func && s.Seq < q.s.Seq && s.Span == q.s.Span {
			frames = len(s.At)
		}
	}
	return frames
}

// ownGroup reports whether the group that work is started in is this function's own, not one that a helper makes for
// itself: then its limit is known only here.
func (q query) ownGroup() bool {
	return q.s.On.Kind == site.Group && q.s.On.Scope == site.ScopeCall && (q.s.On.Func == q.f.Name || q.s.On.Func == "")
}

// cost shows what each run holds or waits for.
func cost(body *site.Func) []finding.Step {
	if body == nil {
		return nil
	}
	for i := range body.Sites {
		s := &body.Sites[i]
		if (s.Do == site.Open || s.Do == site.Block) && s.API != "" {
			return []finding.Step{{Span: proof.Origin(s), Func: proof.Inside(body, s), Text: "each run does " + shortAPI(s.API), Where: finding.Related}}
		}
	}
	return nil
}

// reachesOut reports whether each run is known to reach for something outside the program.
func reachesOut(body *site.Func) bool {
	return body != nil && slices.ContainsFunc(body.Sites, func(s site.Site) bool { return s.For != "" && s.For != "sleep" })
}

func bodyGuessed(body *site.Func) bool {
	if body == nil {
		return false
	}
	for _, s := range body.Sites {
		if s.Guess {
			return true
		}
	}
	return false
}

// ownerText says who waits for what was started.
func (q query) ownerText() string {
	got := q.Owned(q.f, q.s)
	switch {
	case got.Answer == site.Yes && q.s.On.Kind == site.Group:
		return "'" + q.s.On.Short() + "' (waits, does not limit)"
	case got.Answer == site.Yes:
		return got.By + " (does not limit)"
	case got.Answer == site.No:
		return "none"
	}
	return "unknown"
}

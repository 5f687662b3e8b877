package check

import (
	"fmt"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/site"
)

// lockAcrossAwait reports a lock of threads that a coroutine holds while it waits for something else: the next task that
// wants it stops the thread, and with it the loop that would let the holder go on.
func lockAcrossAwait(q query) (verdict, bool) {
	if q.s.Do != site.Enter || !q.own() || q.f.Colour != site.Async || !q.threadLock() || q.s.On.Scope == site.ScopeCall {
		return verdict{}, false
	}
	wait := q.heldAt()
	if wait == nil {
		return verdict{}, false
	}
	v := verdict{
		code: "CL508", fix: "use an asyncio.Lock with 'async with', or give it back first", here: "taken here",
		steps: []finding.Step{{Span: wait.Span, Func: q.f.Name, Text: "is held while this is awaited", Where: finding.Related}},
	}
	v.text = fmt.Sprintf("%s '%s' is held while '%s' awaits; another task that wants it stops the event loop for good; %s",
		strings.TrimSuffix(q.name(), ".acquire"), q.s.On.Short(), shortFunc(q.f.Name), v.fix)
	return v, true
}

// threadLock reports whether taking it stands the thread still.
func (q query) threadLock() bool {
	if q.s.On.Kind != site.Lock && q.s.On.Kind != site.Limiter || !q.s.On.Known() {
		return false
	}
	for _, api := range []string{q.s.API, q.s.API + ".acquire"} {
		if row := q.model(api); row != nil && row.Colour == "thread" {
			return true
		}
	}
	return false
}

// heldAt returns the first wait of the loop between the lock's Enter and what gives it back.
func (q query) heldAt() *site.Site {
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		switch {
		case s.Seq <= q.s.Seq:
		case s.Do == site.Leave && s.On.Same(q.s.On):
			return nil
		case s.Do == site.Wait && !q.ofThreads(s) && !q.stopsThread(s):
			return s
		}
	}
	return nil
}

// stopsThread reports whether a wait is a sleep of the thread.
func (q query) stopsThread(s *site.Site) bool {
	row := q.model(s.API)
	return row != nil && row.Colour == "thread"
}

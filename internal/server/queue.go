package server

import (
	"context"
	"slices"
	"sync"
	"time"
)

// A queue says which files are linted next. There is one run at a time, because each uses all processors, and what is due
// together is one run, because much of its work is the same for all: the go command, files that all import. What somebody
// waits for goes before what is only linted again.
type queue struct {
	mu      sync.Mutex
	due     map[string]entry // by URI
	running map[string]entry
	stop    context.CancelFunc // ends the run; nil where there is none
	wake    chan struct{}
}

// An entry says when a file is due.
type entry struct {
	at    time.Time
	again bool // nobody has touched the file
}

func newQueue() *queue { return &queue{due: map[string]entry{}, wake: make(chan struct{}, 1)} }

// add wants a file to be linted after a delay. It ends a run that is outdated by that, or less urgent; what else was in
// it is due again.
func (q *queue) add(uri string, delay time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.due[uri] = entry{at: time.Now().Add(delay)}
	_, outdated := q.running[uri]
	for _, e := range q.running {
		outdated = outdated || e.again
	}
	if outdated {
		q.interrupt()
	}
	q.nudge()
}

// again wants files to be linted after a delay though nobody has touched them.
func (q *queue) again(uris []string, delay time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	outdated := false
	for _, uri := range uris {
		if _, waits := q.due[uri]; !waits {
			q.due[uri] = entry{time.Now().Add(delay), true}
		}
		_, ran := q.running[uri]
		outdated = outdated || ran
	}
	if outdated {
		q.interrupt()
	}
	q.nudge()
}

// interrupt ends the run. The lock must be held.
func (q *queue) interrupt() {
	if q.stop == nil {
		return
	}
	for uri, e := range q.running {
		if _, waits := q.due[uri]; !waits {
			q.due[uri] = e
		}
	}
	q.running = nil
	q.stop()
}

// hurry takes the delay from a file that waits.
func (q *queue) hurry(uri string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if _, waits := q.due[uri]; waits {
		q.due[uri] = entry{at: time.Now()}
		q.nudge()
	}
}

// drop forgets a file, and ends a run that is about nothing else.
func (q *queue) drop(uri string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.due, uri)
	if _, ran := q.running[uri]; ran && len(q.running) == 1 {
		q.running = nil
		q.stop()
	}
	delete(q.running, uri)
}

func (q *queue) nudge() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// work lints files as they are due, until the end of the context.
func (q *queue) work(ctx context.Context, lint func(context.Context, []string)) {
	for ctx.Err() == nil {
		uris, run, stop := q.next(ctx)
		if len(uris) == 0 {
			q.wait(ctx)
			continue
		}
		lint(run, uris)
		q.mu.Lock()
		q.running, q.stop = nil, nil
		q.mu.Unlock()
		stop()
	}
}

// next takes what is due out of the queue: what was touched or, failing that, what is only linted again.
func (q *queue) next(ctx context.Context) (uris []string, run context.Context, stop context.CancelFunc) {
	q.mu.Lock()
	defer q.mu.Unlock()
	now, running := time.Now(), map[string]entry{}
	for _, again := range []bool{false, true} {
		for uri, e := range q.due {
			if e.again == again && !now.Before(e.at) {
				running[uri] = e
			}
		}
		if len(running) > 0 {
			break
		}
	}
	if len(running) == 0 {
		return nil, ctx, func() {}
	}
	for uri := range running {
		delete(q.due, uri)
		uris = append(uris, uri)
	}
	slices.Sort(uris)
	run, stop = context.WithCancel(ctx)
	q.running, q.stop = running, stop
	return uris, run, stop
}

// wait returns when a file may be due.
func (q *queue) wait(ctx context.Context) {
	q.mu.Lock()
	var first time.Time
	for _, e := range q.due {
		if first.IsZero() || e.at.Before(first) {
			first = e.at
		}
	}
	q.mu.Unlock()
	var timer <-chan time.Time
	if !first.IsZero() {
		t := time.NewTimer(time.Until(first))
		defer t.Stop()
		timer = t.C
	}
	select {
	case <-ctx.Done():
	case <-q.wake:
	case <-timer:
	}
}

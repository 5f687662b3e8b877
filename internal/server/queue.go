package server

import (
	"context"
	"sync"
	"time"
)

// A queue says which file is linted next. One is linted at a time, because each run uses all processors; a change ends
// the run of its file.
type queue struct {
	mu      sync.Mutex
	due     map[string]time.Time
	running string
	stop    context.CancelFunc // ends the run
	wake    chan struct{}
}

func newQueue() *queue { return &queue{due: map[string]time.Time{}, wake: make(chan struct{}, 1)} }

// add wants a file to be linted after a delay, and ends what is known to be outdated.
func (q *queue) add(uri string, delay time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.due[uri] = time.Now().Add(delay)
	if q.running == uri {
		q.stop()
	}
	q.nudge()
}

// hurry takes the delay from a file that waits.
func (q *queue) hurry(uri string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if _, waits := q.due[uri]; waits {
		q.due[uri] = time.Now()
		q.nudge()
	}
}

// drop forgets a file.
func (q *queue) drop(uri string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.due, uri)
	if q.running == uri {
		q.stop()
	}
}

func (q *queue) nudge() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// work lints files as they are due, until the end of the context.
func (q *queue) work(ctx context.Context, lint func(context.Context, string)) {
	for ctx.Err() == nil {
		if !q.next(ctx, lint) {
			q.wait(ctx)
		}
	}
}

// next lints the file that is due the longest; false where none is due.
func (q *queue) next(ctx context.Context, lint func(context.Context, string)) bool {
	q.mu.Lock()
	uri, at, ok := q.first()
	if !ok || time.Now().Before(at) {
		q.mu.Unlock()
		return false
	}
	delete(q.due, uri)
	run, stop := context.WithCancel(ctx)
	q.running, q.stop = uri, stop
	q.mu.Unlock()
	lint(run, uri)
	q.mu.Lock()
	q.running = ""
	q.mu.Unlock()
	stop()
	return true
}

// first returns the file that is due first. The lock must be held.
func (q *queue) first() (uri string, at time.Time, ok bool) {
	for u, t := range q.due {
		if !ok || t.Before(at) || t.Equal(at) && u < uri {
			uri, at, ok = u, t, true
		}
	}
	return uri, at, ok
}

// wait returns when a file may be due.
func (q *queue) wait(ctx context.Context) {
	q.mu.Lock()
	_, at, ok := q.first()
	q.mu.Unlock()
	var timer <-chan time.Time
	if ok {
		t := time.NewTimer(time.Until(at))
		defer t.Stop()
		timer = t.C
	}
	select {
	case <-ctx.Done():
	case <-q.wake:
	case <-timer:
	}
}

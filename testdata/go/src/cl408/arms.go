//go:build go1.21

package cl408

import (
	"context"
	"errors"
	"time"
)

type worker struct {
	done chan struct{}
	quit chan struct{}
	jobs chan int
	wait time.Duration
}

func (w *worker) stop() { close(w.quit) }

func pause(n int) time.Duration { return time.Duration(n) * time.Second }

func (w *worker) steady() {
	for {
		select {
		case <-time.After(w.wait): // want "CL408: time.After makes a new timer in each run of the loop"
			work()
		case <-w.done:
			return
		}
	}
}

func (w *worker) eachTimeAnother(n int) {
	for {
		select {
		case <-time.After(pause(n)): // want "CL408 note:"
			work()
		case <-w.done:
			return
		}
	}
}

func (w *worker) retries(ctx context.Context) error {
	delay := time.Second
	for {
		if err := errors.New("try"); err == nil {
			return nil
		}
		select {
		case <-time.After(delay): // want "CL408 note:"
		case <-ctx.Done():
			return ctx.Err()
		}
		delay *= 2
	}
}

func (w *worker) seesItsEndLater() {
	over := false
	for !over {
		if w.wait > 0 {
			select {
			case <-time.After(w.wait): // want "CL408 note:"
			case <-w.quit:
				over = true
			}
		}
		work()
	}
}

func (w *worker) idles() {
	for {
		select {
		case <-time.After(w.wait): // want "CL408: time.After makes a timer in each run of the loop: before Go 1.23 it stays"
			return
		case <-w.jobs:
			work()
		}
	}
}

func (w *worker) oneForAll() {
	timer := time.NewTimer(w.wait) // ok: one for the whole loop
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
			return
		case <-w.jobs:
			work()
		}
	}
}

func (w *worker) fewTimes() {
	for i := 0; i < 3; i++ {
		select {
		case <-time.After(w.wait): // ok: three at most
		case <-w.jobs:
			work()
		}
	}
}

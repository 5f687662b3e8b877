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
		case <-time.After(w.wait): // ok: the other arm ends the loop
			work()
		case <-w.done:
			return
		}
	}
}

func (w *worker) eachTimeAnother(n int) {
	for {
		select {
		case <-time.After(pause(n)): // ok: at most one is left behind
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
		case <-time.After(delay): // ok: at most one is left behind
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
			case <-time.After(w.wait): // ok: at most one is left behind
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

// The other arm comes again and again, and a timer waits for each time it came.
func (w *worker) leavesOneForEachJob() {
	for {
		select {
		case <-time.After(w.wait): // want "CL408: time.After makes a timer in each run of the loop"
			work()
		case <-w.jobs:
			continue
		case <-w.done:
			return
		}
	}
}

// A loop inside the loop ends by the other arm, and the outer one begins again.
func (w *worker) endsOnlyTheInnerLoop() {
	for {
		for {
			select {
			case <-time.After(w.wait): // want "CL408: time.After makes a timer in each run of the loop"
				work()
				continue
			case <-w.jobs:
			}
			break
		}
	}
}

// Package cl707 takes permits.
package cl707

import (
	"context"
	"errors"

	"golang.org/x/sync/semaphore"
)

var (
	sem   = semaphore.NewWeighted(8)
	spare = semaphore.NewWeighted(8)
)

func work(context.Context) error { return nil }

func notOnAnError(ctx context.Context) error {
	if err := sem.Acquire(ctx, 1); err != nil { // want "CL707: .*Acquire takes 'sem', which is not given back on every return"
		return err
	}
	if err := work(ctx); err != nil {
		return err
	}
	sem.Release(1)
	return nil
}

type pool struct{ sem *semaphore.Weighted }

func (p *pool) run(ctx context.Context, stop bool) error {
	if err := p.sem.Acquire(ctx, 1); err != nil { // want "CL707"
		return err
	}
	if stop {
		return errors.New("stopped")
	}
	p.sem.Release(1)
	return nil
}

func deferred(ctx context.Context) error {
	if err := sem.Acquire(ctx, 1); err != nil { // ok: deferred
		return err
	}
	defer sem.Release(1)
	return work(ctx)
}

func byWhatIsStarted(ctx context.Context, urls []string) error {
	for range urls {
		if err := spare.Acquire(ctx, 1); err != nil { // ok: the goroutine gives it back
			return err
		}
		go func() {
			defer spare.Release(1)
			_ = work(ctx)
		}()
	}
	return nil
}

type gate struct{ sem *semaphore.Weighted }

func (p *gate) enter(ctx context.Context) error {
	return p.sem.Acquire(ctx, 1) // ok: leave gives it back
}

func (p *gate) leave() { p.sem.Release(1) }

func tried(ctx context.Context) error {
	if !sem.TryAcquire(1) { // ok: not taken where it returns
		return errors.New("busy")
	}
	defer sem.Release(1)
	return work(ctx)
}

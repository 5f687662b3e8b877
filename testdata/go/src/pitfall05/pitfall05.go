// Package pitfall05 makes its limiter in each run, or once for all.
package pitfall05

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

func call(ctx context.Context, url string) error { return ctx.Err() }

func get(ctx context.Context, url string) error {
	sem := semaphore.NewWeighted(5) // want "CL704: "
	if err := sem.Acquire(ctx, 1); err != nil {
		return err
	}
	defer sem.Release(1)
	return call(ctx, url)
}

func all(ctx context.Context, urls []string) {
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Go(func() { _ = get(ctx, u) }) // ok: CL704 above says it
	}
	wg.Wait()
}

func madeInTheParent(ctx context.Context, urls []string) {
	sem := semaphore.NewWeighted(5)
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Go(func() { // ok: all share one
			if err := sem.Acquire(ctx, 1); err != nil {
				return
			}
			defer sem.Release(1)
			_ = call(ctx, u)
		})
	}
	wg.Wait()
}

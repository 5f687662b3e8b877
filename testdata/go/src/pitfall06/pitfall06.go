// Package pitfall06 takes one permit around the whole fan-out: one finding, at the permit.
package pitfall06

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

var sem = semaphore.NewWeighted(5)

func call(ctx context.Context, url string) error { return ctx.Err() }

func all(ctx context.Context, urls []string) error {
	if err := sem.Acquire(ctx, 1); err != nil { // want "CL705: "
		return err
	}
	defer sem.Release(1)
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Go(func() { _ = call(ctx, u) }) // ok: CL705 above says it
	}
	wg.Wait()
	return nil
}

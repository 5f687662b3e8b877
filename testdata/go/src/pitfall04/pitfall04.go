// Package pitfall04 has a limiter that nobody takes.
package pitfall04

import (
	"context"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

var sem = semaphore.NewWeighted(5)

func get(ctx context.Context, url string) error { return ctx.Err() }

func all(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, u := range urls {
		g.Go(func() error { return get(ctx, u) }) // want "CL107: .*urls"
	}
	return g.Wait()
}

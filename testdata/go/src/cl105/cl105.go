// Package cl105 sizes what limits by its data, or by something smaller.
package cl105

import (
	"context"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

func work(context.Context, string) error { return nil }

func group(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(len(urls)) // want "CL105: .*SetLimit is as large as 'len.urls.'"
	for _, u := range urls {
		g.Go(func() error { return work(ctx, u) })
	}
	return g.Wait()
}

func weighted(ctx context.Context, urls []string) error {
	sem := semaphore.NewWeighted(int64(len(urls))) // want "CL105"
	for _, u := range urls {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		go func() {
			defer sem.Release(1)
			_ = work(ctx, u)
		}()
	}
	return nil
}

func smaller(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(min(len(urls), 8)) // ok: eight at most
	for _, u := range urls {
		g.Go(func() error { return work(ctx, u) })
	}
	return g.Wait()
}

func fixed(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8) // ok
	for _, u := range urls {
		g.Go(func() error { return work(ctx, u) })
	}
	return g.Wait()
}

func told(ctx context.Context, urls []string, workers int) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(workers) // ok: somebody chose it
	for _, u := range urls {
		g.Go(func() error { return work(ctx, u) })
	}
	return g.Wait()
}

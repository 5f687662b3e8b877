// Package pitfall03 is limited in a callee of another package.
package pitfall03

import (
	"context"

	"pitfall03/polite"

	"golang.org/x/sync/errgroup"
)

func all(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, u := range urls {
		g.Go(func() error { return polite.Get(ctx, u) }) // ok: polite.Get takes a limiter first
	}
	return g.Wait()
}

func one(ctx context.Context, url string) error { return polite.Get(ctx, url) }

func throughOneMore(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, u := range urls {
		g.Go(func() error { return one(ctx, u) }) // ok: two calls down
	}
	return g.Wait()
}

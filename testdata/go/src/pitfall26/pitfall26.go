// Package pitfall26 sets the limit of an errgroup at all sorts of places.
package pitfall26

import (
	"context"

	"golang.org/x/sync/errgroup"
)

func get(ctx context.Context, url string) error { return ctx.Err() }

func newGroup(ctx context.Context) (*errgroup.Group, context.Context) {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8)
	return g, ctx
}

func inAHelper(ctx context.Context, urls []string) error {
	g, ctx := newGroup(ctx)
	for _, u := range urls {
		g.Go(func() error { return get(ctx, u) }) // ok: newGroup sets it
	}
	return g.Wait()
}

func afterTheLoop(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, u := range urls {
		g.Go(func() error { return get(ctx, u) }) // want "CL107: "
	}
	g.SetLimit(8)
	return g.Wait()
}

func minusOne(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(-1)
	for _, u := range urls {
		g.Go(func() error { return get(ctx, u) }) // want "CL107: "
	}
	return g.Wait()
}

func shadowed(ctx context.Context, urls []string) error {
	g, gctx := errgroup.WithContext(ctx)
	if len(urls) > 100 {
		g, ctx := errgroup.WithContext(ctx)
		g.SetLimit(8)
		g.Go(func() error { return get(ctx, urls[0]) })
		if err := g.Wait(); err != nil {
			return err
		}
	}
	for _, u := range urls {
		g.Go(func() error { return get(gctx, u) }) // want "CL107: "
	}
	return g.Wait()
}

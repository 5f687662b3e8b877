package cl211

import (
	"context"

	"golang.org/x/sync/errgroup"
)

func work(ctx context.Context) error { return ctx.Err() }

func outer(ctx context.Context, items [3]int) error {
	g, gctx := errgroup.WithContext(ctx)
	for range items {
		g.Go(func() error { return work(ctx) }) // want "CL211:"
	}
	_ = gctx
	return g.Wait()
}

func afterWait(ctx context.Context, items [3]int) error {
	g, gctx := errgroup.WithContext(ctx)
	for range items {
		g.Go(func() error { return work(gctx) })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return work(gctx) // want "CL211:"
}

func shadowedAfterWait(ctx context.Context, items [3]int) error {
	g, ctx := errgroup.WithContext(ctx)
	for range items {
		g.Go(func() error { return work(ctx) })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return work(ctx) // want "CL211:"
}

func own(ctx context.Context, items [3]int) error {
	g, gctx := errgroup.WithContext(ctx)
	for range items {
		g.Go(func() error { return work(gctx) }) // ok: the group's own
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return work(ctx) // ok: the outer one
}

func shadowed(ctx context.Context, items [3]int) error {
	g, ctx := errgroup.WithContext(ctx)
	for range items {
		g.Go(func() error { return work(ctx) }) // ok: the group's own
	}
	return g.Wait()
}

func both(ctx context.Context, items [3]int) error {
	g, gctx := errgroup.WithContext(ctx)
	for range items {
		g.Go(func() error { // ok: it uses both
			if err := work(gctx); err != nil {
				return work(ctx)
			}
			return nil
		})
	}
	return g.Wait()
}

func derived(ctx context.Context, items [3]int) error {
	g, gctx := errgroup.WithContext(ctx)
	inner, cancel := context.WithCancel(gctx)
	defer cancel()
	for range items {
		g.Go(func() error { return work(inner) }) // ok: made of the group's own
	}
	return g.Wait()
}

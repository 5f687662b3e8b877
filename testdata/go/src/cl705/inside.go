package cl705

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

func permitForEach(ctx context.Context, urls []string) error {
	var wg sync.WaitGroup
	for _, u := range urls {
		if err := sem.Acquire(ctx, 1); err != nil { // ok: one for each start
			return err
		}
		wg.Go(func() {
			defer sem.Release(1)
			_ = fetch(ctx, u)
		})
	}
	wg.Wait()
	return nil
}

func permitInEachRun(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, u := range urls {
		g.Go(func() error {
			if err := sem.Acquire(ctx, 1); err != nil { // ok: taken by each run
				return err
			}
			defer sem.Release(1)
			return fetch(ctx, u)
		})
	}
	return g.Wait()
}

var batches = semaphore.NewWeighted(2)

func outerLimitsBatches(ctx context.Context, urls []string) error {
	if err := batches.Acquire(ctx, 1); err != nil { // ok: how many batches; the group limits what is in one
		return err
	}
	defer batches.Release(1)
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8)
	for _, u := range urls {
		g.Go(func() error { return fetch(ctx, u) })
	}
	return g.Wait()
}

func aFixedNumberOfCalls(ctx context.Context) error {
	if err := sem.Acquire(ctx, 1); err != nil { // ok: two calls
		return err
	}
	defer sem.Release(1)
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return fetch(ctx, "http://a/") })
	g.Go(func() error { return fetch(ctx, "http://b/") })
	return g.Wait()
}

func aPermitForEachChild(ctx context.Context, urls []string) error {
	n := int64(len(urls))
	if err := sem.Acquire(ctx, n); err != nil { // ok: as many permits as goroutines
		return err
	}
	defer sem.Release(n)
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Go(func() { _ = fetch(ctx, u) })
	}
	wg.Wait()
	return nil
}

func releasedBeforeTheFanOut(ctx context.Context, urls []string) error {
	if err := sem.Acquire(ctx, 1); err != nil { // ok: guards the first call alone
		return err
	}
	err := fetch(ctx, "http://index/")
	sem.Release(1)
	if err != nil {
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(4)
	for _, u := range urls {
		g.Go(func() error { return fetch(ctx, u) })
	}
	return g.Wait()
}

func oneAfterTheOther(ctx context.Context, urls []string) error {
	if err := sem.Acquire(ctx, 1); err != nil { // ok: nothing is started
		return err
	}
	defer sem.Release(1)
	for _, u := range urls {
		if err := fetch(ctx, u); err != nil {
			return err
		}
	}
	return nil
}

func bodyTakesThePermitToo(ctx context.Context, urls []string) error {
	if err := batches.Acquire(ctx, 1); err != nil { // ok: each run takes one of its own
		return err
	}
	defer batches.Release(1)
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Go(func() {
			if err := sem.Acquire(ctx, 1); err != nil {
				return
			}
			defer sem.Release(1)
			_ = fetch(ctx, u)
		})
	}
	wg.Wait()
	return nil
}

package cl107

import (
	"context"
	"runtime"

	"cl107/group"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

func limitBeforeTheLoop(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8)
	for _, u := range urls {
		g.Go(func() error { return fetch(ctx, u) }) // ok: eight at once
	}
	return g.Wait()
}

func limitThatFollowsTheMachine(urls []string) error {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, u := range urls {
		g.Go(func() error { return fetch(context.Background(), u) }) // ok: as many as the machine has
	}
	return g.Wait()
}

func limitFromAParameter(ctx context.Context, urls []string, n int) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(n)
	for _, u := range urls {
		g.Go(func() error { return fetch(ctx, u) }) // ok: a limit, wherever its size comes from
	}
	return g.Wait()
}

func limitInHelperThatMakesTheGroup(ctx context.Context, urls []string) error {
	g, ctx := group.New(ctx)
	for _, u := range urls {
		g.Go(func() error { return fetch(ctx, u) }) // ok: group.New sets it
	}
	return g.Wait()
}

func newGroup(ctx context.Context) (*errgroup.Group, context.Context) {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8)
	return g, ctx
}

func limitInHelperOfThePackage(ctx context.Context, urls []string) error {
	g, ctx := newGroup(ctx)
	for _, u := range urls {
		g.Go(func() error { return fetch(ctx, u) }) // ok: newGroup sets it
	}
	return g.Wait()
}

func limitInHelperThatGetsTheGroup(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	group.Configure(g, 8)
	for _, u := range urls {
		g.Go(func() error { return fetch(ctx, u) }) // ok: Configure sets it
	}
	return g.Wait()
}

func limitWhenItIsGiven(ctx context.Context, urls []string, limit int) error {
	g, ctx := errgroup.WithContext(ctx)
	if limit > 0 {
		g.SetLimit(limit)
	}
	for _, u := range urls {
		g.Go(func() error { return fetch(ctx, u) }) // ok: whether a limit is given is not known here
	}
	return g.Wait()
}

func limitOnBothBranches(ctx context.Context, urls []string, slow bool) error {
	g, ctx := errgroup.WithContext(ctx)
	n := 8
	if slow {
		n = 2
	}
	g.SetLimit(n)
	for _, u := range urls {
		g.Go(func() error { return fetch(ctx, u) }) // ok: eight or two
	}
	return g.Wait()
}

func groupOfTheCaller(ctx context.Context, g *errgroup.Group, urls []string) {
	for _, u := range urls {
		g.Go(func() error { return fetch(ctx, u) }) // ok: the caller made the group
	}
}

type collector struct{ group *errgroup.Group }

func newCollector() *collector {
	c := &collector{group: new(errgroup.Group)}
	c.group.SetLimit(8)
	return c
}

func (c *collector) collect(ctx context.Context, urls []string) error {
	for _, u := range urls {
		c.group.Go(func() error { return fetch(ctx, u) }) // ok: the constructor limits the field
	}
	return c.group.Wait()
}

func semaphoreBeforeEachStart(ctx context.Context, urls []string) error {
	sem := semaphore.NewWeighted(8)
	g, ctx := errgroup.WithContext(ctx)
	for _, u := range urls {
		if err := sem.Acquire(ctx, 1); err != nil {
			break
		}
		g.Go(func() error { // ok: a permit for each, given back by the run
			defer sem.Release(1)
			return fetch(ctx, u)
		})
	}
	return g.Wait()
}

func semaphoreInEachRun(ctx context.Context, urls []string) error {
	sem := make(chan struct{}, 8)
	g, ctx := errgroup.WithContext(ctx)
	for _, u := range urls {
		g.Go(func() error { // ok: eight work at once
			sem <- struct{}{}
			defer func() { <-sem }()
			return fetch(ctx, u)
		})
	}
	return g.Wait()
}

func fixedNumberOfCalls(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return fetch(ctx, "http://a/") }) // ok: two calls
	g.Go(func() error { return fetch(ctx, "http://b/") })
	return g.Wait()
}

func constantCount(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, u := range []string{"http://a/", "http://b/"} {
		g.Go(func() error { return fetch(ctx, u) }) // ok: two
	}
	return g.Wait()
}

func groupForEachChunk(ctx context.Context, urls []string) error {
	for len(urls) > 0 {
		n := min(len(urls), 16)
		g, gctx := errgroup.WithContext(ctx)
		for _, u := range urls[:n] {
			g.Go(func() error { return fetch(gctx, u) }) // ok: a chunk of sixteen, waited for
		}
		if err := g.Wait(); err != nil {
			return err
		}
		urls = urls[n:]
	}
	return nil
}

func workersDrawFromAChannel(ctx context.Context, urls <-chan string, n int) error {
	g, ctx := errgroup.WithContext(ctx)
	for range n {
		g.Go(func() error { // ok: workers
			for u := range urls {
				if err := fetch(ctx, u); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

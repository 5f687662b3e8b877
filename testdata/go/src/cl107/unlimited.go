// Package cl107 starts work in errgroups.
package cl107

import (
	"context"
	"net/http"

	"cl107/group"

	"golang.org/x/sync/errgroup"
)

func fetch(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func noLimit(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, u := range urls {
		g.Go(func() error { return fetch(ctx, u) }) // want "CL107: .*errgroup.Group.Go.*urls"
	}
	return g.Wait()
}

func zeroValue(urls []string) error {
	var g errgroup.Group
	for _, u := range urls {
		g.Go(func() error { return fetch(context.Background(), u) }) // want "CL107: .*urls"
	}
	return g.Wait()
}

func pointerToZeroValue(urls []string) error {
	g := new(errgroup.Group)
	for _, u := range urls {
		g.Go(func() error { return fetch(context.Background(), u) }) // want "CL107: .*urls"
	}
	return g.Wait()
}

func limitAfterTheLoop(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, u := range urls {
		g.Go(func() error { return fetch(ctx, u) }) // want "CL107: .*urls"
	}
	g.SetLimit(8)
	return g.Wait()
}

func limitOnOneBranch(ctx context.Context, urls []string, slow bool) error {
	g, ctx := errgroup.WithContext(ctx)
	if slow {
		g.SetLimit(2)
	}
	for _, u := range urls {
		g.Go(func() error { return fetch(ctx, u) }) // want "CL107: .*urls"
	}
	return g.Wait()
}

func limitThatMeansNoLimit(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(-1)
	for _, u := range urls {
		g.Go(func() error { return fetch(ctx, u) }) // want "CL107: .*urls"
	}
	return g.Wait()
}

func limitAsLargeAsTheInput(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(len(urls))
	for _, u := range urls {
		g.Go(func() error { return fetch(ctx, u) }) // ok: the limit is CL105
	}
	return g.Wait()
}

func limitOnAnotherGroup(ctx context.Context, urls []string) error {
	g, gctx := errgroup.WithContext(ctx)
	h, hctx := errgroup.WithContext(ctx)
	h.SetLimit(4)
	h.Go(func() error { return fetch(hctx, "http://localhost/") })
	for _, u := range urls {
		g.Go(func() error { return fetch(gctx, u) }) // want "CL107: .*urls"
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return h.Wait()
}

func limitOnTheShadowedGroup(ctx context.Context, urls []string, again bool) error {
	g, gctx := errgroup.WithContext(ctx)
	if again {
		g, gctx := errgroup.WithContext(ctx)
		g.SetLimit(4)
		for _, u := range urls {
			g.Go(func() error { return fetch(gctx, u) }) // ok: the inner group has a limit
		}
		if err := g.Wait(); err != nil {
			return err
		}
	}
	for _, u := range urls {
		g.Go(func() error { return fetch(gctx, u) }) // want "CL107: .*urls"
	}
	return g.Wait()
}

func helperSetsNoLimit(ctx context.Context, urls []string) error {
	g := group.Plain(ctx)
	for _, u := range urls {
		g.Go(func() error { return fetch(ctx, u) }) // want "CL107: .*urls"
	}
	return g.Wait()
}

func tryGoWithoutALimitNeverFails(ctx context.Context, urls []string) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, u := range urls {
		if !g.TryGo(func() error { return fetch(ctx, u) }) { // want "CL107: .*urls"
			return fetch(ctx, u)
		}
	}
	return g.Wait()
}

type sweeper struct{ group errgroup.Group }

func (s *sweeper) sweep(ctx context.Context, urls []string) {
	for _, u := range urls {
		s.group.Go(func() error { return fetch(ctx, u) }) // want "CL107: .*urls"
	}
}

func (s *sweeper) close() error { return s.group.Wait() }

func handler(w http.ResponseWriter, r *http.Request) {
	g, ctx := errgroup.WithContext(r.Context())
	for _, id := range r.URL.Query()["id"] {
		g.Go(func() error { return fetch(ctx, "http://backend/"+id) }) // want "CL107: "
	}
	if err := g.Wait(); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

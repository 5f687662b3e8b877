// Package cl705 holds limiters around what it starts.
package cl705

import (
	"context"
	"net/http"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

var sem = semaphore.NewWeighted(4)

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

func onePermitForAll(ctx context.Context, urls []string) error {
	if err := sem.Acquire(ctx, 1); err != nil { // want "CL705: .*'sem'"
		return err
	}
	defer sem.Release(1)
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Go(func() { _ = fetch(ctx, u) })
	}
	wg.Wait()
	return nil
}

func onePermitAroundAGroup(ctx context.Context, urls []string) error {
	if err := sem.Acquire(ctx, 1); err != nil { // want "CL705: .*'sem'"
		return err
	}
	g, gctx := errgroup.WithContext(ctx)
	for _, u := range urls {
		g.Go(func() error { return fetch(gctx, u) })
	}
	err := g.Wait()
	sem.Release(1)
	return err
}

// Pool has a limiter that is taken at the wrong place.
type Pool struct{ sem *semaphore.Weighted }

// FetchAll takes one permit of the field.
func (p *Pool) FetchAll(ctx context.Context, urls []string) error {
	if err := p.sem.Acquire(ctx, 1); err != nil { // want "CL705: .*sem"
		return err
	}
	defer p.sem.Release(1)
	for _, u := range urls {
		go func() { _ = fetch(ctx, u) }()
	}
	return nil
}

func channelAroundAll(ctx context.Context, slots chan struct{}, urls []string) {
	slots <- struct{}{} // todo want "CL705: "
	defer func() { <-slots }()
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Go(func() { _ = fetch(ctx, u) })
	}
	wg.Wait()
}

func helperStartsThemAll(ctx context.Context, urls []string) error {
	if err := sem.Acquire(ctx, 1); err != nil { // want "CL705: .*'sem'"
		return err
	}
	defer sem.Release(1)
	startAll(ctx, urls)
	return nil
}

func startAll(ctx context.Context, urls []string) {
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Go(func() { _ = fetch(ctx, u) })
	}
	wg.Wait()
}

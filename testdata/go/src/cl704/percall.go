// Package cl704 makes limiters.
package cl704

import (
	"context"
	"net/http"

	"golang.org/x/sync/semaphore"
	"golang.org/x/time/rate"
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

func handler(w http.ResponseWriter, r *http.Request) {
	sem := semaphore.NewWeighted(4) // want "CL704: .*semaphore.NewWeighted"
	if err := sem.Acquire(r.Context(), 1); err != nil {
		return
	}
	defer sem.Release(1)
	_ = fetch(r.Context(), r.FormValue("url"))
}

func rateHandler(w http.ResponseWriter, r *http.Request) {
	lim := rate.NewLimiter(10, 1) // want "CL704: .*rate.NewLimiter"
	if err := lim.Wait(r.Context()); err != nil {
		return
	}
	_ = fetch(r.Context(), r.FormValue("url"))
}

func channelHandler(w http.ResponseWriter, r *http.Request) {
	sem := make(chan struct{}, 4) // want "CL704: "
	sem <- struct{}{}
	defer func() { <-sem }()
	_ = fetch(r.Context(), r.FormValue("url"))
}

func one(ctx context.Context, url string) error {
	sem := semaphore.NewWeighted(4) // want "CL704: "
	if err := sem.Acquire(ctx, 1); err != nil {
		return err
	}
	defer sem.Release(1)
	return fetch(ctx, url)
}

func startsEach(ctx context.Context, urls []string) {
	for _, u := range urls {
		go one(ctx, u)
	}
}

func literalForEach(ctx context.Context, urls []string) {
	for _, u := range urls {
		go func() {
			sem := make(chan struct{}, 4) // want "CL704: "
			sem <- struct{}{}
			defer func() { <-sem }()
			_ = fetch(ctx, u)
		}()
	}
}

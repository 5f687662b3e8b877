package main

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"

	"golang.org/x/sync/errgroup"
)

// refreshAll starts one goroutine per product that the request names. A request for 50,000 products is 50,000
// goroutines and as many sockets; the WaitGroup waits for them, it does not limit them.
func (s *shop) refreshAll(w http.ResponseWriter, r *http.Request) {
	urls, err := readURLs(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Go(func() { _ = s.fetch(r.Context(), u) }) // CL106: grows with the request
	}
	wg.Wait()
}

// refreshPolitely does the same with eight workers that draw from one channel.
func (s *shop) refreshPolitely(w http.ResponseWriter, r *http.Request) {
	urls, err := readURLs(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	work := make(chan string)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { // silent: eight workers, however many products
			for u := range work {
				_ = s.fetch(r.Context(), u)
			}
		})
	}
	for _, u := range urls {
		work <- u
	}
	close(work)
	wg.Wait()
}

// importTogether uses an errgroup, which has no limit until somebody sets one.
func (s *shop) importTogether(w http.ResponseWriter, r *http.Request) {
	urls, err := readURLs(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	g, ctx := errgroup.WithContext(r.Context())
	for _, u := range urls {
		g.Go(func() error { return s.fetch(ctx, u) }) // CL107: no SetLimit
	}
	reply(w, g.Wait())
}

// importPolitely gets its group from a helper, which sets the limit: concurlint looks into helpers.
func (s *shop) importPolitely(w http.ResponseWriter, r *http.Request) {
	urls, err := readURLs(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	g, ctx := politeGroup(r.Context())
	for _, u := range urls {
		g.Go(func() error { return s.fetch(ctx, u) }) // silent: politeGroup limits it
	}
	reply(w, g.Wait())
}

func politeGroup(ctx context.Context) (*errgroup.Group, context.Context) {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8)
	return g, ctx
}

func readURLs(r *http.Request) (urls []string, err error) {
	return urls, json.NewDecoder(r.Body).Decode(&urls)
}

func reply(w http.ResponseWriter, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

func (s *shop) fetch(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

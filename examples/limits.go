package main

import (
	"net/http"
	"sync"
)

// syncAll takes one permit and starts everything under it: the limiter is at the wrong place.
func (s *shop) syncAll(w http.ResponseWriter, r *http.Request) {
	urls, err := readURLs(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if err := outbound.Acquire(r.Context(), 1); err != nil { // CL705: one permit for all
		return
	}
	defer outbound.Release(1)
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Go(func() { _ = s.fetch(r.Context(), u) })
	}
	wg.Wait()
}

// syncEach takes a permit before each start, and the goroutine gives it back.
func (s *shop) syncEach(w http.ResponseWriter, r *http.Request) {
	urls, err := readURLs(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var wg sync.WaitGroup
	for _, u := range urls {
		if err := outbound.Acquire(r.Context(), 1); err != nil { // silent: one permit for each
			break
		}
		wg.Go(func() {
			defer outbound.Release(1)
			_ = s.fetch(r.Context(), u)
		})
	}
	wg.Wait()
}

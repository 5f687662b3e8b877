package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"time"

	"golang.org/x/sync/semaphore"
)

var errNoRate = errors.New("no exchange rate")

// outbound limits what the whole process asks of the exchange.
var outbound = semaphore.NewWeighted(4)

// exchange makes its limiter anew for each request, so that none limits another, and retries in step with everybody else.
func (s *shop) exchange(w http.ResponseWriter, r *http.Request) {
	limit := semaphore.NewWeighted(4) // CL704: each request has its own
	if err := limit.Acquire(r.Context(), 1); err != nil {
		return
	}
	defer limit.Release(1)
	reply(w, s.rateInStep(r.Context()))
}

func (s *shop) rateInStep(ctx context.Context) error {
	for attempt := range 5 {
		if err := s.fetch(ctx, "http://exchange.internal/"); err == nil {
			return nil
		}
		time.Sleep(time.Second << attempt) // CL701: all that failed together come back together
	}
	return errNoRate
}

// exchangeLimited takes the limiter of the process and spreads its retries.
func (s *shop) exchangeLimited(w http.ResponseWriter, r *http.Request) {
	if err := outbound.Acquire(r.Context(), 1); err != nil { // silent: one limiter for all requests
		return
	}
	defer outbound.Release(1)
	reply(w, s.rateSpread(r.Context()))
}

func (s *shop) rateSpread(ctx context.Context) error {
	for attempt := range 5 {
		if err := s.fetch(ctx, "http://exchange.internal/"); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(rand.N(time.Second << attempt)): // silent: a random delay
		}
	}
	return errNoRate
}

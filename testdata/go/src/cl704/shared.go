package cl704

import (
	"context"
	"net/http"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
	"golang.org/x/time/rate"
)

// The usual bound of one call: made here, shared with what is started here.
func sharedWithWhatIsStarted(w http.ResponseWriter, r *http.Request) {
	sem := make(chan struct{}, 4) // ok: all of this request's goroutines share it
	var wg sync.WaitGroup
	for _, u := range r.URL.Query()["url"] {
		sem <- struct{}{}
		wg.Go(func() {
			defer func() { <-sem }()
			_ = fetch(r.Context(), u)
		})
	}
	wg.Wait()
}

func sharedThroughAParameter(w http.ResponseWriter, r *http.Request) {
	sem := semaphore.NewWeighted(4) // ok: handed to what is started
	g, ctx := errgroup.WithContext(r.Context())
	for _, u := range r.URL.Query()["url"] {
		g.Go(func() error { return politely(ctx, sem, u) })
	}
	_ = g.Wait()
}

func politely(ctx context.Context, sem *semaphore.Weighted, url string) error {
	if err := sem.Acquire(ctx, 1); err != nil {
		return err
	}
	defer sem.Release(1)
	return fetch(ctx, url)
}

var global = semaphore.NewWeighted(4) // ok: one for the process

func takesTheGlobal(w http.ResponseWriter, r *http.Request) {
	_ = politely(r.Context(), global, r.FormValue("url"))
}

// Client keeps its limiter.
type Client struct {
	lim *rate.Limiter
	sem chan struct{}
}

// New makes them once.
func New() *Client {
	return &Client{
		lim: rate.NewLimiter(10, 1), // ok: lives in the Client
		sem: make(chan struct{}, 4), // ok: lives in the Client
	}
}

// Get takes both.
func (c *Client) Get(ctx context.Context, url string) error {
	if err := c.lim.Wait(ctx); err != nil {
		return err
	}
	c.sem <- struct{}{}
	defer func() { <-c.sem }()
	return fetch(ctx, url)
}

// A limiter per key, kept.
type Keyed struct {
	mu   sync.Mutex
	lims map[string]*rate.Limiter
}

// For returns the key's limiter.
func (k *Keyed) For(key string) *rate.Limiter {
	k.mu.Lock()
	defer k.mu.Unlock()
	lim, ok := k.lims[key]
	if !ok {
		lim = rate.NewLimiter(1, 1) // ok: kept in the map
		k.lims[key] = lim
	}
	return lim
}

// One run after the other: the limiter slows this loop down, and nothing overlaps.
func slowsOneLoop(ctx context.Context, urls []string) error {
	lim := rate.NewLimiter(10, 1) // ok: limits the calls of this loop
	for _, u := range urls {
		if err := lim.Wait(ctx); err != nil {
			return err
		}
		if err := fetch(ctx, u); err != nil {
			return err
		}
	}
	return nil
}

// A result channel is no limiter.
func resultOfOneCall(w http.ResponseWriter, r *http.Request) {
	result := make(chan error, 1) // ok: carries a result
	go func() { result <- fetch(r.Context(), r.FormValue("url")) }()
	select {
	case <-result:
	case <-r.Context().Done():
	}
}

// A loop in a handler that the limiter really slows down.
func slowsTheLoopOfARequest(w http.ResponseWriter, r *http.Request) {
	lim := rate.NewLimiter(10, 1) // ok: spaces out the calls of this request
	for _, u := range r.URL.Query()["url"] {
		if err := lim.Wait(r.Context()); err != nil {
			return
		}
		_ = fetch(r.Context(), u)
	}
}

// Nobody shows that runs of it overlap.
func notKnownToOverlap(ctx context.Context, url string) error {
	sem := semaphore.NewWeighted(4) // ok: whether runs overlap is not known
	if err := sem.Acquire(ctx, 1); err != nil {
		return err
	}
	defer sem.Release(1)
	return fetch(ctx, url)
}

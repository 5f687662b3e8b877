package cl106

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
	"golang.org/x/time/rate"
)

func semaphoreMadeInTheLoop(urls []string) {
	for _, u := range urls {
		sem := make(chan struct{}, 4)
		sem <- struct{}{}
		go func() { // want "CL106: .*urls"
			defer func() { <-sem }()
			fetch(u)
		}()
	}
}

func semaphoreOnOneBranch(urls []string, slow bool) {
	sem := make(chan struct{}, 4)
	for _, u := range urls {
		if slow {
			sem <- struct{}{}
		}
		go func() { // want "CL106: .*urls"
			fetch(u)
			select {
			case <-sem:
			default:
			}
		}()
	}
}

func semaphoreAsLargeAsTheInput(urls []string) {
	sem := make(chan struct{}, len(urls))
	for _, u := range urls {
		sem <- struct{}{}
		go func() { // want "CL106: .*urls"
			defer func() { <-sem }()
			fetch(u)
		}()
	}
}

func givenBackByTheLoop(ctx context.Context, urls []string) error {
	sem := semaphore.NewWeighted(4)
	for _, u := range urls {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		go fetch(u) // want "CL106: .*urls"
		sem.Release(1)
	}
	return nil
}

// A rate limiter says how many start per second, not how many are alive.
func rateLimiterIsNoLimit(ctx context.Context, urls []string) error {
	lim := rate.NewLimiter(10, 1)
	for _, u := range urls {
		if err := lim.Wait(ctx); err != nil {
			return err
		}
		go fetch(u) // want "CL106: .*urls"
	}
	return nil
}

// The results channel has room for all, which bounds nothing.
func resultsChannelIsNoLimit(urls []string) []error {
	results := make(chan error, len(urls))
	for _, u := range urls {
		go func() { results <- fetchWith(context.Background(), u) }() // want "CL106: .*urls"
	}
	var errs []error
	for range urls {
		errs = append(errs, <-results)
	}
	return errs
}

func mutexAroundTheResult(urls []string) map[string]bool {
	var mu sync.Mutex
	var wg sync.WaitGroup
	done := map[string]bool{}
	for _, u := range urls {
		wg.Go(func() { // want "CL106: .*urls"
			fetch(u)
			mu.Lock()
			defer mu.Unlock()
			done[u] = true
		})
	}
	wg.Wait()
	return done
}

// Somebody made a limiter and nobody takes it.
func limiterThatNobodyTakes(urls []string) {
	sem := semaphore.NewWeighted(8)
	_ = sem
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Go(func() { fetch(u) }) // want "CL106: .*urls"
	}
	wg.Wait()
}

func waitsOnlyAfterAllChunks(urls []string) {
	var wg sync.WaitGroup
	for lo := 0; lo < len(urls); lo += 20 {
		hi := min(lo+20, len(urls))
		for _, u := range urls[lo:hi] {
			wg.Go(func() { fetch(u) }) // want "CL106: .*urls"
		}
	}
	wg.Wait()
}

// Package pitfall25 takes a slot in the goroutine, or before it.
package pitfall25

import "sync"

func fetch(url string) {}

func inside(urls []string) {
	sem := make(chan struct{}, 8)
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Go(func() { // ok: the work is limited; the goroutines are a note of CL709
			sem <- struct{}{}
			defer func() { <-sem }()
			fetch(u)
		})
	}
	wg.Wait()
}

func before(urls []string) {
	sem := make(chan struct{}, 8)
	var wg sync.WaitGroup
	for _, u := range urls {
		sem <- struct{}{}
		wg.Go(func() { // ok: eight goroutines
			defer func() { <-sem }()
			fetch(u)
		})
	}
	wg.Wait()
}

// Package pitfall09 starts workers that run for ever: their number is a setting.
package pitfall09

import "sync"

type settings struct{ Workers int }

func start(s settings, jobs <-chan int) {
	var wg sync.WaitGroup
	for range s.Workers {
		wg.Go(func() { // ok: workers
			for {
				j, more := <-jobs
				if !more {
					return
				}
				_ = j
			}
		})
	}
	wg.Wait()
}

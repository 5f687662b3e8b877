// Package pitfall02 collects the work first and starts it later: reported once, at the start.
package pitfall02

import "sync"

func get(url string) {}

func hiddenList(urls []string) {
	var work []func()
	for _, u := range urls {
		work = append(work, func() { get(u) })
	}
	var wg sync.WaitGroup
	for _, f := range work {
		wg.Go(f) // todo want "CL106: .*work"
	}
	wg.Wait()
}

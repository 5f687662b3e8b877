// Package pitfall07 cuts its work into chunks.
package pitfall07

import "sync"

func do(x int) {}

func eachChunkIsWaitedFor(xs []int) {
	for i := 0; i < len(xs); i += 20 {
		var wg sync.WaitGroup
		for _, x := range xs[i:min(i+20, len(xs))] {
			wg.Go(func() { do(x) }) // ok: twenty at once
		}
		wg.Wait()
	}
}

func allChunksAtOnce(xs []int) {
	var wg sync.WaitGroup
	for i := 0; i < len(xs); i += 20 {
		for _, x := range xs[i:min(i+20, len(xs))] {
			wg.Go(func() { do(x) }) // want "CL106: .*xs"
		}
	}
	wg.Wait()
}

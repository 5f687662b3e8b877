// Package workers shares numbered jobs out among as many goroutines as there are processors.
package workers

import (
	"context"
	"iter"
	"runtime"
	"sync"
	"sync/atomic"
)

// Each runs the worker in several goroutines and returns when all have. They share the jobs 0 to n-1 among them: each is
// given once, and none after the end of the context. A worker that stops early leaves the jobs to the others.
func Each(ctx context.Context, n int, worker func(jobs iter.Seq[int])) {
	var next atomic.Int64
	jobs := func(yield func(int) bool) {
		for ctx.Err() == nil {
			i := int(next.Add(1)) - 1
			if i >= n || !yield(i) {
				return
			}
		}
	}
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		group.Go(func() { worker(jobs) })
	}
	group.Wait()
}

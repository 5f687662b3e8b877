// Package workers shares numbered jobs out among as many goroutines as there are processors.
package workers

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// A Panic is what a worker panicked with, and where.
type Panic struct {
	Value any
	Stack []byte
}

// String is what Go would have printed.
func (p *Panic) String() string { return fmt.Sprintf("%v\n\n%s", p.Value, p.Stack) }

// Each runs the worker in several goroutines and returns when all have. They share the jobs 0 to n-1 among them: each is
// given once, and none after the end of the context. A worker that stops early leaves the jobs to the others. One that
// panics makes the caller panic, who alone can do something about it, once all have returned.
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
	var failed atomic.Pointer[Panic]
	for range min(runtime.GOMAXPROCS(0), n) {
		group.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					failed.CompareAndSwap(nil, &Panic{p, debug.Stack()})
				}
			}()
			worker(jobs)
		})
	}
	group.Wait()
	if p := failed.Load(); p != nil {
		panic(p)
	}
}

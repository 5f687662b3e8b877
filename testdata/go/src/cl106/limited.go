package cl106

import (
	"context"
	"sync"

	"cl106/gate"

	"golang.org/x/sync/semaphore"
)

func takenBeforeEachStart(urls []string) {
	sem := make(chan struct{}, 8)
	var wg sync.WaitGroup
	for _, u := range urls {
		sem <- struct{}{}
		wg.Add(1)
		go func() { // ok: eight hold the channel at once
			defer wg.Done()
			defer func() { <-sem }()
			fetch(u)
		}()
	}
	wg.Wait()
}

func takenBeforeWaitGroupGo(urls []string, n int) {
	sem := make(chan struct{}, n)
	var wg sync.WaitGroup
	for _, u := range urls {
		sem <- struct{}{}
		wg.Go(func() { // ok: a limit, wherever its size comes from
			defer func() { <-sem }()
			fetch(u)
		})
	}
	wg.Wait()
}

func takenOrGivenUp(ctx context.Context, urls []string) error {
	sem := make(chan struct{}, 8)
	for _, u := range urls {
		select {
		case sem <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
		go func() { // ok: the other arm leaves
			defer func() { <-sem }()
			fetch(u)
		}()
	}
	return nil
}

func weightedBeforeEachStart(ctx context.Context, urls []string) error {
	sem := semaphore.NewWeighted(8)
	for _, u := range urls {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		go func() { // ok: Acquire comes first and its failure leaves
			defer sem.Release(1)
			fetch(u)
		}()
	}
	return sem.Acquire(ctx, 8)
}

func tokensTakenAndGivenBack(urls []string) {
	tokens := make(chan int, 4)
	for i := range 4 {
		tokens <- i
	}
	for _, u := range urls {
		token := <-tokens
		go func() { // ok: a filled channel, the other way round
			fetch(u)
			tokens <- token
		}()
	}
}

func beginAndEnd(urls []string) {
	g := gate.New(8)
	for _, u := range urls {
		g.Begin()
		go func() { // ok: Begin receives a token, End sends it back
			defer g.End()
			fetch(u)
		}()
	}
}

type pipeline struct {
	sem  chan struct{}
	gate *gate.Gate
}

func newPipeline() *pipeline {
	return &pipeline{sem: make(chan struct{}, 8), gate: gate.New(4)}
}

func (p *pipeline) limiterInAField(urls []string) {
	for _, u := range urls {
		p.sem <- struct{}{}
		go func() { // ok: the field outlives the loop
			defer func() { <-p.sem }()
			fetch(u)
		}()
	}
}

func (p *pipeline) gateInAField(urls []string) {
	for _, u := range urls {
		p.gate.Begin()
		go p.run(u) // ok: run ends with End
	}
}

func (p *pipeline) run(u string) {
	defer p.gate.End()
	fetch(u)
}

func limiterOfAParameter(p *pipeline, urls []string) {
	for _, u := range urls {
		p.sem <- struct{}{}
		go func() { // ok: the caller's limiter
			defer func() { <-p.sem }()
			fetch(u)
		}()
	}
}

func helperTakes(ctx context.Context, urls []string) error {
	sem := make(chan struct{}, 8)
	for _, u := range urls {
		if err := gate.Enter(ctx, sem); err != nil {
			return err
		}
		go func() { // ok: Enter sends
			defer func() { <-sem }()
			fetch(u)
		}()
	}
	return nil
}

func limitedBySemaphoreInBody(urls []string) {
	sem := make(chan struct{}, 8)
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Go(func() { // ok: eight work at once; that all goroutines exist is CL709's
			sem <- struct{}{}
			defer func() { <-sem }()
			fetch(u)
		})
	}
	wg.Wait()
}

var outbound = semaphore.NewWeighted(8)

func politeFetch(ctx context.Context, u string) error {
	if err := outbound.Acquire(ctx, 1); err != nil {
		return err
	}
	defer outbound.Release(1)
	return fetchWith(ctx, u)
}

func tryTwice(ctx context.Context, u string) error {
	if err := politeFetch(ctx, u); err == nil {
		return nil
	}
	return politeFetch(ctx, u)
}

func limitedBySemaphoreInCallee(ctx context.Context, urls []string) {
	for _, u := range urls {
		go politeFetch(ctx, u) // ok: politeFetch takes the package's semaphore first
	}
}

func limitedBySemaphoreInCalleeOfCallee(ctx context.Context, urls []string) {
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Go(func() { _ = tryTwice(ctx, u) }) // ok: through one more function
	}
	wg.Wait()
}

func limitedByHelperThatRunsIt(urls []string) {
	sem := make(chan struct{}, 8)
	for _, u := range urls {
		go gate.Do(sem, func() { fetch(u) }) // ok: Do takes a slot around the call
	}
}

func limiterMayBeOff(urls []string, limit int) {
	var sem chan struct{}
	if limit > 0 {
		sem = make(chan struct{}, limit)
	}
	for _, u := range urls {
		if sem != nil {
			sem <- struct{}{}
		}
		go func() { // ok: whether it is on is not known here
			fetch(u)
			if sem != nil {
				<-sem
			}
		}()
	}
}

func chunksAreWaitedFor(urls []string) {
	for lo := 0; lo < len(urls); lo += 20 {
		hi := min(lo+20, len(urls))
		var wg sync.WaitGroup
		for _, u := range urls[lo:hi] {
			wg.Add(1)
			go func() { // ok: a chunk of twenty, waited for before the next
				defer wg.Done()
				fetch(u)
			}()
		}
		wg.Wait()
	}
}

func eachIsWaitedFor(urls []string) {
	for _, u := range urls {
		done := make(chan struct{})
		go func() { // ok: one at a time
			defer close(done)
			fetch(u)
		}()
		<-done
	}
}

func eachIsJoined(urls []string) {
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Add(1)
		go func() { // ok: one at a time
			defer wg.Done()
			fetch(u)
		}()
		wg.Wait()
	}
}

package cl210

import (
	"context"
	"errors"
	"sync"

	"golang.org/x/sync/errgroup"
)

func work() error { return nil }

func never(items [3]int) {
	var g errgroup.Group // want "CL210:"
	for range items {
		g.Go(work)
	}
}

func neverGroup(items [3]int) {
	var wg sync.WaitGroup // want "CL210:"
	for range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			work()
		}()
	}
}

func onSomeReturn(ctx context.Context, items [3]int) error {
	g, ctx := errgroup.WithContext(ctx) // want "CL210:"
	for range items {
		g.Go(func() error { return ctx.Err() })
	}
	if err := work(); err != nil {
		return err
	}
	return g.Wait()
}

func waits(items [3]int) error {
	var g errgroup.Group // ok: waited for
	for range items {
		g.Go(work)
	}
	return g.Wait()
}

func deferred(items [3]int) error {
	var wg sync.WaitGroup // ok: waited for in the end
	defer wg.Wait()
	for range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			work()
		}()
	}
	if err := work(); err != nil {
		return err
	}
	return nil
}

func anotherWaits(items [3]int) chan error {
	var wg sync.WaitGroup // ok: a goroutine waits
	out := make(chan error, 3)
	for range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out <- work()
		}()
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

func returned(items [3]int) *errgroup.Group {
	g := &errgroup.Group{} // ok: the caller waits
	for range items {
		g.Go(work)
	}
	return g
}

type server struct{ g errgroup.Group }

func (s *server) start() {
	s.g.Go(work) // ok: in a field
}

func handedOn(items [3]int, wait func(*errgroup.Group) error) error {
	var g errgroup.Group // ok: who gets it may wait
	for range items {
		g.Go(work)
	}
	return wait(&g)
}

func beforeTheStart(items [3]int) error {
	var g errgroup.Group // ok: nothing was started where it returns
	if len(items) == 0 {
		return errors.New("nothing")
	}
	for range items {
		g.Go(work)
	}
	return g.Wait()
}

func inEachBranch(items [3]int, quick bool) error {
	var g errgroup.Group // ok: waited for in both
	for range items {
		g.Go(work)
	}
	if quick {
		return g.Wait()
	}
	return errors.Join(g.Wait(), work())
}

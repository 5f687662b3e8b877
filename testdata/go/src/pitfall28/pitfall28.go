// Package pitfall28 sends one result from a goroutine whose receiver may be gone.
package pitfall28

import "context"

func f() int { return 1 }

func nobodyReceives(ctx context.Context) (int, error) {
	ch := make(chan int) // want "CL209: "
	go func() { ch <- f() }()
	select {
	case v := <-ch:
		return v, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func room(ctx context.Context) (int, error) {
	ch := make(chan int, 1)
	go func() { ch <- f() }() // ok: room for one
	select {
	case v := <-ch:
		return v, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func givesUpToo(ctx context.Context) (int, error) {
	ch := make(chan int)
	go func() { // ok: the sender gives up as well
		select {
		case ch <- f():
		case <-ctx.Done():
		}
	}()
	select {
	case v := <-ch:
		return v, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

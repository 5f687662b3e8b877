//go:build go1.21

package cl408

import (
	"context"
	"net/http"
	"time"
)

func work() {}

func goesOn(ctx context.Context, events <-chan string) {
	for {
		select {
		case <-events:
			work()
		case <-time.After(time.Minute): // want "CL408:"
			return
		case <-ctx.Done():
			return
		}
	}
}

func polls(stop chan struct{}) {
	for {
		select {
		case <-time.After(time.Second): // want "CL408:"
		case <-stop:
			return
		}
		work()
	}
}

func sends(out chan<- int, n int) {
	for i := 0; i < n; i++ {
		select {
		case out <- i:
		case <-time.After(time.Second): // want "CL408:"
			work()
		}
	}
}

func handler(w http.ResponseWriter, r *http.Request) {
	t := time.NewTicker(time.Second) // want "CL408:"
	for {
		select {
		case <-t.C:
			work()
		case <-r.Context().Done():
			return
		}
	}
}

func tick(w http.ResponseWriter, r *http.Request) {
	for range time.Tick(time.Second) { // want "CL408:"
		if r.Context().Err() != nil {
			return
		}
	}
}

func once(ctx context.Context) {
	select {
	case <-time.After(time.Second): // ok: no loop
	case <-ctx.Done():
	}
}

func noSelect() {
	for {
		<-time.After(time.Second) // ok: nobody goes on before it fires
		work()
	}
}

func onlyArm() {
	for {
		select {
		case <-time.After(time.Second): // ok: the only arm
		}
		work()
	}
}

func stopped(w http.ResponseWriter, r *http.Request) {
	t := time.NewTicker(time.Second) // ok: stopped
	defer t.Stop()
	for {
		select {
		case <-t.C:
			work()
		case <-r.Context().Done():
			return
		}
	}
}

func oneTimer(ctx context.Context, events <-chan string) {
	idle := time.NewTimer(time.Minute) // ok: one for the whole loop
	defer idle.Stop()
	for {
		select {
		case <-events:
		case <-idle.C:
			return
		case <-ctx.Done():
			return
		}
	}
}

func handedOut() *time.Ticker {
	t := time.NewTicker(time.Second) // ok: the caller stops it
	return t
}

func forEver(w http.ResponseWriter, r *http.Request) {
	go func() {
		for range time.Tick(time.Second) { // ok: it never returns
			work()
		}
	}()
}

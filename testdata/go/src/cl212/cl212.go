package cl212

import (
	"context"
	"net/http"
	"sync"
)

func work(ctx context.Context) error { return nil }

func leaves(w http.ResponseWriter, r *http.Request) {
	go func() { // want "CL212:"
		work(r.Context())
	}()
}

func leavesIt(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go work(ctx) // want "CL212:"
}

func without(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithoutCancel(r.Context())
	go work(ctx) // ok: it does not end with the request
}

func background(w http.ResponseWriter, r *http.Request) {
	go work(context.Background()) // ok: another context
}

func waits(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() { // ok: waited for
		defer wg.Done()
		work(r.Context())
	}()
	wg.Wait()
}

func answers(w http.ResponseWriter, r *http.Request) {
	done := make(chan error, 1)
	go func() { done <- work(r.Context()) }() // ok: its answer is waited for
	<-done
}

func listens(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go func() { // ok: it means to end with the request
		work(ctx)
		<-ctx.Done()
	}()
}

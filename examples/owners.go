package main

import (
	"net/http"
	"sync"
)

// order answers at once and leaves a goroutine behind. Nothing waits for it, nothing ends it, and http.Post has no
// timeout: when the audit service hangs, every order leaks a goroutine and a socket.
func (s *shop) order(w http.ResponseWriter, r *http.Request) {
	item := r.FormValue("item")
	go func() { // CL207: nobody owns it
		resp, err := http.Post("http://audit.internal/orders?item="+item, "text/plain", nil)
		if err != nil {
			return
		}
		resp.Body.Close()
	}()
	w.WriteHeader(http.StatusAccepted)
}

// orderAndWait starts two calls and goes on when both are done; the request's context ends them early.
func (s *shop) orderAndWait(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	wg.Go(func() { _ = s.fetch(r.Context(), "http://stock.internal/") }) // silent: waited for below
	wg.Go(func() { _ = s.fetch(r.Context(), "http://audit.internal/") })
	wg.Wait()
	w.WriteHeader(http.StatusCreated)
}

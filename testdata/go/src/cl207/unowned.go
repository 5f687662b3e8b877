// Package cl207 starts goroutines that somebody, or nobody, waits for or ends.
package cl207

import (
	"context"
	"log"
	"net/http"
	"time"
)

func poll() {
	resp, err := http.Get("http://localhost/health")
	if err != nil {
		return
	}
	defer resp.Body.Close()
	log.Print(resp.Status)
}

func pollWith(ctx context.Context) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://localhost/health", nil)
	if err != nil {
		return
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return
	}
	resp.Body.Close()
}

// Handler leaves a call behind that may never return.
func Handler(w http.ResponseWriter, r *http.Request) {
	go func() { // want "CL207: "
		resp, err := http.Post("http://audit/", "text/plain", nil)
		if err != nil {
			return
		}
		resp.Body.Close()
	}()
	w.WriteHeader(http.StatusAccepted)
}

// Register starts a loop in a library function that nobody can end.
func Register(name string) {
	go func() { // ok: CL208 says it
		for {
			poll()
			time.Sleep(time.Minute)
		}
	}()
}

// Watch has a ticker and no way to stop.
func Watch(d time.Duration) {
	t := time.NewTicker(d)
	go func() { // ok: CL208 says it
		for range t.C {
			poll()
		}
	}()
}

// Refresher runs for as long as the process does.
type Refresher struct{ last time.Time }

// Start starts the loop; there is no Stop.
func (r *Refresher) Start() {
	go r.loop() // ok: CL208 says it
}

func (r *Refresher) loop() {
	for {
		r.last = time.Now()
		time.Sleep(time.Second)
	}
}

// Background waits for a context that nobody cancels.
func Background(name string) {
	ctx := context.Background()
	go func() { // want "CL207 note: "
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Minute):
				poll()
			}
		}
	}()
}

// Helper is where a handler's goroutine starts one call deeper.
func notify(user string) {
	go poll() // want "CL207: "
}

// Signup calls notify for each request.
func Signup(w http.ResponseWriter, r *http.Request) {
	notify(r.FormValue("user"))
	w.WriteHeader(http.StatusCreated)
}

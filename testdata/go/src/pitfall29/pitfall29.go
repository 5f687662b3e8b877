// Package pitfall29 waits in loops: after errors, for a state, to reconnect.
package pitfall29

import (
	"context"
	"errors"
	"log"
	"math/rand/v2"
	"net/http"
	"time"
)

func call(ctx context.Context, url string) error {
	if url == "" {
		return errors.New("no url")
	}
	return ctx.Err()
}

// Handler tries again for each request that failed.
func Handler(w http.ResponseWriter, r *http.Request) {
	for i := range 5 {
		if err := call(r.Context(), r.FormValue("url")); err == nil {
			return
		}
		time.Sleep(time.Second << i) // want "CL701: "
	}
	http.Error(w, "gave up", http.StatusBadGateway)
}

// Jittered does the same with a random delay.
func Jittered(w http.ResponseWriter, r *http.Request) {
	for i := range 5 {
		if err := call(r.Context(), r.FormValue("url")); err == nil {
			return
		}
		time.Sleep(rand.N(time.Second << i)) // ok: jitter
	}
	http.Error(w, "gave up", http.StatusBadGateway)
}

type job struct{ status string }

func (j *job) refresh() {}

func polls(j *job) {
	for j.status != "done" {
		j.refresh()
		time.Sleep(5 * time.Second) // ok: polling
	}
}

func serve(ctx context.Context, addr string) {
	for ctx.Err() == nil {
		if err := call(ctx, addr); err != nil {
			log.Print(err)
			time.Sleep(time.Second) // ok: a supervisor goes on reconnecting
		}
	}
}

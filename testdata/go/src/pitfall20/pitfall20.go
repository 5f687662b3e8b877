// Package pitfall20 calls one factory at start-up and in each handler: reported at the handler.
package pitfall20

import (
	"net/http"

	"github.com/redis/go-redis/v9"
)

func makeClient() *redis.Client {
	return redis.NewClient(&redis.Options{Addr: "localhost:6379"}) // ok: handed on
}

var shared = makeClient()

func usesTheSharedOne(w http.ResponseWriter, r *http.Request) {
	_, _ = shared.Get(r.Context(), r.FormValue("key")).Result()
}

func makesOne(w http.ResponseWriter, r *http.Request) {
	client := makeClient() // want "CL302: .*makeClient"
	defer client.Close()
	_, _ = client.Get(r.Context(), r.FormValue("key")).Result()
}

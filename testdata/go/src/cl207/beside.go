package cl207

import (
	"net"
	"net/http"
	"sync"
)

func dial(addr string) (net.Conn, error) { return net.Dial("tcp", addr) }

// firstToAnswer takes one connection and leaves it to a goroutine to close the others, which ends when the last one is there.
func firstToAnswer(w http.ResponseWriter, r *http.Request) {
	addrs := r.URL.Query()["addr"]
	found := make(chan net.Conn, len(addrs))
	var wg sync.WaitGroup
	for _, addr := range addrs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if conn, err := dial(addr); err == nil {
				found <- conn
			}
		}()
	}
	go func() {
		wg.Wait()
		close(found)
	}()
	if conn, ok := <-found; ok {
		go func() { // ok: the range ends when the other goroutine closes the channel
			for conn := range found {
				conn.Close()
			}
		}()
		conn.Close()
	}
}

// nobodyCloses leaves a goroutine behind that waits for ever.
func nobodyCloses(w http.ResponseWriter, r *http.Request) {
	addrs := r.URL.Query()["addr"]
	found := make(chan net.Conn, len(addrs))
	for _, addr := range addrs {
		go func() {
			if conn, err := dial(addr); err == nil {
				found <- conn
			}
		}()
	}
	if conn, ok := <-found; ok {
		go func() { // want "CL207:"
			for conn := range found {
				conn.Close()
			}
		}()
		conn.Close()
	}
}

package cl106

import (
	"net/http"
	"os"
	"sync"
	"time"
)

func fetch(url string) {
	if r, err := http.Get(url); err == nil {
		r.Body.Close()
	}
}

func byNode(requests map[string][]string) {
	for node, urls := range requests {
		go func() { fetch(node + urls[0]) }() // want "CL106 note:"
	}
}

func byKey(requests map[string][]string) {
	for key, urls := range requests {
		go func() { fetch(key + urls[0]) }() // want "CL106"
	}
}

type informers struct{ metadata map[string]string }

func (i *informers) startInformer(url string) { go fetch(url) }

func (i *informers) begin(seen map[string]string) {
	for _, url := range seen {
		i.startInformer(url) // want "CL106 note:"
	}
}

func (i *informers) ask(url string) { go fetch(url) }

func (i *informers) askAll(seen map[string]string) {
	for _, url := range seen {
		i.ask(url) // want "CL106"
	}
}

func serveAll(addrs []string, handler http.Handler) {
	for _, url := range addrs {
		srv := &http.Server{Addr: url, Handler: handler}
		go srv.ListenAndServe() // ok: each goes on for as long as the program does
	}
}

func asManyAsMade(routines, total int, url string) {
	parts := make([][]int, routines)
	for i := range parts {
		parts[i] = make([]int, total/routines)
	}
	var wg sync.WaitGroup
	for _, p := range parts {
		wg.Go(func() { // want "CL106 note:"
			for range p {
				fetch(url)
			}
		})
	}
	wg.Wait()
}

func restarts(run func() error, url string) {
	for {
		go fetch(url) // ok: one a turn, and each turn pauses
		if err := run(); err != nil {
			os.Exit(1)
		}
		time.Sleep(time.Second)
	}
}

type stream interface{ Close() error }

type session interface{ AcceptStream() (stream, error) }

func acceptStreams(s session) {
	for {
		st, err := s.AcceptStream()
		if err != nil {
			return
		}
		go func() { // ok: CL110 speaks of accept loops
			fetch("http://localhost")
			st.Close()
		}()
	}
}

type source interface{ Take() (stream, error) }

func takeStreams(s source) {
	for {
		st, err := s.Take()
		if err != nil {
			return
		}
		go func() { // want "CL106"
			fetch("http://localhost")
			st.Close()
		}()
	}
}

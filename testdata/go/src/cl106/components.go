package cl106

import (
	"context"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"sync"
	"time"
)

func askFor(url string) {
	if r, err := http.Get(url); err == nil {
		r.Body.Close()
	}
}

func byNode(requests map[string][]string) {
	for node, urls := range requests {
		go func() { askFor(node + urls[0]) }() // want "CL106 note:"
	}
}

func byKey(requests map[string][]string) {
	for key, urls := range requests {
		go func() { askFor(key + urls[0]) }() // want "CL106"
	}
}

type informers struct{ metadata map[string]string }

func (i *informers) startInformer(url string) { go askFor(url) }

func (i *informers) begin(seen map[string]string) {
	for _, url := range seen {
		i.startInformer(url) // want "CL106 note:"
	}
}

func (i *informers) ask(url string) { go askFor(url) }

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
				askFor(url)
			}
		})
	}
	wg.Wait()
}

func restarts(run func() error, url string) {
	for {
		go askFor(url) // ok: one a turn, and each turn pauses
		if err := run(); err != nil {
			os.Exit(1)
		}
		time.Sleep(time.Second)
	}
}

type openStream interface{ Close() error }

type streamSession interface{ AcceptStream() (openStream, error) }

func acceptStreams(s streamSession) {
	for {
		st, err := s.AcceptStream()
		if err != nil {
			return
		}
		go func() { // ok: CL110 speaks of accept loops
			askFor("http://localhost")
			st.Close()
		}()
	}
}

type streamSource interface{ Next() (openStream, error) }

func nextStreams(s streamSource) {
	for {
		st, err := s.Next()
		if err != nil {
			return
		}
		go func() { // want "CL106"
			askFor("http://localhost")
			st.Close()
		}()
	}
}

type running struct{ done, ended chan struct{} }

func (r *running) stop() { close(r.done); <-r.ended }

func (r *running) ask() { askFor("http://localhost"); <-r.ended }

func stopAll(old map[string]*running) {
	var wg sync.WaitGroup
	for _, r := range old {
		wg.Go(func() { r.stop() }) // want "CL106 note:"
	}
	wg.Wait()
}

func askEach(old map[string]*running) {
	var wg sync.WaitGroup
	for _, r := range old {
		wg.Go(func() { r.ask() }) // want "CL106:"
	}
	wg.Wait()
}

func merged(sources ...<-chan error) <-chan error {
	out := make(chan error)
	var wg sync.WaitGroup
	forward := func(c <-chan error) {
		for err := range c {
			out <- err
		}
		wg.Done()
	}
	for _, c := range sources {
		wg.Add(1)
		go forward(c) // want "CL106 note:"
	}
	go func() { // ok: one
		wg.Wait()
		close(out)
	}()
	return out
}

type cache interface{ Query(key string) []string }

type combined struct {
	caches []cache
	urls   []string
}

func (c *combined) query(key string) {
	var wg sync.WaitGroup
	for _, one := range c.caches {
		wg.Go(func() { one.Query(key) }) // want "CL106 note:"
	}
	wg.Wait()
}

func (c *combined) queryAmongOthers(wg *sync.WaitGroup, key string) {
	for _, one := range c.caches {
		wg.Add(1)
		go func() { // want "CL106:"
			defer wg.Done()
			one.Query(key)
		}()
	}
}

func (c *combined) askAll() {
	var wg sync.WaitGroup
	for _, url := range c.urls {
		wg.Go(func() { askFor(url) }) // want "CL106:"
	}
	wg.Wait()
}

type listening struct {
	conns chan net.Conn
	jobs  chan string
	quit  chan struct{}
}

func (l *listening) serve() {
	for {
		select {
		case conn := <-l.conns:
			go conn.Close() // ok: CL110 speaks of connections that others open
		case <-l.quit:
			return
		}
	}
}

func (l *listening) work() {
	for {
		select {
		case url := <-l.jobs:
			go askFor(url) // want "CL106:"
		case <-l.quit:
			return
		}
	}
}

func atOnce(num int, fn func(int)) {
	var wg sync.WaitGroup
	for i := range num {
		wg.Go(func() { fn(i) }) // want "CL106 note:"
	}
	wg.Wait()
}

func forEach(items []string, fn func(string)) {
	var wg sync.WaitGroup
	for _, item := range items {
		wg.Go(func() { fn(item) }) // want "CL106:"
	}
	wg.Wait()
}

type step interface{ Exec() }

type steps []step

func (s steps) exec() {
	var wg sync.WaitGroup
	for _, one := range s {
		wg.Go(func() { one.Exec() }) // want "CL106 note:"
	}
	wg.Wait()
}

type controller interface{ Allow(string) bool }

func whereAllowed(c controller, urls []string) {
	for _, url := range urls {
		if c.Allow(url) {
			go askFor(url) // ok: nobody knows what stands behind it
		}
	}
}

type container struct{ Mounts, Layers []string }

func perMount(c container) {
	for _, m := range c.Mounts {
		go askFor(m) // want "CL106 note:"
	}
}

func perLayer(c container) {
	for _, l := range c.Layers {
		go askFor(l) // want "CL106: "
	}
}

func perName(names string) {
	for _, n := range strings.Split(names, ",") {
		go askFor(n) // want "CL106 note:"
	}
}

func perLine(text string) {
	for _, l := range strings.Split(text, "\n") {
		go askFor(l) // want "CL106: "
	}
}

func perWeekday(urls [7]string) {
	for _, url := range urls {
		go askFor(url) // ok: as many as the array has
	}
}

func twoOfThem(a, b string) {
	for _, url := range []string{a, b} {
		go askFor(url) // ok: as many as are written here
	}
}

func onSignals(servers []*http.Server, urls []string) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	for {
		<-signals
		go askFor(urls[0]) // ok: one for each time that somebody sends a signal
		for _, srv := range servers {
			go srv.Shutdown(context.Background()) // want "CL106 note:"
		}
		for _, url := range urls {
			go askFor(url) // want "CL106: "
		}
	}
}

func onNews(news chan string) {
	for {
		url := <-news
		go askFor(url) // want "CL106: "
	}
}

func onReload(load func() string) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	for range signals {
		go askFor(load()) // ok: the same with a range
	}
}

func hours(url string) {
	for range 24 {
		go askFor(url) // ok: as many as are written here
	}
}

func whereBothAllow(c controller, urls []string) {
	for _, url := range urls {
		if len(urls) > 1 && c.Allow(url) {
			go askFor(url) // ok: nobody knows what stands behind it
		} else {
			askFor(url)
		}
	}
}

func sideBySide(parallel bool, urls []string) {
	var places chan struct{}
	if parallel {
		places = make(chan struct{}, 8)
	}
	for _, url := range urls {
		if !parallel {
			askFor(url)
			continue
		}
		places <- struct{}{}
		go func() { // ok: the place is taken on the way to it
			defer func() { <-places }()
			askFor(url)
		}()
	}
}

func sideBySideWithout(parallel bool, urls []string) {
	for _, url := range urls {
		if parallel {
			go askFor(url) // want "CL106: "
		} else {
			askFor(url)
		}
	}
}

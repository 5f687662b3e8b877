// Package pitfall27 counts its goroutines in all sorts of ways.
package pitfall27

import (
	"runtime"
	"sync"
)

type request struct{ Items []string }

type message struct{}

func worker()          {}
func handle(m message) {}
func use(s string)     {}

func machine() {
	var wg sync.WaitGroup
	for i := 0; i < runtime.NumCPU(); i++ {
		wg.Go(worker) // ok: as many as the machine has
	}
	wg.Wait()
}

func four() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(worker) // ok: four
	}
	wg.Wait()
}

func array(names [4]string) {
	var wg sync.WaitGroup
	for _, n := range names {
		wg.Go(func() { use(n) }) // ok: four
	}
	wg.Wait()
}

func length(req request) {
	var wg sync.WaitGroup
	n := len(req.Items)
	for range n {
		wg.Go(worker) // want "CL106: .*Items"
	}
	wg.Wait()
}

func channel(msgs <-chan message) {
	for m := range msgs {
		go handle(m) // want "CL106: .*msgs"
	}
}

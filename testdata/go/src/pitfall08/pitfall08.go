// Package pitfall08 ranges over lists that are written down, or configured.
package pitfall08

import "sync"

type config struct{ Hosts []string }

func ping(host string) {}

func writtenDown(wg *sync.WaitGroup) {
	for _, h := range []string{"a", "b", "c"} {
		wg.Go(func() { ping(h) }) // ok: three
	}
}

func configured(wg *sync.WaitGroup, cfg config) {
	for _, h := range cfg.Hosts {
		wg.Go(func() { ping(h) }) // want "CL106: .*Hosts"
	}
}

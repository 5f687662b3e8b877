// Package pitfall01 starts a fixed number of goroutines, one written after the other.
package pitfall01

import "sync"

func load(name string) {}

func fixed() {
	var wg sync.WaitGroup
	wg.Add(3)
	go func() { defer wg.Done(); load("a") }() // ok: three, written out
	go func() { defer wg.Done(); load("b") }()
	go func() { defer wg.Done(); load("c") }()
	wg.Wait()
}

// Package cl108 feeds goroutine pools: one without a size starts a goroutine per item.
package cl108

import "github.com/sourcegraph/conc/pool"

func withoutSize(items []string, work func(string)) {
	p := pool.New()
	for _, item := range items {
		p.Go(func() { work(item) }) // want `CL108`
	}
	p.Wait()
}

func withSize(items []string, work func(string)) {
	p := pool.New().WithMaxGoroutines(8)
	for _, item := range items {
		p.Go(func() { work(item) }) // ok: eight at most
	}
	p.Wait()
}

func sizeSetLater(items []string, work func(string)) {
	p := pool.New()
	p.WithMaxGoroutines(8)
	for _, item := range items {
		p.Go(func() { work(item) }) // ok: set before the loop
	}
	p.Wait()
}

func fixedNumber(work func(int)) {
	p := pool.New()
	for i := range 4 {
		p.Go(func() { work(i) }) // ok: four
	}
	p.Wait()
}

// Package cl901 shows what comments silence, and what they do not.
package cl901

import (
	"net/http"
	"sync"
)

func get(url string) {
	resp, err := http.Get(url)
	if err == nil {
		resp.Body.Close()
	}
}

func silenced(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() { get(url) }) //concurlint:ignore[CL106] urls are the mirrors of one file // ok
	}
	wg.Wait()
}

func silencedAbove(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		//concurlint:ignore[CL106] urls are the mirrors of one file // ok
		wg.Go(func() {
			get(url)
		})
	}
	wg.Wait()
}

func silencedAtTheEnd(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() {
			get(url)
		}) // concurlint: ignore[unbounded-goroutines] a name stands for its code // ok
	}
	wg.Wait()
}

// whole is silenced as a whole: each call of it is about mirrors.
//
//concurlint:ignore[CL106] urls are the mirrors of one file // ok
func whole(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() { get(url) })
	}
	for _, url := range urls {
		wg.Go(func() { get(url) })
	}
	wg.Wait()
}

func nothingThere(url string) {
	var wg sync.WaitGroup
	wg.Go(func() { get(url) }) //concurlint:ignore[CL106] it was there once // want "CL901: ignore.CL106. silences nothing: no CL106 is found here; remove it"
	wg.Wait()
}

func oneOfTwo(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() { get(url) }) //concurlint:ignore[CL106, CL301] mirrors // want "CL901: .*no CL301 is found here"
	}
	wg.Wait()
}

func ended(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() { get(url) }) //concurlint:ignore[CL106] until=2024-01-31 the queue comes // want "CL901: ignore.CL106. ended on 2024-01-31"
	}
	wg.Wait()
}

func notYet(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() { get(url) }) //concurlint:ignore[CL106] until=2999-12-31 the queue comes // ok
	}
	wg.Wait()
}

const text = "//concurlint:ignore[CL106] a string is no comment // ok"

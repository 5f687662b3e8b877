// Package cl904 has comments that cannot be understood, and prose.
package cl904

// concurlint: a linter that this package is not about // ok

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

func noRule(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() { get(url) }) //concurlint:ignore urls are mirrors // want "CL904: ignore names no rule; write concurlint: ignore.CL101. and the reason"
	}
	wg.Wait()
}

func unknown(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() { get(url) }) //concurlint:ignore[CL1O6] urls are mirrors // want "CL904: no rule is called .CL1O6., did you mean .CL106."
	}
	wg.Wait()
}

func otherWords(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() { get(url) }) //concurlint:nolint // want "CL904: concurlint:nolint is no directive"
	}
	wg.Wait()
}

func tooLow(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		//concurlint:ignore-file[CL106] urls are mirrors // want "CL904: ignore-file stands below the first statement"
		wg.Go(func() { get(url) })
	}
	wg.Wait()
}

func smallLetters(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() { get(url) }) // concurlint: ignore[cl106] urls are mirrors // ok
	}
	wg.Wait()
}

func twice(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() { get(url) }) //concurlint:ignore[CL106, unbounded-goroutines] urls are mirrors // ok
	}
	wg.Wait()
}

// described is silenced by its comment, wherever gofmt puts the line.
//
//concurlint:ignore[CL106] urls are mirrors // ok
func described(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() { get(url) })
	}
	wg.Wait()
}

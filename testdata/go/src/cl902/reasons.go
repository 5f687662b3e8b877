// Package cl902 has comments with and without a reason.
package cl902

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

func none(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() { get(url) }) //concurlint:ignore[CL106] // want "CL902: ignore.CL106. gives no reason, so it silences nothing"
	}
	wg.Wait()
}

func onlyADate(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() { get(url) }) //concurlint:ignore[CL106] until=2999-01-01 // want "CL902"
	}
	wg.Wait()
}

func given(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() { get(url) }) //concurlint:ignore[CL106] urls are mirrors // ok
	}
	wg.Wait()
}

func withALink(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() { get(url) }) //concurlint:ignore[CL106] see https://example.org/1#a // ok
	}
	wg.Wait()
}

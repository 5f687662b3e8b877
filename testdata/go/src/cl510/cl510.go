package cl510

import (
	"context"
	"net/http"
	"time"
)

func get(url string) error {
	resp, err := http.Get(url) // want "CL510:"
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func head(url string) error {
	resp, err := http.Head(url) // want "CL510:"
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

var client = &http.Client{Timeout: time.Second}

func byClient(url string) error {
	resp, err := client.Get(url) // ok: its client has one
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func withContext(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req) // ok: the context may have a deadline
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

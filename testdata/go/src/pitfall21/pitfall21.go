// Package pitfall21 has one transport for many requests, or one for each.
package pitfall21

import (
	"context"
	"net/http"
	"time"
)

func get(ctx context.Context, c *http.Client, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func oneForAll(ctx context.Context, urls []string) error {
	c := &http.Client{Timeout: time.Second, Transport: &http.Transport{MaxConnsPerHost: 4}} // ok: many requests, one pool
	for _, u := range urls {
		if err := get(ctx, c, u); err != nil {
			return err
		}
	}
	return nil
}

func oneForEach(ctx context.Context, urls []string) error {
	for _, u := range urls {
		c := &http.Client{Timeout: time.Second, Transport: &http.Transport{}} // want "CL303: "
		if err := get(ctx, c, u); err != nil {
			return err
		}
	}
	return nil
}

package cl703

import (
	"context"
	"errors"
	"math/rand"
	"net/http"
	"time"
)

var client = &http.Client{Timeout: time.Second}

func get(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func pause() { time.Sleep(time.Second + time.Duration(rand.Intn(1000))*time.Millisecond) }

func Fetch(ctx context.Context, url string) error {
	for { // want "CL703:"
		if err := get(ctx, url); err == nil {
			return nil
		}
		pause()
	}
}

func Bounded(ctx context.Context, url string) error {
	for range 5 { // ok: five attempts
		if err := get(ctx, url); err == nil {
			return nil
		}
		pause()
	}
	return errors.New("gave up")
}

func UntilCancelled(ctx context.Context, url string) error {
	for { // ok: it ends with the context
		if err := get(ctx, url); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second + time.Duration(rand.Intn(1000))*time.Millisecond):
		}
	}
}

func Counted(ctx context.Context, url string, most int) error {
	attempt := 0
	for { // ok: it counts
		err := get(ctx, url)
		if err == nil {
			return nil
		}
		if attempt >= most {
			return err
		}
		pause()
		attempt++
	}
}

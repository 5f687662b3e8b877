package cl702

import (
	"context"
	"errors"
	"math/rand"
	"net"
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

func AtOnce(ctx context.Context, url string) error {
	var err error
	for range 5 { // want "CL702:"
		if err = get(ctx, url); err == nil {
			return nil
		}
	}
	return err
}

func Constant(ctx context.Context, url string) error {
	for range 5 {
		if err := get(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Second) // want "CL702 note:"
	}
	return errors.New("gave up")
}

func Growing(ctx context.Context, url string) error {
	for i := range 5 {
		if err := get(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Duration(i)*time.Second + time.Duration(rand.Intn(1000))*time.Millisecond) // ok: it grows, with jitter
	}
	return errors.New("gave up")
}

func Twice(ctx context.Context, url string) error {
	for range 2 { // ok: two attempts
		if err := get(ctx, url); err == nil {
			return nil
		}
	}
	return errors.New("gave up")
}

func each(ctx context.Context, urls []string) error {
	for _, u := range urls { // ok: no retry, one after the other
		if err := get(ctx, u); err != nil {
			return err
		}
	}
	return nil
}

func AnyOf(ctx context.Context, mirrors []string) error {
	var err error
	for _, m := range mirrors { // ok: each attempt asks another one
		if err = get(ctx, m); err == nil {
			return nil
		}
	}
	return err
}

type packets struct{ net.PacketConn }

var errEmpty = errors.New("empty")

func (p *packets) ReadFrom(b []byte) (n int, from net.Addr, err error) {
	for { // ok: it takes the next packet, and tries nothing again
		n, from, err = p.PacketConn.ReadFrom(b)
		if err != nil {
			return n, from, err
		}
		if _, err = parsed(b[:n]); err != nil {
			continue
		}
		return n, from, nil
	}
}

func parsed(b []byte) (int, error) {
	if len(b) == 0 {
		return 0, errEmpty
	}
	return len(b), nil
}

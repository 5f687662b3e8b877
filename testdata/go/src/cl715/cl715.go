package cl715

import (
	"context"
	"errors"
	"net/http"
	"time"

	"golang.org/x/sync/semaphore"
)

var sem = semaphore.NewWeighted(8)

func get(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func Fetch(ctx context.Context, url string) error {
	if err := sem.Acquire(ctx, 1); err != nil {
		return err
	}
	defer sem.Release(1)
	for i := range 5 {
		if err := get(url); err == nil {
			return nil
		}
		time.Sleep(time.Duration(i) * time.Second) // want "CL715:"
	}
	return errors.New("gave up")
}

func FetchOneAtATime(ctx context.Context, url string) error {
	for i := range 5 {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		err := get(url)
		sem.Release(1)
		if err == nil {
			return nil
		}
		time.Sleep(time.Duration(i) * time.Second) // ok: the permit is free meanwhile
	}
	return errors.New("gave up")
}

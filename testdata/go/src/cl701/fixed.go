// Package cl701 tries again after errors.
package cl701

import (
	"context"
	"errors"
	"math"
	"net/http"
	"time"

	"cl701/delay"

	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
	goretry "github.com/sethvargo/go-retry"
)

var errGaveUp = errors.New("gave up")

func call(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Doubled doubles the delay.
func Doubled(ctx context.Context, url string) error {
	delay := 100 * time.Millisecond
	for attempt := 0; attempt < 5; attempt++ {
		if err := call(ctx, url); err == nil {
			return nil
		}
		time.Sleep(delay) // want "CL701: .*time.Sleep"
		delay *= 2
	}
	return errGaveUp
}

// Shifted computes the delay from the attempt.
func Shifted(ctx context.Context, url string) (err error) {
	for attempt := range 5 {
		err = call(ctx, url)
		if err == nil {
			return nil
		}
		time.Sleep(time.Second << attempt) // want "CL701: "
	}
	return err
}

// Power uses math.Pow.
func Power(ctx context.Context, url string) error {
	var err error
	for i := 0; i < 4; i++ {
		if err = call(ctx, url); err != nil {
			time.Sleep(time.Duration(math.Pow(2, float64(i))) * time.Second) // want "CL701: "
			continue
		}
		return nil
	}
	return err
}

// Timed waits in a select.
func Timed(ctx context.Context, url string) error {
	for attempt := 1; ; attempt++ {
		err := call(ctx, url)
		if err == nil || attempt == 5 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(attempt) * time.Second): // want "CL701: "
		}
	}
}

// FromAHelper gets the delay from another package.
func FromAHelper(ctx context.Context, url string) error {
	for attempt := range 5 {
		if err := call(ctx, url); err == nil {
			return nil
		}
		time.Sleep(delay.Exponential(attempt)) // want "CL701: "
	}
	return errGaveUp
}

// InAHelper waits in another package.
func InAHelper(ctx context.Context, url string) error {
	for attempt := range 5 {
		if err := call(ctx, url); err == nil {
			return nil
		}
		delay.Sleep(attempt) // want "CL701: "
	}
	return errGaveUp
}

// Capped never waits longer than a minute, and always as long as everybody else.
func Capped(ctx context.Context, url string) error {
	for attempt := range 10 {
		if err := call(ctx, url); err == nil {
			return nil
		}
		d := min(time.Second<<attempt, time.Minute)
		time.Sleep(d) // want "CL701: "
	}
	return errGaveUp
}

// BackOffDelayAlone switches the library's jitter off.
func BackOffDelayAlone(ctx context.Context, url string) error {
	return retry.Do( // want "CL701: "
		func() error { return call(ctx, url) },
		retry.Attempts(5),
		retry.DelayType(retry.BackOffDelay),
	)
}

// WithoutJitter uses a library that adds none by itself.
func WithoutJitter(ctx context.Context, url string) error {
	b := goretry.WithMaxRetries(5, goretry.NewExponential(time.Second))
	return goretry.Do(ctx, b, func(ctx context.Context) error { // want "CL701: "
		return goretry.RetryableError(call(ctx, url))
	})
}

type growing struct{ next time.Duration }

func (g *growing) NextBackOff() time.Duration { g.next *= 2; return g.next } // want "CL701: "
func (g *growing) Reset()                     {}

// OwnPolicy hands the library a policy of our own.
func OwnPolicy(ctx context.Context, url string) error {
	return backoff.Retry(func() error { return call(ctx, url) }, &growing{next: time.Second}) // ok: reported where it is computed
}

package cl701

import (
	"bufio"
	"context"
	"crypto/rand"
	"log"
	"math/big"
	mathrand "math/rand"
	randv2 "math/rand/v2"
	"time"

	"cl701/delay"

	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
	goretry "github.com/sethvargo/go-retry"
	"golang.org/x/time/rate"
)

// HalfRandom adds up to half of the delay.
func HalfRandom(ctx context.Context, url string) error {
	for attempt := range 5 {
		if err := call(ctx, url); err == nil {
			return nil
		}
		d := time.Second << attempt
		time.Sleep(d/2 + randv2.N(d/2)) // ok: jitter
	}
	return errGaveUp
}

// OldRandom uses math/rand.
func OldRandom(ctx context.Context, url string) error {
	d := time.Second
	for range 5 {
		if err := call(ctx, url); err == nil {
			return nil
		}
		d *= 2
		jitter := time.Duration(mathrand.Int63n(int64(d)))
		time.Sleep(d + jitter) // ok: jitter in a variable
	}
	return errGaveUp
}

// CryptoRandom uses crypto/rand.
func CryptoRandom(ctx context.Context, url string) error {
	for attempt := range 5 {
		if err := call(ctx, url); err == nil {
			return nil
		}
		n, err := rand.Int(rand.Reader, big.NewInt(1000))
		if err != nil {
			return err
		}
		time.Sleep(time.Second<<attempt + time.Duration(n.Int64())*time.Millisecond) // ok: jitter
	}
	return errGaveUp
}

// JitterInHelper gets the delay from another package.
func JitterInHelper(ctx context.Context, url string) error {
	for attempt := range 5 {
		if err := call(ctx, url); err == nil {
			return nil
		}
		time.Sleep(delay.Jittered(attempt)) // ok: the helper adds a random part
	}
	return errGaveUp
}

// JitterInSelect waits for a timer or the context.
func JitterInSelect(ctx context.Context, url string) error {
	for attempt := range 5 {
		if err := call(ctx, url); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(randv2.N(time.Second << attempt)): // ok: jitter
		}
	}
	return errGaveUp
}

// JitterIfAsked has a switch.
func JitterIfAsked(ctx context.Context, url string, jitter bool) error {
	for attempt := range 5 {
		if err := call(ctx, url); err == nil {
			return nil
		}
		d := time.Second << attempt
		if jitter {
			d += randv2.N(d)
		}
		time.Sleep(d) // ok: jitter under a condition counts
	}
	return errGaveUp
}

// Poll waits for a state, not after an error.
func Poll(ctx context.Context, state func() string) {
	for d := time.Second; state() != "done"; d *= 2 {
		time.Sleep(d) // ok: polling
	}
}

// Worker goes on after success and after failure.
func Worker(ctx context.Context, urls <-chan string, pause time.Duration) {
	for u := range urls {
		if err := call(ctx, u); err != nil {
			log.Print(err)
			time.Sleep(pause) // ok: the next item, not the same again
		}
	}
}

// Paced waits between items.
func Paced(ctx context.Context, urls []string, pause time.Duration) error {
	for _, u := range urls {
		if err := call(ctx, u); err != nil {
			return err
		}
		time.Sleep(pause) // ok: no error path leads here
	}
	return nil
}

// RateLimited waits for a limiter.
func RateLimited(ctx context.Context, url string, lim *rate.Limiter) error {
	for range 5 {
		if err := lim.Wait(ctx); err != nil {
			return err
		}
		if err := call(ctx, url); err == nil {
			return nil
		}
	}
	return errGaveUp
}

// Lines reads until an error ends it.
func Lines(r *bufio.Reader, pause time.Duration) {
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		log.Print(line)
		time.Sleep(pause) // ok: the error leaves
	}
}

func pauseFor(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d): // ok: the caller knows whether d is random
		return nil
	}
}

// JitterThroughAHelper hands a random delay to a helper that waits.
func JitterThroughAHelper(ctx context.Context, url string) error {
	for attempt := range 5 {
		if err := call(ctx, url); err == nil {
			return nil
		}
		if err := pauseFor(ctx, delay.Jittered(attempt)); err != nil { // ok: jitter
			return err
		}
	}
	return errGaveUp
}

// Exponential has a random part by default.
func Exponential(ctx context.Context, url string) error {
	return backoff.Retry(func() error { return call(ctx, url) }, backoff.NewExponentialBackOff()) // ok: RandomizationFactor is 0.5
}

// Limited wraps it.
func Limited(ctx context.Context, url string) error {
	b := backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 5)
	return backoff.Retry(func() error { return call(ctx, url) }, b) // ok: the same inside
}

// Defaults of retry-go combine backoff and a random delay.
func Defaults(ctx context.Context, url string) error {
	return retry.Do(func() error { return call(ctx, url) }, retry.Attempts(5)) // ok: random by default
}

// Combined says so by hand.
func Combined(ctx context.Context, url string) error {
	return retry.Do(func() error { return call(ctx, url) }, // ok: a random part
		retry.DelayType(retry.CombineDelay(retry.BackOffDelay, retry.RandomDelay)))
}

// WithJitter is asked for.
func WithJitter(ctx context.Context, url string) error {
	b := goretry.WithJitter(500*time.Millisecond, goretry.NewExponential(time.Second))
	return goretry.Do(ctx, b, func(ctx context.Context) error { // ok: jitter
		return goretry.RetryableError(call(ctx, url))
	})
}

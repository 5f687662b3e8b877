package cl209

import (
	"context"

	"cl209/safe"
)

func byHelper(ctx context.Context) error {
	done := make(chan error) // want "CL209:"
	safe.Go(func() { done <- work() })
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func byHelperWithRoom(ctx context.Context) error {
	done := make(chan error, 1) // ok: room for one
	safe.Go(func() { done <- work() })
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

type limited struct{ sem chan struct{} }

func (l *limited) Go(f func()) {
	l.sem <- struct{}{}
	go func() {
		defer func() { <-l.sem }()
		f()
	}()
}

func limitedHelper(l *limited, items []string) {
	for range items {
		l.Go(func() { work() }) // ok: the helper limits it
	}
}

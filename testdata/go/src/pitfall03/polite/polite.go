// Package polite calls under a limit of its own.
package polite

import (
	"context"

	"golang.org/x/sync/semaphore"
)

var sem = semaphore.NewWeighted(8)

// Get takes the package's limiter first.
func Get(ctx context.Context, url string) error {
	if err := sem.Acquire(ctx, 1); err != nil {
		return err
	}
	defer sem.Release(1)
	return get(ctx, url)
}

func get(ctx context.Context, url string) error { return ctx.Err() }

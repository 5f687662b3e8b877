//go:build go1.23

package cl408

import (
	"context"
	"time"
)

func collected(ctx context.Context, events <-chan string) {
	for {
		select {
		case <-events:
		case <-time.After(time.Minute): // ok: from Go 1.23 on it is collected
			return
		case <-ctx.Done():
			return
		}
	}
}

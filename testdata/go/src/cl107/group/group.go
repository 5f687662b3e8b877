// Package group makes errgroups for other packages.
package group

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// New returns a group that runs eight at once.
func New(ctx context.Context) (*errgroup.Group, context.Context) {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8)
	return g, ctx
}

// Plain returns a group without a limit.
func Plain(ctx context.Context) *errgroup.Group {
	g, _ := errgroup.WithContext(ctx)
	return g
}

// Configure limits the group that it is given.
func Configure(g *errgroup.Group, n int) { g.SetLimit(n) }

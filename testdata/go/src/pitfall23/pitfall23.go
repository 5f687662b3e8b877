// Package pitfall23 uses one connection from two goroutines.
package pitfall23

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"
)

func oneConnection(ctx context.Context, conn *pgx.Conn) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { _, err := conn.Exec(ctx, "select 1"); return err })
	g.Go(func() error { _, err := conn.Exec(ctx, "select 2"); return err }) // want "CL306: "
	return g.Wait()
}

func pool(ctx context.Context, p *pgxpool.Pool) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { _, err := p.Exec(ctx, "select 1"); return err }) // ok: a pool
	g.Go(func() error { _, err := p.Exec(ctx, "select 2"); return err })
	return g.Wait()
}

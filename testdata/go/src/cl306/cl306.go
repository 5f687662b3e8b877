package cl306

import (
	"context"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"
)

func several(ctx context.Context, conn *pgx.Conn, ids [3]int) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, id := range ids {
		g.Go(func() error { // want "CL306:"
			_, err := conn.Exec(ctx, "delete from t where id = $1", id)
			return err
		})
	}
	return g.Wait()
}

func two(ctx context.Context, conn *pgx.Conn) error {
	var g errgroup.Group
	g.Go(func() error {
		_, err := conn.Exec(ctx, "delete from a")
		return err
	})
	g.Go(func() error { // want "CL306:"
		_, err := conn.Exec(ctx, "delete from b")
		return err
	})
	return g.Wait()
}

func ofAPool(ctx context.Context, pool *pgxpool.Pool, ids [3]int) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, id := range ids {
		g.Go(func() error { // ok: each takes one of the pool's
			_, err := pool.Exec(ctx, "delete from t where id = $1", id)
			return err
		})
	}
	return g.Wait()
}

func locked(ctx context.Context, conn *pgx.Conn, ids [3]int) error {
	var mu sync.Mutex
	g, ctx := errgroup.WithContext(ctx)
	for _, id := range ids {
		g.Go(func() error { // ok: one at a time
			mu.Lock()
			defer mu.Unlock()
			_, err := conn.Exec(ctx, "delete from t where id = $1", id)
			return err
		})
	}
	return g.Wait()
}

func oneAfterTheOther(ctx context.Context, conn *pgx.Conn, ids [3]int) error {
	for _, id := range ids {
		if _, err := conn.Exec(ctx, "delete from t where id = $1", id); err != nil { // ok: no goroutine
			return err
		}
	}
	return nil
}

func one(ctx context.Context, conn *pgx.Conn) error {
	var g errgroup.Group
	g.Go(func() error { // ok: only this one uses it
		_, err := conn.Exec(ctx, "delete from a")
		return err
	})
	return g.Wait()
}

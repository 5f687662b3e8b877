// Package cl602 takes connections out of pools.
package cl602

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5/pgxpool"
)

func neverReleased(ctx context.Context, pool *pgxpool.Pool) error {
	conn, err := pool.Acquire(ctx) // want "CL602: .*Pool.Acquire opens 'conn', which is not given back on every return"
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, "select 1")
	return err
}

func notOnAnError(ctx context.Context, pool *pgxpool.Pool) error {
	conn, err := pool.Acquire(ctx) // want "CL602"
	if err != nil {
		return err
	}
	if _, err := conn.Exec(ctx, "select 1"); err != nil {
		return err
	}
	conn.Release()
	return nil
}

func sqlConn(ctx context.Context, db *sql.DB) error {
	conn, err := db.Conn(ctx) // want "CL602"
	if err != nil {
		return err
	}
	if conn.PingContext(ctx) != nil {
		return errors.New("gone")
	}
	return conn.Close()
}

func deferred(ctx context.Context, pool *pgxpool.Pool) error {
	conn, err := pool.Acquire(ctx) // ok: deferred
	if err != nil {
		return err
	}
	defer conn.Release()
	_, err = conn.Exec(ctx, "select 1")
	return err
}

func sqlDeferred(ctx context.Context, db *sql.DB) error {
	conn, err := db.Conn(ctx) // ok: deferred
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.PingContext(ctx)
}

func get(ctx context.Context, pool *pgxpool.Pool) (*pgxpool.Conn, error) {
	return pool.Acquire(ctx) // ok: the caller gives it back
}

func put(conn *pgxpool.Conn) { conn.Release() }

func through(ctx context.Context, pool *pgxpool.Pool) error {
	conn, err := get(ctx, pool) // ok: put gives it back
	if err != nil {
		return err
	}
	defer put(conn)
	_, err = conn.Exec(ctx, "select 1")
	return err
}

package cl713

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
	"time"
)

var errTimeout = errors.New("timeout")

func fetch(url string) error {
	done := make(chan error, 1)
	go func() { // want "CL713:"
		_, err := http.Get(url)
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(5 * time.Second):
		return errTimeout
	}
}

func ping(ctx context.Context, db *sql.DB) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	done := make(chan error, 1)
	go func() { // want "CL713:"
		done <- db.Ping()
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func pingWithContext(ctx context.Context, db *sql.DB) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	done := make(chan error, 1)
	go func() { // ok: the context ends the work too
		done <- db.PingContext(ctx)
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func fetchWithTimeout(url string) error {
	client := &http.Client{Timeout: 4 * time.Second}
	done := make(chan error, 1)
	go func() { // ok: the client has a timeout of its own
		_, err := client.Get(url)
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(5 * time.Second):
		return errTimeout
	}
}

func closedAtTheDeadline(db *sql.DB) error {
	done := make(chan error, 1)
	go func() { // ok: closed when the time is up
		done <- db.Ping()
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(5 * time.Second):
		db.Close()
		return errTimeout
	}
}

func waits(db *sql.DB) error {
	done := make(chan error, 1)
	go func() { // ok: waited for
		done <- db.Ping()
	}()
	return <-done
}

func hurry(db *sql.DB, report func()) error {
	done := make(chan error, 1)
	go func() { // ok: told after a second, and waited for
		done <- db.Ping()
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(time.Second):
		report()
	}
	return <-done
}

// Package cl607 closes in loops, with a defer and without.
package cl607

import (
	"context"
	"io"
	"net"
	"net/http"

	"github.com/jackc/pgx/v5"
)

func pages(client *http.Client, urls []string) error {
	for _, u := range urls {
		resp, err := client.Get(u) // want "CL607: http.Client.Get opens 'resp', which is closed by a defer in the loop"
		if err != nil {
			return err
		}
		defer resp.Body.Close()
	}
	return nil
}

func untilNone(client *http.Client, url string) error {
	for url != "" {
		resp, err := client.Get(url) // want "CL607"
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		url = resp.Header.Get("Link")
	}
	return nil
}

func dials(addrs []string) error {
	for _, a := range addrs {
		conn, err := net.Dial("tcp", a) // want "CL607"
		if err != nil {
			continue
		}
		defer func() { _ = conn.Close() }()
	}
	return nil
}

func eachInALiteral(ctx context.Context, dsns []string) error {
	for _, dsn := range dsns {
		err := func() error {
			conn, err := pgx.Connect(ctx, dsn) // ok: the literal returns in each run
			if err != nil {
				return err
			}
			defer conn.Close(ctx)
			return conn.Ping(ctx)
		}()
		if err != nil {
			return err
		}
	}
	return nil
}

func closedInTheLoop(client *http.Client, urls []string) error {
	for _, u := range urls {
		resp, err := client.Get(u) // ok: closed in each run
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

func firstThatAnswers(addrs []string) error {
	for _, a := range addrs {
		conn, err := net.Dial("tcp", a) // ok: the loop ends with it
		if err != nil {
			continue
		}
		defer conn.Close()
		return talk(conn)
	}
	return io.EOF
}

func talk(conn net.Conn) error {
	_, err := conn.Write([]byte("x"))
	return err
}

func behindTheLoop(client *http.Client, urls []string) error {
	var last string
	for _, u := range urls {
		last = u
	}
	resp, err := client.Get(last) // ok: once
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

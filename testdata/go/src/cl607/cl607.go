// Package cl607 closes in loops, with a defer and without.
package cl607

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"

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

// atMostOne opens only while none is open, and one defer closes it: there is never a second.
func atMostOne(lines <-chan string) {
	var f *os.File
	defer func() {
		if f != nil {
			_ = f.Close()
		}
	}()
	for {
		line, more := <-lines
		if !more {
			return
		}
		if f == nil && line == "panic" {
			var err error
			f, err = os.Create(line) // ok: only while none is open
			if err != nil {
				continue
			}
		}
		if f != nil {
			_, _ = f.WriteString(line)
		}
	}
}

// oneMoreEachTime asks something else, and forgets the one before.
func oneMoreEachTime(lines <-chan string) {
	var f *os.File
	defer func() {
		if f != nil {
			_ = f.Close()
		}
	}()
	for {
		line, more := <-lines
		if !more {
			return
		}
		if line == "panic" {
			var err error
			f, err = os.Create(line) // want "CL607"
			if err != nil {
				continue
			}
		}
		if f != nil {
			_, _ = f.WriteString(line)
		}
	}
}

// newInEachRun asks a variable that each run begins with.
func newInEachRun(paths []string) error {
	for _, path := range paths {
		var f *os.File
		defer func() {
			if f != nil {
				_ = f.Close()
			}
		}()
		if f == nil {
			var err error
			f, err = os.Create(path) // want "CL607"
			if err != nil {
				return err
			}
		}
		if _, err := f.WriteString(path); err != nil {
			return err
		}
	}
	return nil
}

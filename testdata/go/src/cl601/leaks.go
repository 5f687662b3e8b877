// Package cl601 opens what has to be closed.
package cl601

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"

	"cl601/closer"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const dsn = "postgres://localhost/app"

func neverClosed(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, dsn) // want "CL601: .*conn"
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, "select 1")
	return err
}

func earlyReturn(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, dsn) // want "CL601: .*conn"
	if err != nil {
		return err
	}
	if _, err := conn.Exec(ctx, "select 1"); err != nil {
		return err
	}
	return conn.Close(ctx)
}

func closedInOneCaseOnly(path string) (int, error) {
	f, err := os.Open(path) // want "CL601: .*'f'"
	if err != nil {
		return 0, err
	}
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	if info.IsDir() {
		f.Close()
		return 0, errors.New("a folder")
	}
	data, err := io.ReadAll(f)
	return len(data), err
}

func deferTooLate(path string) error {
	f, err := os.Open(path) // want "CL601: .*'f'"
	if err != nil {
		return err
	}
	var header [4]byte
	if _, err := io.ReadFull(f, header[:]); err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(io.Discard, f)
	return err
}

func leftWhenTheSecondFails(from, to string) error {
	src, err := os.Open(from) // want "CL601: .*src"
	if err != nil {
		return err
	}
	dst, err := os.Create(to) // ok: closed below on every way
	if err != nil {
		return err
	}
	defer src.Close()
	defer dst.Close()
	_, err = io.Copy(dst, src)
	return err
}

func readerAroundAFile(path string) (string, error) {
	f, err := os.Open(path) // want "CL601: .*'f'"
	if err != nil {
		return "", err
	}
	return bufio.NewReader(f).ReadString('\n')
}

func decoderAroundAFile(path string, v any) error {
	f, err := os.Open(path) // want "CL601: .*'f'"
	if err != nil {
		return err
	}
	return json.NewDecoder(f).Decode(v)
}

func leftBeforeTheNextRun(addrs []string) error {
	for _, addr := range addrs {
		conn, err := net.Dial("tcp", addr) // want "CL601: .*conn"
		if err != nil {
			continue
		}
		if err := closer.Hello(conn); err != nil {
			return err
		}
	}
	return nil
}

func helperLeavesItOpen(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, dsn) // want "CL601: .*conn"
	if err != nil {
		return err
	}
	return closer.Ping(ctx, conn)
}

func open(ctx context.Context) (*pgx.Conn, error) {
	return pgx.Connect(ctx, dsn) // ok: the caller's
}

func openedByAHelper(ctx context.Context) error {
	conn, err := open(ctx) // want "CL601: .*conn"
	if err != nil {
		return err
	}
	return conn.Ping(ctx)
}

func notGivenBack(ctx context.Context, pool *pgxpool.Pool) error {
	conn, err := pool.Acquire(ctx) // ok: that is CL602
	if err != nil {
		return err
	}
	if _, err := conn.Exec(ctx, "select 1"); err != nil {
		return err
	}
	conn.Release()
	return nil
}

func poolNeverClosed(ctx context.Context, query string) error {
	db, err := sql.Open("postgres", dsn) // want "CL601: .*db"
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, query)
	return err
}

func listenerLeftOnError(addr string) error {
	l, err := net.Listen("tcp", addr) // want "CL601: .*'l'"
	if err != nil {
		return err
	}
	conn, err := l.Accept() // ok: closed on the only way that has it
	if err != nil {
		return err
	}
	conn.Close()
	return l.Close()
}

// The element of a local slice is closed by nobody, but who reads the slice is not known.
func keptInASlice(addrs []string) error {
	conns := make([]net.Conn, len(addrs))
	for i, addr := range addrs {
		var err error
		conns[i], err = net.Dial("tcp", addr) // ok: kept in the slice
		if err != nil {
			return err
		}
	}
	return nil
}

func returnedOnOneWayOnly(ctx context.Context) (*pgx.Conn, error) {
	conn, err := pgx.Connect(ctx, dsn) // want "CL601: .*conn"
	if err != nil {
		return nil, err
	}
	if err := conn.Ping(ctx); err != nil {
		return nil, err
	}
	return conn, nil
}

func oneOfTwo(remote bool, src io.Reader) error {
	var dst io.WriteCloser
	if remote {
		dst = elsewhere()
	} else {
		var err error
		dst, err = os.Create("x") // ok: whichever it is, it is closed
		if err != nil {
			return err
		}
	}
	defer dst.Close()
	if src == nil {
		return errors.New("nothing")
	}
	_, err := io.Copy(dst, src)
	return err
}

func elsewhere() io.WriteCloser { return nil }

// openedOnceNeverClosed opens only while none is open, and leaves it open when it returns.
func openedOnceNeverClosed(lines <-chan string) {
	var f *os.File
	for {
		line, more := <-lines
		if !more {
			return
		}
		if f == nil {
			var err error
			f, err = os.Create(line) // want "CL601: .*'f'"
			if err != nil {
				continue
			}
		}
		_, _ = f.WriteString(line)
	}
}

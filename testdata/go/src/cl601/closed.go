package cl601

import (
	"bufio"
	"context"
	"database/sql"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"testing"

	"cl601/closer"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

func deferred(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, dsn) // ok: deferred
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	if err := conn.Ping(ctx); err != nil {
		return err
	}
	_, err = conn.Exec(ctx, "select 1")
	return err
}

func deferredInAClosure(path string) (err error) {
	f, err := os.Create(path) // ok: deferred
	if err != nil {
		return err
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	_, err = f.WriteString("x")
	return err
}

func closedOnEachWay(path string) error {
	f, err := os.Open(path) // ok: closed on both
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

func closedByAHelper(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, dsn) // ok: the helper closes
	if err != nil {
		return err
	}
	defer closer.Connection(ctx, conn)
	return conn.Ping(ctx)
}

func closedByAHelperOfAHelper(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, dsn) // ok: two calls down
	if err != nil {
		return err
	}
	err = conn.Ping(ctx)
	closer.Twice(ctx, conn)
	return err
}

func closedThroughAnInterface(path string) error {
	f, err := os.Open(path) // ok: Quietly closes
	if err != nil {
		return err
	}
	defer closer.Quietly(f)
	_, err = io.Copy(io.Discard, f)
	return err
}

func returned(ctx context.Context) (*pgx.Conn, error) {
	conn, err := pgx.Connect(ctx, dsn) // ok: the caller's
	if err != nil {
		return nil, err
	}
	return conn, nil
}

func returnedOrClosed(ctx context.Context) (*pgx.Conn, error) {
	conn, err := pgx.Connect(ctx, dsn) // ok: closed where it is not returned
	if err != nil {
		return nil, err
	}
	if err := conn.Ping(ctx); err != nil {
		conn.Close(ctx)
		return nil, err
	}
	return conn, nil
}

func returnedInAReader(path string) (*bufio.Reader, error) {
	f, err := os.Open(path) // ok: lives in what is returned
	if err != nil {
		return nil, err
	}
	return bufio.NewReader(f), nil
}

type session struct{ conn *pgx.Conn }

func stored(ctx context.Context) (*session, error) {
	conn, err := pgx.Connect(ctx, dsn) // ok: lives in the session
	if err != nil {
		return nil, err
	}
	return &session{conn: conn}, nil
}

func (s *session) reopen(ctx context.Context) (err error) {
	s.conn, err = pgx.Connect(ctx, dsn) // ok: lives in the session
	return err
}

var open1 = map[string]net.Conn{}

func kept(addr string) error {
	conn, err := net.Dial("tcp", addr) // ok: kept in the package
	if err != nil {
		return err
	}
	open1[addr] = conn
	return nil
}

func sent(addr string, to chan<- net.Conn) error {
	conn, err := net.Dial("tcp", addr) // ok: whoever receives it
	if err != nil {
		return err
	}
	to <- conn
	return nil
}

func handedToAGoroutine(l net.Listener) error {
	for {
		conn, err := l.Accept() // ok: serve closes it
		if err != nil {
			return err
		}
		go serve(conn)
	}
}

func serve(conn net.Conn) {
	defer conn.Close()
	_, _ = io.Copy(io.Discard, conn)
}

func closedInAGoroutine(addr string) error {
	conn, err := net.Dial("tcp", addr) // ok: the goroutine closes it
	if err != nil {
		return err
	}
	go func() {
		defer conn.Close()
		_, _ = io.Copy(io.Discard, conn)
	}()
	return nil
}

func handedToUnknownCode(addr string, h http.Handler) error {
	l, err := net.Listen("tcp", addr) // ok: http.Serve closes it
	if err != nil {
		return err
	}
	return http.Serve(l, h)
}

func handedToAParameter(path string, use func(*os.File) error) error {
	f, err := os.Open(path) // ok: what use does with it is not known
	if err != nil {
		return err
	}
	return use(f)
}

func bodyOfARequest(path, url string) error {
	f, err := os.Open(path) // ok: the transport closes the body
	if err != nil {
		return err
	}
	req, err := http.NewRequest(http.MethodPut, url, f)
	if err != nil {
		f.Close()
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func givenBack(ctx context.Context, pool *pgxpool.Pool, db *sql.DB) error {
	conn, err := pool.Acquire(ctx) // ok: released
	if err != nil {
		return err
	}
	defer conn.Release()
	c, err := db.Conn(ctx) // ok: closed
	if err != nil {
		return err
	}
	defer c.Close()
	_, err = conn.Exec(ctx, "select 1")
	return err
}

func endsTheProcess(path string) {
	f, err := os.Open(path) // ok: the process ends with it
	if err != nil {
		log.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, f); err != nil {
		log.Fatal(err)
	}
	f.Close()
}

func TestConnect(t *testing.T) {
	conn, err := pgx.Connect(context.Background(), dsn) // ok: closed when the test ends
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	if err := conn.Ping(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func eachRunCloses(addrs []string) error {
	for _, addr := range addrs {
		conn, err := net.Dial("tcp", addr) // ok: closed before the next
		if err != nil {
			continue
		}
		err = closer.Hello(conn)
		conn.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

func mayBeOff(ctx context.Context, on bool) error {
	var conn *pgx.Conn
	if on {
		var err error
		conn, err = pgx.Connect(ctx, dsn) // ok: closed where it was opened at all
		if err != nil {
			return err
		}
	}
	if conn != nil {
		defer conn.Close(ctx)
	}
	return nil
}

type wrapped struct{ dial net.Conn }

type owner struct{ inner *wrapped }

func newOwner(w *wrapped) *owner { return &owner{inner: w} }

func dialWrapped(addr string) (*wrapped, error) {
	conn, err := net.Dial("tcp", addr) // ok: lives in what is returned
	if err != nil {
		return nil, err
	}
	return &wrapped{dial: conn}, nil
}

func wrappedTwice(addr string) (*owner, error) {
	w, err := dialWrapped(addr) // ok: lives in the owner
	if err != nil {
		return nil, err
	}
	return newOwner(w), nil
}

var cachedConns = map[string]net.Conn{}

func cachedDial(addr string) (net.Conn, error) {
	conn, ok := cachedConns[addr]
	if !ok {
		var err error
		conn, err = net.Dial("tcp", addr) // ok: kept in the package
		if err != nil {
			return nil, err
		}
		cachedConns[addr] = conn
	}
	return conn, nil
}

func usesACachedConnection(addr string) error {
	conn, err := cachedDial(addr) // ok: shared with all who ask for it
	if err != nil {
		return err
	}
	return closer.Hello(conn)
}

func servedInAGoroutine(addr string, h http.Handler) error {
	l, err := net.Listen("tcp", addr) // ok: http.Serve closes it
	if err != nil {
		return err
	}
	go func() { _ = http.Serve(l, h) }()
	return nil
}

func standardStreams() *os.File {
	return os.Stdout // ok: nothing is opened
}

func replacedFromALiteral(addr string, faults chan<- func()) error {
	l, err := net.Listen("tcp", addr) // ok: closed below, or by the literal
	if err != nil {
		return err
	}
	defer func() { l.Close() }()
	faults <- func() {
		l.Close()
		next, err := net.Listen("tcp", addr) // ok: the variable around the literal keeps it
		if err != nil {
			log.Fatal(err)
		}
		l = next
	}
	return nil
}

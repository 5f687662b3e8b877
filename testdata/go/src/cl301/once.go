package cl301

import (
	"context"
	"database/sql"
	"net/http"
	"os"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/spf13/cobra"
)

// Listener keeps one connection for as long as it lives.
type Listener struct{ conn *pgx.Conn }

// NewListener hands the connection on in the value that it returns.
func NewListener(ctx context.Context, dsn string) (*Listener, error) {
	conn, err := pgx.Connect(ctx, dsn) // ok: lives in the Listener
	if err != nil {
		return nil, err
	}
	return &Listener{conn: conn}, nil
}

// Reconnect stores it in a field.
func (l *Listener) Reconnect(ctx context.Context, dsn string) (err error) {
	l.conn, err = pgx.Connect(ctx, dsn) // ok: lives in the Listener
	return err
}

// Close ends it.
func (l *Listener) Close(ctx context.Context) error { return l.conn.Close(ctx) }

var (
	once   sync.Once
	shared *pgx.Conn
)

func cached(ctx context.Context) *pgx.Conn {
	once.Do(func() {
		shared, _ = pgx.Connect(ctx, os.Getenv("DATABASE_URL")) // ok: once in the process
	})
	return shared
}

var lazy = sync.OnceValue(func() *pgx.Conn {
	conn, err := pgx.Connect(context.Background(), os.Getenv("DATABASE_URL")) // ok: once in the process
	if err != nil {
		panic(err)
	}
	return conn
})

func usesTheCachedOne(w http.ResponseWriter, r *http.Request) {
	_ = cached(r.Context()).Ping(r.Context()) // ok: no connection is opened here
	_ = lazy().Ping(r.Context())
}

func checkedOutOfAPool(pool *pgxpool.Pool, db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		conn, err := pool.Acquire(r.Context()) // ok: the pool's
		if err != nil {
			return
		}
		defer conn.Release()
		c, err := db.Conn(r.Context()) // ok: the pool's
		if err != nil {
			return
		}
		defer c.Close()
		_, _ = conn.Exec(r.Context(), "select 1")
	}
}

func migrate(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, os.Getenv("DATABASE_URL")) // ok: nobody says how often it runs
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, "create table users (name text)")
	return err
}

// Migrate takes where to connect to, which is no data.
func Migrate(ctx context.Context, dsn string) error {
	conn, err := pgx.Connect(ctx, dsn) // ok: its parameters are configuration
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, "create table users (name text)")
	return err
}

var command = &cobra.Command{
	Use: "import",
	RunE: func(cmd *cobra.Command, args []string) error {
		conn, err := pgx.Connect(cmd.Context(), os.Getenv("DATABASE_URL")) // ok: a command runs once
		if err != nil {
			return err
		}
		defer conn.Close(cmd.Context())
		return importAll(cmd.Context(), conn, args)
	},
}

func importAll(ctx context.Context, conn *pgx.Conn, names []string) error {
	for _, name := range names {
		if _, err := conn.Exec(ctx, "insert into users values ($1)", name); err != nil {
			return err
		}
	}
	return nil
}

func init() {
	conn, err := connect(context.Background()) // ok: once, when the process starts
	if err != nil {
		return
	}
	defer conn.Close(context.Background())
	_ = conn.Ping(context.Background())
}

func TestSomething(t *testing.T) {
	conn, err := connect(context.Background()) // ok: a test runs once
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	_ = conn.Ping(context.Background())
}

func handedOn(ctx context.Context, name string, use func(*pgx.Conn) error) error {
	conn, err := connect(ctx) // ok: unexported, and nobody says how often it runs
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	return use(conn)
}

package cl302

import (
	"context"
	"database/sql"
	"net/http"
	"os"
	"sync"
	"testing"

	"cl302/dbutil"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/redis/go-redis/v9"
)

// Store keeps its pool.
type Store struct {
	db    *sql.DB
	cache *redis.Client
}

// NewStore is a constructor: the question moves to Store.
func NewStore(dsn string) (*Store, error) {
	db, err := sql.Open("postgres", dsn) // ok: lives in the Store
	if err != nil {
		return nil, err
	}
	return &Store{db: db, cache: redis.NewClient(&redis.Options{PoolSize: 10})}, nil // ok: lives in the Store
}

// Open fills a field.
func (s *Store) Open(dsn string) (err error) {
	s.db, err = sql.Open("postgres", dsn) // ok: lives in the Store
	return err
}

// Lookup uses the pool.
func (s *Store) Lookup(ctx context.Context, id int) error {
	_, err := s.db.ExecContext(ctx, "select $1", id) // ok: nothing is opened
	return err
}

func usesTheSharedPool(w http.ResponseWriter, r *http.Request) {
	db, err := dbutil.Shared() // ok: one for the process
	if err != nil {
		return
	}
	_, _ = db.ExecContext(r.Context(), "select 1")
}

var (
	once sync.Once
	pool *pgxpool.Pool
)

func cached(ctx context.Context, dsn string) *pgxpool.Pool {
	once.Do(func() {
		pool, _ = pgxpool.New(ctx, dsn) // ok: once in the process
	})
	return pool
}

var lazy = sync.OnceValues(func() (*sql.DB, error) {
	return sql.Open("postgres", os.Getenv("DATABASE_URL")) // ok: once in the process
})

// Tenants keeps a pool for each tenant.
type Tenants struct {
	mu    sync.Mutex
	pools map[string]*sql.DB
}

// For makes a tenant's pool when it is first asked for.
func (t *Tenants) For(name string) (*sql.DB, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if db, ok := t.pools[name]; ok {
		return db, nil
	}
	db, err := sql.Open("postgres", "dbname="+name) // ok: kept in the map
	if err != nil {
		return nil, err
	}
	t.pools[name] = db
	return db, nil
}

var global *sql.DB

// Setup is told where the database is.
func Setup(dsn string) (err error) {
	global, err = sql.Open("postgres", dsn) // ok: lives in the package
	return err
}

func init() {
	db, err := dbutil.Open() // ok: once, when the process starts
	if err != nil {
		return
	}
	defer db.Close()
	_ = db.Ping()
}

func TestStore(t *testing.T) {
	db, err := sql.Open("sqlite", ":memory:") // ok: a test runs once
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	_ = db.Ping()
}

func check(ctx context.Context) error {
	db, err := dbutil.Open() // ok: nobody says how often it runs
	if err != nil {
		return err
	}
	defer db.Close()
	return db.PingContext(ctx)
}

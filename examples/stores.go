package main

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"os"
)

// history makes a pool of connections for one query. sql.Open looks like opening a connection; it makes a pool, and the
// database sees a new connection for each request.
func history(w http.ResponseWriter, r *http.Request) {
	db, err := openHistory() // CL302: a pool for one call, through a helper
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer db.Close()
	writeHistory(r.Context(), w, db)
}

func openHistory() (*sql.DB, error) { return sql.Open("postgres", os.Getenv("HISTORY_DB")) }

// historyShared uses the pool that main made.
func (s *shop) historyShared(w http.ResponseWriter, r *http.Request) {
	writeHistory(r.Context(), w, s.db) // silent: nothing is opened
}

func writeHistory(ctx context.Context, w http.ResponseWriter, db *sql.DB) {
	var n int
	if err := db.QueryRowContext(ctx, "select count(*) from prices").Scan(&n); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, n)
}

// vacuum gives its connection back only when all goes well.
func (s *shop) vacuum(ctx context.Context) error {
	conn, err := s.db.Conn(ctx) // CL602: kept when Exec fails
	if err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, "vacuum prices"); err != nil {
		return err
	}
	return conn.Close()
}

// analyze gives it back on every way out.
func (s *shop) analyze(ctx context.Context) error {
	conn, err := s.db.Conn(ctx) // silent: deferred
	if err != nil {
		return err
	}
	defer conn.Close()
	_, err = conn.ExecContext(ctx, "analyze prices")
	return err
}

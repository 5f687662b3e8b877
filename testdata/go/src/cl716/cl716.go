package cl716

import (
	"context"
	"database/sql"
	"net/http"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

type server struct {
	db   *sql.DB
	pool *pgxpool.Pool
}

func (s *server) conn(w http.ResponseWriter, r *http.Request) {
	c, err := s.db.Conn(context.Background()) // want "CL716 note:"
	if err != nil {
		return
	}
	defer c.Close()
}

func (s *server) acquire(w http.ResponseWriter, r *http.Request) {
	ctx := context.TODO()
	c, err := s.pool.Acquire(ctx) // want "CL716 note:"
	if err != nil {
		return
	}
	defer c.Release()
}

func (s *server) ofTheRequest(w http.ResponseWriter, r *http.Request) {
	c, err := s.pool.Acquire(r.Context()) // ok: ends with the request
	if err != nil {
		return
	}
	defer c.Release()
}

func (s *server) withDeadline(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	c, err := s.db.Conn(ctx) // ok: a second
	if err != nil {
		return
	}
	defer c.Close()
}

func (s *server) withCancel(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithCancel(context.Background())
	defer context.AfterFunc(r.Context(), cancel)()
	c, err := s.db.Conn(ctx) // ok: somebody may end it
	if err != nil {
		return
	}
	defer c.Close()
}

func atStart(pool *pgxpool.Pool) error {
	c, err := pool.Acquire(context.Background()) // ok: no handler
	if err != nil {
		return err
	}
	defer c.Release()
	return nil
}

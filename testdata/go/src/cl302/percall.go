// Package cl302 makes pools of connections.
package cl302

import (
	"context"
	"database/sql"
	"net/http"
	"os"

	"cl302/dbutil"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/redis/go-redis/v9"
	"gorm.io/gorm"
)

func handler(w http.ResponseWriter, r *http.Request) {
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL")) // want "CL302: .*sql.Open"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer db.Close()
	_, _ = db.ExecContext(r.Context(), "select 1")
}

func helperOpens(w http.ResponseWriter, r *http.Request) {
	db, err := dbutil.Open() // want "CL302: .*Open"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer db.Close()
	_, _ = db.ExecContext(r.Context(), "select 1")
}

// Orders is a store that makes a pool for each call.
type Orders struct{ dsn string }

// Total is exported and takes data.
func (o *Orders) Total(ctx context.Context, customer int) (sum int, err error) {
	pool, err := pgxpool.New(ctx, o.dsn) // want "CL302: .*pgxpool.New"
	if err != nil {
		return 0, err
	}
	defer pool.Close()
	return sum, pool.QueryRow(ctx, "select sum(total) from orders where customer = $1", customer).Scan(&sum)
}

// Cached looks a key up in a pool of its own.
func Cached(ctx context.Context, key string) (string, error) {
	rdb := redis.NewClient(&redis.Options{Addr: "localhost:6379"}) // want "CL302: .*NewClient"
	defer rdb.Close()
	return rdb.Get(ctx, key).Result()
}

// Names never even closes it.
func Names(ids []int) (names []string, err error) {
	db, err := sqlx.Connect("postgres", os.Getenv("DATABASE_URL")) // want "CL302: .*sqlx.Connect"
	if err != nil {
		return nil, err
	}
	return names, db.Select(&names, "select name from users where id = any($1)", ids)
}

type model struct{ ID int }

func gormForEachRequest(dialector gorm.Dialector) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		gdb, err := gorm.Open(dialector, &gorm.Config{}) // want "CL302: .*gorm.Open"
		if err != nil {
			return
		}
		var m model
		gdb.WithContext(r.Context()).First(&m, r.FormValue("id"))
	}
}

func oneForEachItem(ctx context.Context, dsns []string) error {
	for _, dsn := range dsns {
		db, err := sql.Open("postgres", dsn) // want "CL302: "
		if err != nil {
			return err
		}
		_, err = db.ExecContext(ctx, "vacuum")
		db.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

type repository struct{ db *sql.DB }

func (r *repository) touch(ctx context.Context) error {
	_, err := r.db.ExecContext(ctx, "update t set seen = now()")
	return err
}

func wrappedForTheCall(w http.ResponseWriter, r *http.Request) {
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL")) // todo want "CL302: "
	if err != nil {
		return
	}
	defer db.Close()
	repo := &repository{db: db}
	_ = repo.touch(r.Context())
}

// Package pitfall19 makes an engine once, or for each call.
package pitfall19

import (
	"context"
	"database/sql"
	"os"
	"sync"
)

var engine = sync.OnceValue(func() *sql.DB {
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL")) // ok: once
	if err != nil {
		panic(err)
	}
	db.SetMaxOpenConns(10)
	return db
})

// Name asks the shared engine.
func Name(ctx context.Context, id int) (name string, err error) {
	return name, engine().QueryRowContext(ctx, "select name from users where id = $1", id).Scan(&name)
}

// Count makes an engine of its own.
func Count(ctx context.Context, id int) (n int, err error) {
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL")) // want "CL302: "
	if err != nil {
		return 0, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	return n, db.QueryRowContext(ctx, "select count(*) from users where boss = $1", id).Scan(&n)
}

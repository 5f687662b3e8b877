// Package dbutil opens connections for other packages.
package dbutil

import (
	"context"
	"os"

	"github.com/jackc/pgx/v5"
)

// Connect returns a fresh connection; the caller closes it.
func Connect(ctx context.Context) (*pgx.Conn, error) {
	return pgx.Connect(ctx, os.Getenv("DATABASE_URL")) // ok: handed on
}

// Must is Connect for callers that cannot go on without.
func Must(ctx context.Context) *pgx.Conn {
	conn, err := Connect(ctx)
	if err != nil {
		panic(err)
	}
	return conn // ok: handed on
}

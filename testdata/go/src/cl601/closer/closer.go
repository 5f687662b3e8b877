// Package closer ends, or does not end, what it is given.
package closer

import (
	"context"
	"io"
	"net"

	"github.com/jackc/pgx/v5"
)

// Quietly closes c and drops the error.
func Quietly(c io.Closer) { _ = c.Close() }

// Connection closes a connection.
func Connection(ctx context.Context, conn *pgx.Conn) { _ = conn.Close(ctx) }

// Twice goes through another helper.
func Twice(ctx context.Context, conn *pgx.Conn) { Connection(ctx, conn) }

// Ping uses a connection and leaves it open.
func Ping(ctx context.Context, conn *pgx.Conn) error { return conn.Ping(ctx) }

// Hello writes to a connection and leaves it open.
func Hello(conn net.Conn) error {
	_, err := conn.Write([]byte("hello"))
	return err
}

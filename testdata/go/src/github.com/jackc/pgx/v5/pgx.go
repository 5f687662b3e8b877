// Package pgx is a stub for fixtures: signatures only.
package pgx

import "context"

type Conn struct{ _ int }

type ConnConfig struct{}

func Connect(ctx context.Context, connString string) (*Conn, error)            { return nil, nil }
func ConnectConfig(ctx context.Context, connConfig *ConnConfig) (*Conn, error) { return nil, nil }

func (c *Conn) Close(ctx context.Context) error                                     { return nil }
func (c *Conn) Exec(ctx context.Context, sql string, arguments ...any) (int, error) { return 0, nil }
func (c *Conn) Query(ctx context.Context, sql string, args ...any) (Rows, error)    { return nil, nil }
func (c *Conn) QueryRow(ctx context.Context, sql string, args ...any) Row           { return nil }
func (c *Conn) Ping(ctx context.Context) error                                      { return nil }
func (c *Conn) Begin(ctx context.Context) (Tx, error)                               { return nil, nil }
func (c *Conn) WaitForNotification(ctx context.Context) (*Notification, error)      { return nil, nil }

type Notification struct{ Payload string }

type Row interface{ Scan(dest ...any) error }

type Rows interface {
	Close()
	Err() error
	Next() bool
	Scan(dest ...any) error
}

type Tx interface {
	Begin(ctx context.Context) (Tx, error)
	Commit(ctx context.Context) error
	Rollback(ctx context.Context) error
	Exec(ctx context.Context, sql string, arguments ...any) (int, error)
}

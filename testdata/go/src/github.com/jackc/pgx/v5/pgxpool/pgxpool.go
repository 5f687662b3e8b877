// Package pgxpool is a stub for fixtures: signatures only.
package pgxpool

import (
	"context"

	"github.com/jackc/pgx/v5"
)

type Pool struct{ _ int }

type Config struct{ MaxConns int32 }

type Conn struct{ _ int }

func New(ctx context.Context, connString string) (*Pool, error)        { return nil, nil }
func NewWithConfig(ctx context.Context, config *Config) (*Pool, error) { return nil, nil }
func ParseConfig(connString string) (*Config, error)                   { return nil, nil }

func (p *Pool) Close()                                                              {}
func (p *Pool) Acquire(ctx context.Context) (*Conn, error)                          { return nil, nil }
func (p *Pool) Exec(ctx context.Context, sql string, arguments ...any) (int, error) { return 0, nil }
func (p *Pool) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	return nil, nil
}
func (p *Pool) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row { return nil }
func (p *Pool) Begin(ctx context.Context) (pgx.Tx, error)                     { return nil, nil }
func (p *Pool) Ping(ctx context.Context) error                                { return nil }

func (c *Conn) Release()                                                            {}
func (c *Conn) Exec(ctx context.Context, sql string, arguments ...any) (int, error) { return 0, nil }
func (c *Conn) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row       { return nil }

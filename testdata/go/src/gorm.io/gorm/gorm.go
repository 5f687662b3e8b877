// Package gorm is a stub for fixtures: signatures only.
package gorm

import (
	"context"
	"database/sql"
)

type Dialector interface{ Name() string }

type Option interface{ Apply() }

type Config struct{}

func (c *Config) Apply() {}

type DB struct{ Error error }

func Open(dialector Dialector, opts ...Option) (*DB, error) { return nil, nil }

func (db *DB) DB() (*sql.DB, error)                          { return nil, nil }
func (db *DB) WithContext(ctx context.Context) *DB           { return db }
func (db *DB) First(dest any, conds ...any) *DB              { return &DB{} }
func (db *DB) Create(value any) *DB                          { return &DB{} }
func (db *DB) Transaction(fc func(tx *DB) error) (err error) { return nil }

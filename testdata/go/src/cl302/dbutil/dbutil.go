// Package dbutil opens pools for other packages.
package dbutil

import (
	"database/sql"
	"os"
)

// Open returns a new pool each time, whatever its name suggests.
func Open() (*sql.DB, error) {
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL")) // ok: handed on
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(10)
	return db, nil
}

var shared *sql.DB

// Shared returns the pool of the process.
func Shared() (*sql.DB, error) {
	if shared == nil {
		db, err := Open() // ok: kept
		if err != nil {
			return nil, err
		}
		shared = db
	}
	return shared, nil
}

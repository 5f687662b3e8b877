// Package pitfall30 limits its pools somewhere else, or nowhere.
package pitfall30

import (
	"database/sql"

	"pitfall30/dbconf"

	"gorm.io/gorm"
)

func open(dsn string) (*sql.DB, error) {
	return sql.Open("postgres", dsn) // ok: the caller's
}

// OpenLimited is limited in another package.
func OpenLimited(dsn string) (*sql.DB, error) {
	db, err := open(dsn) // ok: Configure sets the limit
	if err != nil {
		return nil, err
	}
	dbconf.Configure(db)
	return db, nil
}

// Store has a pool that its constructor limits later.
type Store struct{ db *sql.DB }

// NewStore sets the limit through the field.
func NewStore(dsn string) (*Store, error) {
	db, err := sql.Open("postgres", dsn) // ok: limited below
	if err != nil {
		return nil, err
	}
	s := &Store{db: db}
	s.db.SetMaxOpenConns(10)
	return s, nil
}

// Close ends the pool.
func (s *Store) Close() error { return s.db.Close() }

// OpenGorm follows gorm's own handle.
func OpenGorm(dialector gorm.Dialector) (*gorm.DB, error) {
	gdb, err := gorm.Open(dialector, &gorm.Config{}) // ok: the handle below is limited
	if err != nil {
		return nil, err
	}
	db, err := gdb.DB()
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(10)
	return gdb, nil
}

var reports *sql.DB

func init() {
	db, err := sql.Open("postgres", "dbname=reports") // want "CL305: "
	if err != nil {
		panic(err)
	}
	reports = db
}

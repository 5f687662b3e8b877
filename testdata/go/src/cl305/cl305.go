package cl305

import "database/sql"

type store struct{ db *sql.DB }

func open(dsn string) (*store, error) {
	db, err := sql.Open("postgres", dsn) // want "CL305:"
	if err != nil {
		return nil, err
	}
	return &store{db: db}, nil
}

var global *sql.DB

func connect(dsn string) (err error) {
	global, err = sql.Open("postgres", dsn) // want "CL305:"
	return err
}

type sized struct{ db *sql.DB }

func openSized(dsn string) (*sized, error) {
	db, err := sql.Open("postgres", dsn) // ok: sized
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(20)
	return &sized{db: db}, nil
}

type later struct{ db *sql.DB }

func openLater(dsn string) (*later, error) {
	db, err := sql.Open("postgres", dsn) // ok: sized by another function
	return &later{db: db}, err
}

func (l *later) configure(n int) { l.db.SetMaxOpenConns(n) }

func returned(dsn string) (*sql.DB, error) {
	return sql.Open("postgres", dsn) // ok: the caller's
}

func limit(db *sql.DB) { db.SetMaxOpenConns(8) }

type helped struct{ db *sql.DB }

func openHelped(dsn string) (*helped, error) {
	db, err := sql.Open("postgres", dsn) // ok: a helper sizes it
	if err != nil {
		return nil, err
	}
	limit(db)
	return &helped{db: db}, nil
}

func handedOn(dsn string, use func(*sql.DB)) error {
	db, err := sql.Open("postgres", dsn) // ok: who gets it may size it
	if err != nil {
		return err
	}
	use(db)
	return nil
}

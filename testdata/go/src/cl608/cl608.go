package cl608

import (
	"context"
	"database/sql"
	"net/http"

	"github.com/jackc/pgx/v5/pgxpool"
)

var (
	forgotten *sql.DB
	pool      *pgxpool.Pool
	closed    *sql.DB
	handed    *sql.DB
	given     *sql.DB
	Public    *sql.DB
	client    = &http.Client{} // ok: its sockets end with the process
)

func open(dsn string) (err error) {
	forgotten, err = sql.Open("postgres", dsn) // want "CL608 note:"
	return err
}

func openPool(ctx context.Context, dsn string) (err error) {
	pool, err = pgxpool.New(ctx, dsn) // want "CL608 note:"
	return err
}

func openClosed(dsn string) (err error) {
	closed, err = sql.Open("postgres", dsn) // ok: stop closes it
	return err
}

func stop() error { return closed.Close() }

func openHanded(dsn string, register func(*sql.DB)) (err error) {
	handed, err = sql.Open("postgres", dsn) // ok: somebody else has it too
	register(handed)
	return err
}

func openHere(dsn string) error {
	db, err := sql.Open("postgres", dsn) // ok: it ends here
	if err != nil {
		return err
	}
	defer db.Close()
	return db.Ping()
}

func openGiven(dsn string) (err error) {
	given, err = sql.Open("postgres", dsn) // ok: who asks for it may close it
	return err
}

func DB() *sql.DB { return given }

func openPublic(dsn string) (err error) {
	Public, err = sql.Open("postgres", dsn) // ok: another package may close it
	return err
}

func ping() error {
	if forgotten == nil {
		return nil
	}
	return forgotten.Ping()
}

// Package cl606 reads rows and ends transactions, or not.
package cl606

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5/pgxpool"
)

func scanFails(ctx context.Context, db *sql.DB) ([]string, error) {
	rows, err := db.QueryContext(ctx, "select name from items") // want "CL606: .*QueryContext opens 'rows', which is not closed on every return"
	if err != nil {
		return nil, err
	}
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

func firstOnly(ctx context.Context, db *sql.DB) (name string, err error) {
	rows, err := db.QueryContext(ctx, "select name from items") // want "CL606"
	if err != nil {
		return "", err
	}
	if rows.Next() {
		err = rows.Scan(&name)
	}
	return name, err
}

func noRollback(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil) // want "CL606: .*BeginTx opens 'tx', which is not committed or rolled back on every return; defer its Rollback"
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "delete from items"); err != nil {
		return err
	}
	return tx.Commit()
}

func pgxNoRollback(ctx context.Context, pool *pgxpool.Pool) error {
	tx, err := pool.Begin(ctx) // want "CL606"
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "delete from items"); err != nil {
		return errors.Join(errors.New("delete"), err)
	}
	return tx.Commit(ctx)
}

func closed(ctx context.Context, db *sql.DB) ([]string, error) {
	rows, err := db.QueryContext(ctx, "select name from items") // ok: deferred
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

func drained(ctx context.Context, db *sql.DB) (n int, err error) {
	rows, err := db.QueryContext(ctx, "select name from items") // ok: at the end rows close themselves
	if err != nil {
		return 0, err
	}
	for rows.Next() {
		n++
	}
	return n, rows.Err()
}

func rolledBack(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil) // ok: rolled back unless it was committed
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "delete from items"); err != nil {
		return err
	}
	return tx.Commit()
}

func onEachWay(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil) // ok: ended on both ways
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "delete from items"); err != nil {
		_ = tx.Rollback()
		return err
	}
	return tx.Commit()
}

func deferredByOutcome(ctx context.Context, db *sql.DB) (err error) {
	tx, err := db.BeginTx(ctx, nil) // ok: one of them runs
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
			return
		}
		err = tx.Commit()
	}()
	_, err = tx.ExecContext(ctx, "delete from items")
	return err
}

func handedOn(ctx context.Context, db *sql.DB, use func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil) // ok: who gets it may end it
	if err != nil {
		return err
	}
	return use(tx)
}

func returned(ctx context.Context, db *sql.DB) (*sql.Rows, error) {
	return db.QueryContext(ctx, "select name from items") // ok: the caller closes them
}

func prepared(ctx context.Context, db *sql.DB) error {
	stmt, err := db.PrepareContext(ctx, "delete from items where id = $1") // ok: deferred
	if err != nil {
		return err
	}
	defer stmt.Close()
	_, err = stmt.ExecContext(ctx, 1)
	return err
}

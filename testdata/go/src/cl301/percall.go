// Package cl301 opens single database connections.
package cl301

import (
	"context"
	"net/http"
	"os"

	"cl301/dbutil"

	"github.com/gin-gonic/gin"
	"github.com/jackc/pgx/v5"
)

type user struct{ Name string }

func handler(w http.ResponseWriter, r *http.Request) {
	conn, err := pgx.Connect(r.Context(), os.Getenv("DATABASE_URL")) // want "CL301: .*pgx"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer conn.Close(r.Context())
	if _, err := conn.Exec(r.Context(), "select 1"); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func helperOpens(w http.ResponseWriter, r *http.Request) {
	conn, err := connect(r.Context()) // want "CL301: .*connect"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer conn.Close(r.Context())
	_ = conn.Ping(r.Context())
}

func connect(ctx context.Context) (*pgx.Conn, error) {
	return pgx.Connect(ctx, os.Getenv("DATABASE_URL")) // ok: handed on
}

func helperOfAHelperInAnotherPackage(w http.ResponseWriter, r *http.Request) {
	conn := dbutil.Must(r.Context()) // want "CL301: .*Must"
	defer conn.Close(r.Context())
	_ = conn.Ping(r.Context())
}

func ginHandler(c *gin.Context) {
	conn, err := dbutil.Connect(c.Request.Context()) // want "CL301: "
	if err != nil {
		c.JSON(http.StatusInternalServerError, nil)
		return
	}
	defer conn.Close(c.Request.Context())
	_ = conn.Ping(c.Request.Context())
}

// Users is a store that connects for each call.
type Users struct{ dsn string }

// Find is exported, takes data and ends the connection itself.
func (u *Users) Find(ctx context.Context, id int) (*user, error) {
	conn, err := pgx.Connect(ctx, u.dsn) // want "CL301: "
	if err != nil {
		return nil, err
	}
	defer conn.Close(ctx)
	var found user
	return &found, conn.QueryRow(ctx, "select name from users where id = $1", id).Scan(&found.Name)
}

// CountBy is no method and does the same.
func CountBy(ctx context.Context, name string) (n int, err error) {
	conn, err := connect(ctx) // want "CL301: "
	if err != nil {
		return 0, err
	}
	defer conn.Close(ctx)
	return n, conn.QueryRow(ctx, "select count(*) from users where name = $1", name).Scan(&n)
}

func oneForEachItem(ctx context.Context, names []string) error {
	for _, name := range names {
		conn, err := pgx.Connect(ctx, os.Getenv("DATABASE_URL")) // want "CL301: "
		if err != nil {
			return err
		}
		_, err = conn.Exec(ctx, "insert into users values ($1)", name)
		conn.Close(ctx)
		if err != nil {
			return err
		}
	}
	return nil
}

func calledByAHandler(w http.ResponseWriter, r *http.Request) {
	if err := audit(r.Context(), r.FormValue("who")); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func audit(ctx context.Context, who string) error {
	conn, err := pgx.Connect(ctx, os.Getenv("AUDIT_URL")) // want "CL301: "
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, "insert into audit values ($1)", who)
	return err
}

func inEachGoroutine(ctx context.Context, names []string) {
	sem := make(chan struct{}, 4)
	for _, name := range names {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			store(ctx, name)
		}()
	}
}

func store(ctx context.Context, name string) {
	conn, err := connect(ctx) // want "CL301: "
	if err != nil {
		return
	}
	defer conn.Close(ctx)
	_, _ = conn.Exec(ctx, "insert into users values ($1)", name)
}

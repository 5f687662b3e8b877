// Command orders is the Go half of a small shop: orders, and the prices that it watches. It is a tour: each file shows one
// family of defects, first as it is often written, then as it should be. Run concurlint over it and read along:
//
//	concurlint check examples/
package main

import (
	"database/sql"
	"errors"
	"flag"
	"log"
	"net/http"
	"time"
)

// A shop is the service: what lives as long as the process does is made once, in main.
type shop struct {
	db     *sql.DB
	client *http.Client
}

func main() {
	addr := flag.String("addr", "localhost:8080", "where to listen")
	dsn := flag.String("db", "postgres://localhost/prices", "where the prices are")
	flag.Parse()
	db, err := sql.Open("postgres", *dsn)
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(20)
	s := &shop{db: db, client: &http.Client{Timeout: 10 * time.Second}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /refresh", s.refreshAll)
	mux.HandleFunc("POST /refresh-politely", s.refreshPolitely)
	mux.HandleFunc("POST /import", s.importTogether)
	mux.HandleFunc("POST /import-politely", s.importPolitely)
	mux.HandleFunc("POST /order", s.order)
	mux.HandleFunc("POST /order-and-wait", s.orderAndWait)
	mux.HandleFunc("GET /history", history)
	mux.HandleFunc("GET /history-shared", s.historyShared)
	mux.HandleFunc("GET /exchange", s.exchange)
	mux.HandleFunc("GET /exchange-limited", s.exchangeLimited)
	mux.HandleFunc("POST /sync", s.syncAll)
	mux.HandleFunc("POST /sync-each", s.syncEach)
	server := &http.Server{Addr: *addr, Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
}

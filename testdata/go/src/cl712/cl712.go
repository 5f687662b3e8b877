package cl712

import (
	"database/sql"
	"errors"
	"net/http"
	"time"

	"google.golang.org/grpc"
)

func ask(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func Fetch(url string) error {
	for i := range 5 {
		c := &http.Client{Transport: &http.Transport{}} // want "CL712:"
		if err := ask(c, url); err == nil {
			return nil
		}
		time.Sleep(time.Duration(i) * time.Second)
	}
	return errors.New("gave up")
}

func FetchOnce(url string) error {
	c := &http.Client{Transport: &http.Transport{}} // ok: made before the attempts
	for i := range 5 {
		if err := ask(c, url); err == nil {
			return nil
		}
		time.Sleep(time.Duration(i) * time.Second)
	}
	return errors.New("gave up")
}

func connect(addr string) (*grpc.ClientConn, error) {
	for range 5 {
		conn, err := grpc.NewClient(addr) // ok: what is tried again is the making itself
		if err == nil {
			return conn, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errors.New("gave up")
}

var db *sql.DB

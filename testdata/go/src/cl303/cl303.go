// Package cl303 makes HTTP and RPC clients.
package cl303

import (
	"context"
	"net/http"
	"sync"
	"time"

	"google.golang.org/grpc"
)

func handler(w http.ResponseWriter, r *http.Request) {
	c := &http.Client{Transport: &http.Transport{MaxIdleConns: 2}} // want "CL303: http.Transport makes an HTTP client"
	resp, err := c.Get("http://backend/")
	if err != nil {
		return
	}
	resp.Body.Close()
}

// Load is anybody's to call.
func Load(ctx context.Context, url string) error {
	tr := &http.Transport{} // want "CL303"
	defer tr.CloseIdleConnections()
	c := &http.Client{Transport: tr}
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// RPC is anybody's to call.
func RPC(ctx context.Context, addr string, id int) error {
	conn, err := grpc.NewClient(addr) // want "CL303: grpc.NewClient opens an RPC channel"
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Invoke(ctx, "/shop/Item", id, nil)
}

func timeoutOnly(w http.ResponseWriter, r *http.Request) {
	c := &http.Client{Timeout: time.Second} // ok: its connections are those of the shared transport
	resp, err := c.Get("http://backend/")
	if err != nil {
		return
	}
	resp.Body.Close()
}

type api struct{ client *http.Client }

func newAPI() *api {
	return &api{client: &http.Client{Transport: &http.Transport{MaxConnsPerHost: 8}}} // ok: kept
}

var shared = &http.Client{Transport: &http.Transport{MaxConnsPerHost: 8}} // ok: once

var once = sync.OnceValue(func() *http.Client {
	return &http.Client{Transport: &http.Transport{}} // ok: once
})

type peers struct {
	mu    sync.Mutex
	conns map[string]*grpc.ClientConn
}

func (p *peers) dial(addr string) (*grpc.ClientConn, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if c := p.conns[addr]; c != nil {
		return c, nil
	}
	conn, err := grpc.NewClient(addr) // ok: kept
	if err != nil {
		return nil, err
	}
	p.conns[addr] = conn
	return conn, nil
}

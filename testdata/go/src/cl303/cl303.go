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
	conn, err := grpc.NewClient(addr) // want "CL303 note: grpc.NewClient opens an RPC channel"
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

type greeter interface{ Greet(name string) error }

type greeterClient struct{ cc grpc.ClientConnInterface }

func (g *greeterClient) Greet(string) error { return nil }

var newGreeter = func(cc grpc.ClientConnInterface) greeter { return &greeterClient{cc} }

type node struct{ opts []grpc.DialOption }

func (n *node) connect(addr string) (*grpc.ClientConn, error) { return grpc.NewClient(addr, n.opts...) }

func (n *node) left(addr, name string) error {
	conn, err := n.connect(addr) // want "CL303: .* for one call and does not close it"
	if err != nil {
		return err
	}
	return newGreeter(conn).Greet(name)
}

func (n *node) leftToo(addr, name string) error {
	conn, err := n.connect(addr) // want "CL303: .* for one call and does not close it"
	if err != nil {
		return err
	}
	c := newGreeter(conn)
	return c.Greet(name)
}

func (n *node) client(addr string) (greeter, error) {
	conn, err := n.connect(addr) // ok: it lives in what is returned
	if err != nil {
		return nil, err
	}
	return newGreeter(conn), nil
}

type probe struct{ timeout time.Duration }

func (p *probe) newClient() (*http.Client, error) {
	tr := &http.Transport{ResponseHeaderTimeout: p.timeout}
	c := &http.Client{Transport: tr}
	return c, nil
}

func (p *probe) ask(url string) error {
	c, err := p.newClient() // want "CL303:"
	if err != nil {
		return err
	}
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

var global = &http.Client{Timeout: time.Second}

func (p *probe) askByGlobal(url string) error {
	global.Transport = &http.Transport{ResponseHeaderTimeout: p.timeout} // want "CL303:"
	resp, err := global.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (p *probe) askByGlobalOnce(url string) error {
	if global.Transport == nil {
		global.Transport = &http.Transport{ResponseHeaderTimeout: p.timeout} // ok: only the first time
	}
	resp, err := global.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func configure(timeout time.Duration) {
	global.Transport = &http.Transport{ResponseHeaderTimeout: timeout} // ok: takes nothing but settings
}

func newFor(timeout time.Duration, name string) *http.Client {
	return &http.Client{Transport: &http.Transport{ResponseHeaderTimeout: timeout}} // ok: the caller's
}

func newForToo(timeout time.Duration, name string) *http.Client {
	c := &http.Client{Transport: &http.Transport{ResponseHeaderTimeout: timeout}} // ok: the caller's
	return c
}

type holder struct{ c *http.Client }

func (h *holder) set(timeout time.Duration, name string) {
	tr := &http.Transport{ResponseHeaderTimeout: timeout} // ok: kept
	h.c = &http.Client{Transport: tr}
}

func (h *holder) setToo(timeout time.Duration, name string) *holder {
	tr := &http.Transport{ResponseHeaderTimeout: timeout} // ok: kept
	return &holder{c: &http.Client{Transport: tr}}
}

func (p *probe) Gather() error {
	c, err := p.newClient() // want "CL303:"
	if err != nil {
		return err
	}
	resp, err := c.Get("https://example.com")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (p *probe) GatherAndClose() error {
	c, err := p.newClient() // ok: it takes no data, and closes what it made
	if err != nil {
		return err
	}
	defer c.CloseIdleConnections()
	resp, err := c.Get("https://example.com")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func fetchOnce() error {
	c := &http.Client{Transport: &http.Transport{}} // ok: nobody says that it is called often
	resp, err := c.Get("https://example.com")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

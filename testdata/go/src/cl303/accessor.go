package cl303

import (
	"errors"
	"sync"

	"google.golang.org/grpc"
)

// Directory knows where services are.
type Directory struct {
	resolve func(string) (string, error)
	orders  sync.Map
	mu      sync.Mutex
	stock   map[string]*grpc.ClientConn
	base    *grpc.ClientConn
}

// Open makes a connection: whoever calls it keeps it.
func Open(addr string) (*grpc.ClientConn, error) {
	if addr == "" {
		return nil, errors.New("no address")
	}
	return grpc.NewClient(addr) // ok: a constructor
}

// Orders gives each caller a connection of its own.
func (d *Directory) Orders(region string) (*grpc.ClientConn, error) {
	addr, err := d.resolve(region)
	if err != nil {
		return nil, err
	}
	conn, err := Open(addr) // want "CL303: cl303.Open \\(grpc.NewClient\\) opens an RPC channel, with a connection of its own, each time it is asked for one"
	if err != nil {
		return nil, err
	}
	return conn, nil
}

// GetStock gives each caller a connection of its own.
func (d *Directory) GetStock(region string) (*grpc.ClientConn, error) {
	return grpc.NewClient("stock." + region) // want "CL303: .* each time it is asked for one"
}

// KeptOrders asks what it has first.
func (d *Directory) KeptOrders(region string) (*grpc.ClientConn, error) {
	if c, ok := d.orders.Load(region); ok {
		return c.(*grpc.ClientConn), nil
	}
	conn, err := Open(region) // ok: kept
	if err != nil {
		return nil, err
	}
	if first, loaded := d.orders.LoadOrStore(region, conn); loaded {
		_ = conn.Close()
		return first.(*grpc.ClientConn), nil
	}
	return conn, nil
}

// KeptStock asks what it has first.
func (d *Directory) KeptStock(region string) (*grpc.ClientConn, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c := d.stock[region]; c != nil {
		return c, nil
	}
	conn, err := grpc.NewClient(region) // ok: kept
	if err != nil {
		return nil, err
	}
	d.stock[region] = conn
	return conn, nil
}

// Base is made where it is not there yet.
func (d *Directory) Base(region string) (*grpc.ClientConn, error) {
	if d.base != nil {
		return d.base, nil
	}
	conn, err := grpc.NewClient(region) // ok: kept
	d.base = conn
	return conn, err
}

// DialOrders says that it dials.
func (d *Directory) DialOrders(region string) (*grpc.ClientConn, error) {
	return grpc.NewClient("orders." + region) // ok: the name tells the caller that this one is his
}

// NewStock says that it makes one.
func (d *Directory) NewStock(region string) (*grpc.ClientConn, error) {
	return grpc.NewClient("stock." + region) // ok: so does this
}

// Local may open one, or not.
func (d *Directory) Local(region string) (*grpc.ClientConn, error) {
	if region == "" {
		return d.base, nil
	}
	return grpc.NewClient(region) // ok: not always
}

// Default takes no data: a program may ask once.
func (d *Directory) Default() (*grpc.ClientConn, error) {
	return grpc.NewClient("default") // ok: nothing says that it is asked often
}

// Invoices is closed by those who ask.
func (d *Directory) Invoices(region string) (*grpc.ClientConn, error) {
	return grpc.NewClient(region) // want "CL303 note: .* for one call"
}

// Paid asks for one.
func (d *Directory) Paid(region, id string) error {
	conn, err := d.Invoices(region)
	if err != nil {
		return err
	}
	defer conn.Close()
	return newGreeter(conn).Greet(id)
}

// A Dialer makes connections, as it says.
type Dialer struct{ opts []grpc.DialOption }

// Conn makes one.
func (d *Dialer) Conn(addr string) (*grpc.ClientConn, error) {
	return grpc.NewClient(addr, d.opts...) // ok: the type says so
}

// ServiceConfig is what a connection is made of.
type ServiceConfig struct{ TLS bool }

// Client makes one.
func (c *ServiceConfig) Client(addr string) (*grpc.ClientConn, error) {
	return grpc.NewClient(addr) // ok: settings keep no connections
}

// Package gate holds limiters that other packages take through methods and helpers.
package gate

import "context"

// A Gate lets a fixed number in: a channel filled with tokens.
type Gate struct{ tokens chan struct{} }

// New returns a gate that lets n in.
func New(n int) *Gate {
	g := &Gate{tokens: make(chan struct{}, n)}
	for range n {
		g.tokens <- struct{}{}
	}
	return g
}

// Begin takes a token; End gives it back.
func (g *Gate) Begin() { <-g.tokens }

// End gives a token back.
func (g *Gate) End() { g.tokens <- struct{}{} }

// Enter takes a slot of sem, or gives up with ctx.
func Enter(ctx context.Context, sem chan struct{}) error {
	select {
	case sem <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Do runs f while it holds a slot of sem.
func Do(sem chan struct{}, f func()) {
	sem <- struct{}{}
	defer func() { <-sem }()
	f()
}

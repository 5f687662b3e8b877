// Package pool is a stub for fixtures: signatures only.
package pool

type Pool struct{ _ int }

func New() *Pool { return &Pool{} }

func (p *Pool) Go(f func())                   {}
func (p *Pool) Wait()                         {}
func (p *Pool) WithMaxGoroutines(n int) *Pool { return p }
func (p *Pool) WithErrors() *ErrorPool        { return nil }

type ErrorPool struct{ _ int }

func (p *ErrorPool) Go(f func() error)                  {}
func (p *ErrorPool) Wait() error                        { return nil }
func (p *ErrorPool) WithMaxGoroutines(n int) *ErrorPool { return p }

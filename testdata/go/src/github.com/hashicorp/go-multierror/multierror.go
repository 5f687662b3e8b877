// Package multierror is a stub for fixtures: signatures only.
package multierror

type Error struct{ Errors []error }

func (e *Error) ErrorOrNil() error { return nil }

type Group struct{ _ int }

func (g *Group) Go(f func() error) {}
func (g *Group) Wait() *Error      { return nil }

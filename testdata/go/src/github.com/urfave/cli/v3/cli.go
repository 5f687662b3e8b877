// Package cli is a stub for fixtures: signatures only.
package cli

import "context"

type Command struct {
	Name   string
	Action func(context.Context, *Command) error
}

func (c *Command) String(name string) string { return "" }

func (c *Command) Run(ctx context.Context, args []string) error { return nil }

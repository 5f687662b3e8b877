package cl210

import "golang.org/x/sync/errgroup"

type ends []func() error

func (e *ends) add(f func() error) { *e = append(*e, f) }

func waitHandedOn(e *ends, f func() error) {
	var g errgroup.Group // ok: whoever has its Wait may call it
	e.add(g.Wait)
	g.Go(f)
}

func nothingHandedOn(e *ends, f func() error) {
	var g errgroup.Group // want "CL210"
	e.add(f)
	g.Go(f)
}

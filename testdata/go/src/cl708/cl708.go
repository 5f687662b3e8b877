package cl708

import "golang.org/x/sync/errgroup"

func work() error { return nil }

func zero(items [3]int) error {
	var g errgroup.Group
	g.SetLimit(0) // want "CL708:"
	for range items {
		g.Go(work)
	}
	return g.Wait()
}

func late() error {
	var g errgroup.Group
	g.Go(work)
	g.SetLimit(4) // want "CL708:"
	g.Go(work)
	return g.Wait()
}

func nested(items [3]int) error {
	var g errgroup.Group
	g.SetLimit(4)
	for range items {
		g.Go(func() error { // want "CL708:"
			g.Go(work)
			return nil
		})
	}
	return g.Wait()
}

func one(items [3]int) error {
	var g errgroup.Group
	g.SetLimit(1) // ok: one at a time
	for range items {
		g.Go(work)
	}
	return g.Wait()
}

func none(items [3]int) error {
	var g errgroup.Group
	g.SetLimit(-1) // ok: no limit
	for range items {
		g.Go(work)
	}
	return g.Wait()
}

func between() error {
	var g errgroup.Group
	g.Go(work)
	if err := g.Wait(); err != nil {
		return err
	}
	g.SetLimit(4) // ok: nothing runs any more
	g.Go(work)
	return g.Wait()
}

func tries(items [3]int) error {
	var g errgroup.Group
	g.SetLimit(4)
	for range items {
		g.Go(func() error { // ok: it goes on where there is no room
			if !g.TryGo(work) {
				return work()
			}
			return nil
		})
	}
	return g.Wait()
}

func apart(items [3]int) error {
	var g errgroup.Group
	g.SetLimit(4)
	for range items {
		g.Go(func() error { // ok: a group of its own
			var inner errgroup.Group
			inner.Go(work)
			return inner.Wait()
		})
	}
	return g.Wait()
}

func producer(items []int, workers int) error {
	var g errgroup.Group
	g.SetLimit(workers + 1)
	g.Go(func() error { // ok: one that starts the others takes one place
		for range items {
			g.Go(work)
		}
		return nil
	})
	return g.Wait()
}

func onePlace(items []int) error {
	var g errgroup.Group
	g.SetLimit(1)
	g.Go(func() error { // want "CL708:"
		for range items {
			g.Go(work)
		}
		return nil
	})
	return g.Wait()
}

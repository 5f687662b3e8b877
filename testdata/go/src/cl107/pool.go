package cl107

import (
	"os"
	"sync"

	"golang.org/x/sync/errgroup"
)

type pool struct{ jobs chan func() }

func newPool(n int) *pool {
	p := &pool{jobs: make(chan func())}
	for range n {
		go p.work()
	}
	return p
}

func (p *pool) work() {
	for job := range p.jobs {
		job()
	}
}

func (p *pool) submit(job func()) { p.jobs <- job }

// throughThePool is worth a note: as many work at once as the pool has workers, the rest waits.
func throughThePool(names []string, n int) error {
	p := newPool(n)
	var g errgroup.Group
	for _, name := range names {
		g.Go(func() (err error) { // want "CL107 note:"
			var wg sync.WaitGroup
			wg.Add(1)
			p.submit(func() {
				_, err = os.ReadFile(name)
				wg.Done()
			})
			wg.Wait()
			return
		})
	}
	return g.Wait()
}

func limitedOutside(names []string, walk func(func([]string))) error {
	var g errgroup.Group
	g.SetLimit(20)
	walk(func(files []string) {
		for _, f := range files {
			g.Go(func() error { // ok: the function around it has limited the group
				_, err := os.ReadFile(f)
				return err
			})
		}
	})
	return g.Wait()
}

func notLimitedOutside(names []string, walk func(func([]string))) error {
	var g errgroup.Group
	walk(func(files []string) {
		for _, f := range files {
			g.Go(func() error { // want "CL107:"
				_, err := os.ReadFile(f)
				return err
			})
		}
	})
	return g.Wait()
}

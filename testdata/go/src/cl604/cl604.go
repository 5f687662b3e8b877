// Package cl604 locks and leaves.
package cl604

import (
	"errors"
	"sync"
	"time"
)

type store struct {
	mu    sync.Mutex
	rw    sync.RWMutex
	items map[string]int
}

func (s *store) earlyReturn(k string) (int, error) {
	s.mu.Lock() // want "CL604: .*Mutex.Lock takes 'mu', which is not given back on every return"
	v, ok := s.items[k]
	if !ok {
		return 0, errors.New("none")
	}
	s.mu.Unlock()
	return v, nil
}

func (s *store) inASwitch(k string) int {
	s.rw.RLock() // want "CL604"
	switch k {
	case "":
		return 0
	case "a":
		s.rw.RUnlock()
		return 1
	}
	s.rw.RUnlock()
	return 2
}

func local(xs []int) int {
	var mu sync.Mutex
	mu.Lock() // want "CL604"
	if len(xs) == 0 {
		return 0
	}
	mu.Unlock()
	return xs[0]
}

func (s *store) deferred(k string) (int, error) {
	s.mu.Lock() // ok: deferred
	defer s.mu.Unlock()
	v, ok := s.items[k]
	if !ok {
		return 0, errors.New("none")
	}
	return v, nil
}

func (s *store) onEachWay(k string) int {
	s.mu.Lock() // ok: given back on both
	if v, ok := s.items[k]; ok {
		s.mu.Unlock()
		return v
	}
	s.mu.Unlock()
	return 0
}

func (s *store) tried(k string) int {
	if !s.mu.TryLock() { // ok: not taken where it returns
		return 0
	}
	defer s.mu.Unlock()
	return s.items[k]
}

type guarded struct{ mu sync.Mutex }

func (g *guarded) lock() { g.mu.Lock() } // ok: unlock gives it back

func (g *guarded) unlock() { g.mu.Unlock() }

func (g *guarded) lockUnless(busy bool) bool {
	g.mu.Lock() // ok: unlock gives it back
	if busy {
		g.mu.Unlock()
		return false
	}
	return true
}

type handed struct{ mu sync.Mutex }

func (h *handed) locked() func() {
	h.mu.Lock() // ok: the caller gets what gives it back
	return h.mu.Unlock
}

func (s *store) upgraded(k string) int {
	s.rw.RLock() // ok: given back before the other
	v, ok := s.items[k]
	s.rw.RUnlock()
	if ok {
		return v
	}
	s.rw.Lock() // ok: deferred
	defer s.rw.Unlock()
	s.items[k] = 1
	return 1
}

func (s *store) givenBackInBetween(f func()) {
	s.mu.Lock() // ok: taken again before it is given back
	defer s.mu.Unlock()
	s.mu.Unlock()
	f()
	s.mu.Lock() // ok: the defer gives it back
}

func (s *store) conditional(safe bool, k string) int {
	if safe {
		s.mu.Lock() // ok: given back under the same condition
	}
	v := s.items[k]
	if safe {
		s.mu.Unlock()
	}
	return v
}

func (s *store) ends(k string) int {
	s.mu.Lock() // ok: a panic is no return
	if k == "" {
		panic("no key")
	}
	v := s.items[k]
	s.mu.Unlock()
	return v
}

type devices struct {
	mu    sync.Mutex
	names map[string]int
}

func (d *devices) wait(again func() bool) {
	for again() {
		d.mu.Unlock()
		time.Sleep(time.Millisecond)
		d.mu.Lock() // ok: the caller holds it, and gets it back
	}
}

func (d *devices) waitOnce() {
	d.mu.Unlock()
	time.Sleep(time.Millisecond)
	d.mu.Lock() // ok: the caller holds it, and gets it back
}

type hooks struct {
	mu   *sync.RWMutex
	list []int
}

func (h *hooks) clone() hooks {
	h.mu.Lock() // ok: the copy has a lock of its own
	defer h.mu.Unlock()
	c := *h
	c.mu = new(sync.RWMutex)
	return c
}

package cl208

import (
	"context"
	"log"
	"net"
	"os"
	"os/signal"
	"sync"
	"time"
)

type batcher struct {
	inputs chan int
	quit   chan struct{}
	wait   time.Duration
	ln     net.Listener
}

func work() {}

func newBatcher(wait time.Duration) *batcher {
	b := &batcher{inputs: make(chan int), wait: wait}
	go b.loop() // want "CL208:"
	return b
}

func (b *batcher) loop() {
	ticker := time.NewTicker(b.wait)
	for {
		select {
		case <-b.inputs:
		case <-ticker.C:
			work()
		}
	}
}

func (b *batcher) literal() {
	go func() { // want "CL208:"
		for {
			work()
			time.Sleep(b.wait)
		}
	}()
}

func (b *batcher) ticked() {
	go func() { // want "CL208:"
		ticker := time.NewTicker(b.wait)
		for range ticker.C {
			work()
		}
	}()
}

func (b *batcher) tick() {
	go func() { // want "CL208:"
		for range time.Tick(time.Second) {
			work()
		}
	}()
}

func (b *batcher) accepts() {
	go func() { // want "CL208:"
		for {
			c, err := b.ln.Accept()
			if err != nil {
				log.Print(err)
				continue
			}
			c.Close()
		}
	}()
}

func (b *batcher) throughAnother() {
	go b.wrapped() // want "CL208:"
}

func (b *batcher) wrapped() {
	log.Print("begins")
	b.loop()
}

type server struct{ signals chan os.Signal }

func (s *server) configure() { signal.Notify(s.signals, os.Interrupt) }

func (s *server) Start() {
	go s.listen() // want "CL208:"
}

func (s *server) listen() {
	for {
		log.Print(<-s.signals)
	}
}

func (s *server) Stop() {}

func stops(ctx context.Context, b *batcher) {
	go func() { // ok: it returns with the context
		for {
			select {
			case <-ctx.Done():
				return
			case <-b.inputs:
				work()
			}
		}
	}()
}

func (b *batcher) quits() {
	go func() { // ok: it returns when somebody closes quit
		for {
			select {
			case <-b.quit:
				return
			default:
				work()
			}
		}
	}()
}

func (b *batcher) breaks() {
	go func() { // ok: it leaves the loop
		for {
			if _, open := <-b.inputs; !open {
				break
			}
			work()
		}
	}()
}

func (b *batcher) ranges() {
	go func() { // ok: it ends with the channel
		for range b.inputs {
			work()
		}
	}()
}

func (b *batcher) acceptsUntilClosed() {
	go func() { // ok: a closed listener ends it
		for {
			c, err := b.ln.Accept()
			if err != nil {
				return
			}
			c.Close()
		}
	}()
}

func (b *batcher) counted() {
	go func() { // ok: three times
		for range 3 {
			work()
		}
	}()
}

func onSignal() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	go func() { // ok: signals last as long as the process
		for {
			log.Print(<-c)
		}
	}()
}

func (b *batcher) tickedAndStopped(ctx context.Context) {
	go func() { // ok: it looks at the context
		for range time.Tick(time.Second) {
			if ctx.Err() != nil {
				return
			}
		}
	}()
}

func init() {
	go func() { // ok: for the life of the process
		for {
			work()
			time.Sleep(time.Second)
		}
	}()
}

func (b *batcher) waits(wg *sync.WaitGroup) {
	wg.Add(1)
	go func() { // ok: it is one round
		defer wg.Done()
		<-b.inputs
	}()
}

type request struct{ ctx context.Context }

func (b *batcher) worksOff(reqs <-chan request) {
	go func() { // ok: it ends with the channel
		for r := range reqs {
			if r.ctx.Err() != nil {
				continue
			}
			work()
		}
	}()
}

func (b *batcher) ticksUntilDone(done func() bool) {
	go func() { // ok: a break leaves the loop
		ticker := time.NewTicker(b.wait)
		defer ticker.Stop()
		for range ticker.C {
			if done() {
				break
			}
		}
		work()
	}()
}

func (b *batcher) ticksOnceNamed() {
	go func() { // want "CL208:"
		ticks := time.Tick(b.wait)
		for range ticks {
			work()
		}
		work()
	}()
}

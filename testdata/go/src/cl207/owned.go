package cl207

import (
	"bufio"
	"context"
	"errors"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
	"golang.org/x/sync/errgroup"
)

func waitGroup(urls [2]string) {
	var wg sync.WaitGroup
	for range urls {
		wg.Add(1)
		go func() { // ok: the group is waited for
			defer wg.Done()
			poll()
		}()
	}
	wg.Wait()
}

func waitGroupOfTheCaller(wg *sync.WaitGroup) {
	wg.Add(1)
	go func() { // ok: whoever has the group waits
		defer wg.Done()
		poll()
	}()
}

func inAGroup() error {
	var g errgroup.Group
	g.Go(func() error { // ok: Wait below
		poll()
		return nil
	})
	return g.Wait()
}

func doneChannel() {
	done := make(chan struct{})
	go func() { // ok: received from below
		defer close(done)
		poll()
	}()
	<-done
}

func resultChannel(ctx context.Context) error {
	result := make(chan error, 1)
	go func() { // ok: the result is taken, or there is room for it
		poll()
		result <- nil
	}()
	select {
	case err := <-result:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func endsWithTheContext(ctx context.Context) {
	go func() { // ok: the caller cancels
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Minute):
				poll()
			}
		}
	}()
}

func loopAsksTheContext(ctx context.Context) {
	go func() { // ok: ends when ctx does
		for ctx.Err() == nil {
			poll()
			time.Sleep(time.Second)
		}
	}()
}

func callEndsWithTheContext(ctx context.Context) {
	go pollWith(ctx) // ok: the request ends with ctx
}

func cancelledHere() (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	go pollWith(ctx) // ok: the caller gets cancel
	return cancel
}

// Server has a goroutine that Close ends.
type Server struct {
	quit chan struct{}
	wg   sync.WaitGroup
	http *http.Server
}

// Start starts the loop.
func (s *Server) Start() {
	go s.loop() // ok: Close closes quit
}

func (s *Server) loop() {
	t := time.NewTicker(time.Minute)
	defer t.Stop()
	for {
		select {
		case <-s.quit:
			return
		case <-t.C:
			poll()
		}
	}
}

// Close ends the loop.
func (s *Server) Close() { close(s.quit) }

// Run starts work that Wait waits for.
func (s *Server) Run() {
	s.wg.Add(1)
	go func() { // ok: Wait waits for the field
		defer s.wg.Done()
		for {
			poll()
		}
	}()
}

// Wait waits for the work of Run.
func (s *Server) Wait() { s.wg.Wait() }

// Serve runs until Shutdown.
func (s *Server) Serve() {
	go func() { // ok: Shutdown ends it
		if err := s.http.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
			log.Print(err)
		}
	}()
}

// Shutdown ends Serve.
func (s *Server) Shutdown(ctx context.Context) error { return s.http.Shutdown(ctx) }

func signalGoroutine(stop func()) {
	ch := make(chan os.Signal, 1)
	signal.Notify(ch, os.Interrupt)
	go func() { // ok: waits for the process to be told
		<-ch
		stop()
	}()
}

func readsUntilClosed(conn net.Conn) {
	go func() { // ok: ends when the caller closes conn
		buf := make([]byte, 1024)
		for {
			if _, err := conn.Read(buf); err != nil {
				return
			}
		}
	}()
}

func producer(names []string) <-chan string {
	out := make(chan string)
	go func() { // ok: the caller has the channel
		defer close(out)
		for _, n := range names {
			out <- n
		}
	}()
	return out
}

func consumer(in <-chan string) {
	go func() { // ok: ends when in is closed
		for s := range in {
			log.Print(s)
		}
	}()
}

func endsByItself(lines *bufio.Reader) {
	go func() { // ok: ends with its input
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				return
			}
			log.Print(line)
		}
	}()
}

func listens(rdb *redis.Client, pubsub *redis.PubSub) {
	go func() { // ok: ends when the caller closes pubsub
		for msg := range pubsub.Channel() {
			log.Print(msg.Payload)
		}
	}()
}

func shortAndPlain(name string) {
	go log.Print(name) // ok: neither loops nor waits
}

func withATimeout() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	go func() { // ok: over after a second
		defer cancel()
		pollWith(ctx)
	}()
}

func init() {
	go func() { // ok: what starts with the process ends with the process
		for {
			poll()
		}
	}()

}

// Package server is concurlint in an editor: a language server that speaks on two streams. It lints what is open, unsaved
// text included, with the project around it, by the same configuration and filter as the command line. A request that
// fails, or makes us fail, never ends it. It must not write to any stream that it is not given.
package server

import (
	"context"
	"fmt"
	"io"
	"log"
	"runtime/debug"
	"sync"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/concurlint/concurlint/internal/engine"
)

// Options say how to serve.
type Options struct {
	Version  string
	Dir      string        // where configuration is looked for if the client opens no folder; absolute
	Delay    time.Duration // how long after a change nothing is typed before a file is linted
	Patience time.Duration // how long a run goes without a word
}

// What people find neither hasty nor slow.
const (
	DefaultDelay    = 300 * time.Millisecond // a word is typed to its end
	DefaultPatience = time.Second
)

// Serve speaks with a client until it says exit, or goes away. It reports whether the client took its leave as it should:
// with shutdown before exit.
func Serve(ctx context.Context, in io.ReadCloser, out, logs io.Writer, opts Options) bool {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := &server{
		opts: opts, log: log.New(logs, "concurlint: ", 0), memory: engine.NewMemory(), docs: map[string]*document{},
		queue: newQueue(), told: map[string]bool{}, config: badConfigs{byDoc: map[string]map[string]diagnostic{}},
		running: map[string]context.CancelFunc{}, exited: make(chan struct{}), slots: make(chan struct{}, atOnce),
	}
	stream := newStream(in)
	written := make(chan struct{})
	go func() { // a client that does not read may keep it from its end: see below
		defer close(written)
		stream.out.write(out)
	}()
	s.connect(ctx, stream)
	s.group.Go(func() { s.queue.work(ctx, s.lint) })
	select {
	case <-s.exited:
	case <-s.conn.DisconnectNotify():
	case <-ctx.Done():
	}
	cancel()
	s.mu.Lock()
	s.stopping = true
	s.mu.Unlock()
	s.group.Wait()
	stream.out.close()
	select {
	case <-written:
	case <-time.After(lastWords):
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.phase == ended
}

// lastWords is how long a client has to read what was said before the end.
const lastWords = time.Second

// atOnce bounds the requests that are answered at the same time; each may wait for a file to be linted.
const atOnce = 8

// A server is one conversation.
type server struct {
	opts   Options
	log    *log.Logger
	conn   *jsonrpc2.Conn
	memory *engine.Memory
	queue  *queue
	group  sync.WaitGroup // all goroutines that Serve waits for
	slots  chan struct{}  // taken by requests that are being answered
	exited chan struct{}

	publishing sync.Mutex // held from the decision to publish until it is done, so that closing comes last
	mu         sync.Mutex // of what follows
	phase      phase
	stopping   bool // nothing is started any more
	client     client
	folders    []string
	settings   settings
	docs       map[string]*document // by URI
	told       map[string]bool      // messages shown already
	config     badConfigs
	running    map[string]context.CancelFunc // requests by number
}

// phase is how far the conversation is.
type phase int

const (
	before phase = iota // nothing but initialize is answered
	open
	closed // after shutdown
	ended  // after shutdown and exit
	left   // after exit alone
)

// connect opens the conversation. The library may call before it has returned the connection, so messages wait for it.
func (s *server) connect(ctx context.Context, stream jsonrpc2.ObjectStream) {
	ready := make(chan struct{})
	defer close(ready)
	s.conn = jsonrpc2.NewConn(ctx, stream, handlerFunc(func(ctx context.Context, _ *jsonrpc2.Conn, req *jsonrpc2.Request) {
		<-ready
		s.handle(ctx, req)
	}), jsonrpc2.SetLogger(s.log))
}

type handlerFunc func(context.Context, *jsonrpc2.Conn, *jsonrpc2.Request)

// Handle calls the function.
func (f handlerFunc) Handle(ctx context.Context, c *jsonrpc2.Conn, req *jsonrpc2.Request) {
	f(ctx, c, req)
}

// start runs something in a goroutine that Serve waits for; nothing any more once it does.
func (s *server) start(run func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.stopping {
		s.group.Go(run)
	}
}

// notify sends a notification. A client that is gone is noticed elsewhere.
func (s *server) notify(ctx context.Context, method string, params any) {
	if err := s.conn.Notify(ctx, method, params); err != nil && ctx.Err() == nil {
		s.log.Printf("sending %s: %v", method, err)
	}
}

// tell shows a message to the user, once.
func (s *server) tell(ctx context.Context, kind messageType, text string) {
	s.mu.Lock()
	known := s.told[text]
	s.told[text] = true
	s.mu.Unlock()
	if !known {
		s.log.Print(text)
		s.notify(ctx, "window/showMessage", messageParams{kind, "concurlint: " + text})
	}
}

// guard keeps a panic of ours from ending the conversation; what it was goes to the log.
func (s *server) guard(ctx context.Context, doing string, failed func(error)) {
	if p := recover(); p != nil {
		err := fmt.Errorf("concurlint failed on %s: %v; please report it with the file", doing, p)
		s.log.Printf("%v\n%s", err, debug.Stack())
		if failed != nil {
			failed(err)
		}
	}
}

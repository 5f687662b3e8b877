package server

import (
	"errors"
	"io"
	"sync"
)

// An outbox holds what was said and not yet written, so that a client that is slow to read, perhaps because it waits for
// us to read, never keeps us from hearing it.
type outbox struct {
	mu     sync.Mutex
	more   *sync.Cond
	queue  [][]byte
	size   int
	closed bool
	err    error
}

func newOutbox() *outbox {
	o := &outbox{}
	o.more = sync.NewCond(&o.mu)
	return o
}

// maxOutbox is more than anybody has to say to a client that reads.
const maxOutbox = 64 << 20

// put adds a message. The error is that of an earlier one.
func (o *outbox) put(text []byte) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err == nil && o.size+len(text) > maxOutbox {
		o.err = errors.New("the client does not read")
	}
	if o.err == nil && o.closed {
		o.err = io.ErrClosedPipe
	}
	if o.err != nil {
		return o.err
	}
	o.queue = append(o.queue, text)
	o.size += len(text)
	o.more.Signal()
	return nil
}

// close ends write, once it has written everything.
func (o *outbox) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed = true
	o.more.Signal()
}

// write writes messages as they come, until the box is closed or an error.
func (o *outbox) write(out io.Writer) {
	for {
		o.mu.Lock()
		for len(o.queue) == 0 && !o.closed {
			o.more.Wait()
		}
		queue := o.queue
		o.queue, o.size = nil, 0
		o.mu.Unlock()
		if len(queue) == 0 {
			return
		}
		for _, text := range queue {
			if _, err := out.Write(text); err != nil {
				o.mu.Lock()
				o.err = err
				o.mu.Unlock()
				return
			}
		}
	}
}

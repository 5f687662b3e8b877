package server

import (
	"context"
	"fmt"
	"time"
)

// progress tells the client of a run that takes long, where it can show that, until end is called.
func (s *server) progress(ctx context.Context, what string) (end func()) {
	ctx, cancel := context.WithCancel(ctx)
	s.mu.Lock()
	can := s.client.progress
	s.mu.Unlock()
	if can {
		s.start(func() {
			defer s.guard(ctx, "progress", nil)
			s.showProgress(ctx, what)
		})
	}
	return cancel
}

func (s *server) showProgress(ctx context.Context, what string) {
	wait := time.NewTimer(s.opts.Patience)
	defer wait.Stop()
	select {
	case <-ctx.Done():
		return
	case <-wait.C:
	}
	token := fmt.Sprintf("concurlint/%d", time.Now().UnixNano())
	if s.conn.Call(ctx, "window/workDoneProgress/create", map[string]string{"token": token}, nil) != nil {
		return
	}
	say := func(value map[string]any) {
		s.notify(context.WithoutCancel(ctx), "$/progress", map[string]any{"token": token, "value": value})
	}
	say(map[string]any{"kind": "begin", "title": "concurlint", "message": what})
	<-ctx.Done()
	say(map[string]any{"kind": "end"})
}

package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/sourcegraph/jsonrpc2"
)

// The error codes of the protocol besides those of JSON-RPC.
const (
	codeNotInitialized   = -32002
	codeRequestCancelled = -32800
)

// handle answers one message. Requests that may have to wait are answered aside, so that what is typed meanwhile is
// heard; notifications are handled one after the other, because changes build on each other.
func (s *server) handle(ctx context.Context, req *jsonrpc2.Request) {
	defer s.guard(ctx, req.Method, func(err error) { s.reply(ctx, req, nil, err) })
	if err := s.allowed(req); err != nil {
		s.reply(ctx, req, nil, err)
		return
	}
	if answer := s.slow(req.Method); answer != nil && !req.Notif {
		s.aside(ctx, req, answer)
		return
	}
	result, err := s.fast(ctx, req)
	s.reply(ctx, req, result, err)
}

// allowed reports what the phase of the conversation forbids.
func (s *server) allowed(req *jsonrpc2.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case req.Method == "exit":
		return nil
	case s.phase == before && req.Method != "initialize":
		return &jsonrpc2.Error{Code: codeNotInitialized, Message: "initialize comes first"}
	case s.phase > open:
		return &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: "after shutdown only exit is left"}
	case s.phase == open && req.Method == "initialize":
		return &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: "initialize was said before"}
	}
	return nil
}

// slow returns what answers a request that may wait for a file to be linted; nil for any other method.
func (s *server) slow(method string) func(context.Context, json.RawMessage) (any, error) {
	switch method {
	case "textDocument/hover":
		return with(s.hover)
	case "textDocument/codeAction":
		return with(s.codeActions)
	}
	return nil
}

// fast handles any other message.
func (s *server) fast(ctx context.Context, req *jsonrpc2.Request) (any, error) {
	handlers := map[string]func(context.Context, json.RawMessage) (any, error){
		"initialize":                          with(s.initialize),
		"initialized":                         s.initialized,
		"shutdown":                            s.shutdown,
		"exit":                                s.exit,
		"textDocument/didOpen":                with(s.didOpen),
		"textDocument/didChange":              with(s.didChange),
		"textDocument/didSave":                with(s.didSave),
		"textDocument/didClose":               with(s.didClose),
		"workspace/didChangeConfiguration":    with(s.didChangeConfiguration),
		"workspace/didChangeWatchedFiles":     s.didChangeWatchedFiles,
		"workspace/didChangeWorkspaceFolders": with(s.didChangeFolders),
		"$/cancelRequest":                     with(s.cancelRequest),
		"$/setTrace":                          func(context.Context, json.RawMessage) (any, error) { return nil, nil },
	}
	h := handlers[req.Method]
	if h == nil {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeMethodNotFound, Message: fmt.Sprintf("%q is no method that this server has", req.Method)}
	}
	var params json.RawMessage
	if req.Params != nil {
		params = *req.Params
	}
	return h(ctx, params)
}

// with reads the parameters before it calls a handler.
func with[P any](h func(context.Context, P) (any, error)) func(context.Context, json.RawMessage) (any, error) {
	return func(ctx context.Context, raw json.RawMessage) (any, error) {
		var params P
		if err := json.Unmarshal(raw, &params); err != nil {
			return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: "the parameters cannot be read: " + err.Error()}
		}
		return h(ctx, params)
	}
}

// aside answers in a goroutine of its own. Where too many are being answered, this one waits its turn, and what comes
// behind it too.
func (s *server) aside(ctx context.Context, req *jsonrpc2.Request, answer func(context.Context, json.RawMessage) (any, error)) {
	select {
	case s.slots <- struct{}{}:
	case <-ctx.Done():
		return
	}
	ctx, cancel := context.WithCancel(ctx)
	id := req.ID.String()
	s.mu.Lock()
	s.running[id] = cancel
	s.mu.Unlock()
	s.start(func() {
		defer func() {
			s.mu.Lock()
			delete(s.running, id)
			s.mu.Unlock()
			cancel()
			<-s.slots
		}()
		defer s.guard(ctx, req.Method, func(err error) { s.reply(context.WithoutCancel(ctx), req, nil, err) })
		var params json.RawMessage
		if req.Params != nil {
			params = *req.Params
		}
		result, err := answer(ctx, params)
		if ctx.Err() != nil {
			result, err = nil, &jsonrpc2.Error{Code: codeRequestCancelled, Message: "cancelled"}
		}
		s.reply(context.WithoutCancel(ctx), req, result, err)
	})
}

// reply answers a request; what a notification led to goes to the log, where it went wrong.
func (s *server) reply(ctx context.Context, req *jsonrpc2.Request, result any, err error) {
	if req.Notif {
		if err != nil {
			s.log.Printf("%s: %v", req.Method, err)
		}
		return
	}
	resp := &jsonrpc2.Response{ID: req.ID}
	if err == nil {
		err = resp.SetResult(result)
	}
	if err != nil {
		var known *jsonrpc2.Error
		if !errors.As(err, &known) {
			known = &jsonrpc2.Error{Code: jsonrpc2.CodeInternalError, Message: err.Error()}
		}
		resp.Result, resp.Error = nil, known
	}
	if err := s.conn.SendResponse(ctx, resp); err != nil && !errors.Is(err, jsonrpc2.ErrClosed) {
		s.log.Printf("answering %s: %v", req.Method, err)
	}
}

// cancelRequest ends a request that is being answered. One that is answered already is none of them.
func (s *server) cancelRequest(_ context.Context, p cancelParams) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if cancel := s.running[string(p.ID)]; cancel != nil {
		cancel()
	}
	return nil, nil
}

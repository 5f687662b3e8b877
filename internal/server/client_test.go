package server

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/concurlint/concurlint/internal/overlay"
)

// patienceInTests is how long a test waits for what must come. Nothing waits that long unless it fails.
const patienceInTests = time.Minute

// An editor is a client that speaks over pipes, with the codec of the library, not ours.
type editor struct {
	t       *testing.T
	dir     string
	conn    *jsonrpc2.Conn
	in      io.WriteCloser // to the server, for what no client would send
	ended   chan bool      // what Serve returned
	mu      sync.Mutex
	got     []publishParams
	said    []messageParams
	calls   []string // requests of the server
	work    []string // kinds of progress
	changed chan struct{}
}

// everything is a client that can do all that there is.
const everything = `{
	"general": {"positionEncodings": ["utf-16"]},
	"workspace": {"workspaceEdit": {"documentChanges": false}, "didChangeWatchedFiles": {"dynamicRegistration": true}},
	"textDocument": {
		"publishDiagnostics": {"relatedInformation": true, "versionSupport": true, "codeDescriptionSupport": true, "dataSupport": true},
		"hover": {"contentFormat": ["markdown", "plaintext"]},
		"codeAction": {"isPreferredSupport": true}
	},
	"window": {"workDoneProgress": true}
}`

// newEditor starts a server, which no message has reached yet, over a folder with files.
func newEditor(t *testing.T, files map[string]string) *editor {
	t.Helper()
	e := &editor{t: t, dir: overlay.Real(t.TempDir()), ended: make(chan bool, 1), changed: make(chan struct{}, 1)}
	for name, text := range files {
		e.write(name, text)
	}
	toServer, in := io.Pipe()
	fromServer, out := io.Pipe()
	e.in = in
	go func() {
		e.ended <- Serve(context.Background(), toServer, out, logOf{t}, Options{Version: "test", Dir: t.TempDir(), Delay: 10 * time.Millisecond})
		out.Close()
	}()
	stream := jsonrpc2.NewBufferedStream(pipes{fromServer, in}, jsonrpc2.VSCodeObjectCodec{})
	e.conn = jsonrpc2.NewConn(context.Background(), stream, jsonrpc2.HandlerWithError(e.handle), jsonrpc2.SetLogger(silent{}))
	t.Cleanup(func() { e.conn.Close() })
	return e
}

// dial starts a server and opens its folder.
func dial(t *testing.T, files map[string]string, capabilities string) *editor {
	t.Helper()
	e := newEditor(t, files)
	e.call("initialize", map[string]any{
		"processId": nil, "capabilities": json.RawMessage(capabilities), "workspaceFolders": []folder{{uriOf(e.dir)}},
	}, nil)
	e.notify("initialized", struct{}{})
	return e
}

type pipes struct {
	io.ReadCloser
	io.Writer
}

type logOf struct{ t *testing.T }

func (l logOf) Write(p []byte) (int, error) {
	if strings.Contains(string(p), "goroutine ") {
		l.t.Errorf("the server failed: %s", p)
	}
	return len(p), nil
}

type silent struct{}

func (silent) Printf(string, ...any) {}

func (e *editor) handle(_ context.Context, _ *jsonrpc2.Conn, req *jsonrpc2.Request) (any, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch req.Method {
	case publishMethod:
		var p publishParams
		if err := json.Unmarshal(*req.Params, &p); err != nil {
			e.t.Errorf("%s: %v", req.Method, err)
		}
		e.got = append(e.got, p)
	case "window/showMessage":
		var p messageParams
		if err := json.Unmarshal(*req.Params, &p); err != nil {
			e.t.Errorf("%s: %v", req.Method, err)
		}
		e.said = append(e.said, p)
	case "$/progress":
		var p struct {
			Value struct {
				Kind    string `json:"kind"`
				Message string `json:"message"`
			} `json:"value"`
		}
		if err := json.Unmarshal(*req.Params, &p); err != nil {
			e.t.Errorf("%s: %v", req.Method, err)
		}
		e.work = append(e.work, strings.TrimSpace(p.Value.Kind+" "+p.Value.Message))
	default:
		e.calls = append(e.calls, req.Method)
	}
	select {
	case e.changed <- struct{}{}:
	default:
	}
	return nil, nil
}

func (e *editor) write(name, text string) {
	e.t.Helper()
	path := filepath.Join(e.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		e.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		e.t.Fatal(err)
	}
}

func (e *editor) uri(name string) string { return uriOf(filepath.Join(e.dir, name)) }

func (e *editor) notify(method string, params any) {
	e.t.Helper()
	if err := e.conn.Notify(context.Background(), method, params); err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
}

func (e *editor) call(method string, params, result any) {
	e.t.Helper()
	if err := e.tryCall(method, params, result); err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
}

func (e *editor) tryCall(method string, params, result any) error {
	ctx, cancel := context.WithTimeout(context.Background(), patienceInTests)
	defer cancel()
	return e.conn.Call(ctx, method, params, result)
}

func (e *editor) didOpen(name string, version int, text string) {
	e.t.Helper()
	e.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": e.uri(name), "languageId": "x", "version": version, "text": text}})
}

func (e *editor) didChange(name string, version int, changes ...change) {
	e.t.Helper()
	e.notify("textDocument/didChange", map[string]any{"textDocument": documentID{e.uri(name), version}, "contentChanges": changes})
}

// until waits until something holds of what the server has sent.
func (e *editor) until(what string, holds func() bool) {
	e.t.Helper()
	deadline := time.After(patienceInTests)
	for {
		e.mu.Lock()
		ok := holds()
		got, said := slices.Clone(e.got), slices.Clone(e.said)
		e.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-e.changed:
		case <-deadline:
			e.t.Fatalf("waited in vain for %s; got %+v, said %v", what, got, said)
		}
	}
}

// published waits for the diagnostics of one version of a file.
func (e *editor) published(name string, version int) []diagnostic {
	e.t.Helper()
	var out []diagnostic
	e.until(name, func() bool {
		for _, p := range slices.Backward(e.got) {
			if p.URI == e.uri(name) && p.Version != nil && *p.Version == version {
				out = p.Diagnostics
				return true
			}
		}
		return false
	})
	return out
}

// last returns what was published last of a file.
func (e *editor) last(name string) (publishParams, bool) {
	for _, p := range slices.Backward(e.got) {
		if p.URI == e.uri(name) {
			return p, true
		}
	}
	return publishParams{}, false
}

// actions asks for the actions at a range.
func (e *editor) actions(name string, at textRange, only ...string) []codeAction {
	e.t.Helper()
	var out []codeAction
	e.call("textDocument/codeAction", map[string]any{
		"textDocument": documentID{URI: e.uri(name)}, "range": at, "context": map[string]any{"diagnostics": []any{}, "only": only},
	}, &out)
	return out
}

// applied returns a text after the edits of an action for its file, as an editor makes them: from the last to the first.
func applied(src string, edits []textEdit, e encoding) string {
	edits = slices.Clone(edits)
	slices.SortFunc(edits, func(a, b textEdit) int {
		if a.Range.Start.before(b.Range.Start) {
			return 1
		}
		return -1
	})
	t := newText([]byte(src))
	for _, edit := range edits {
		t = t.apply(change{&edit.Range, edit.NewText}, e)
	}
	return string(t.bytes)
}

func codes(list []diagnostic) []string {
	out := []string{}
	for _, d := range list {
		out = append(out, d.Code)
	}
	return out
}

package server

import (
	"context"
	"fmt"
	"io"
	"log"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/sourcegraph/jsonrpc2"
)

func TestText(t *testing.T) {
	t.Parallel()
	src := newText([]byte("a🐙b\r\n\té\rlast\xff"))
	for _, row := range []struct {
		offset int
		utf16  position
		utf8   position
	}{
		{0, position{0, 0}, position{0, 0}}, {5, position{0, 3}, position{0, 5}}, {6, position{0, 4}, position{0, 6}},
		{8, position{1, 0}, position{1, 0}}, {11, position{1, 2}, position{1, 3}}, {12, position{2, 0}, position{2, 0}}, {17, position{2, 5}, position{2, 5}},
	} {
		got := []any{src.position(row.offset, utf16Units), src.position(row.offset, utf8Units), src.offset(row.utf16, utf16Units), src.offset(row.utf8, utf8Units)}
		if diff := cmp.Diff([]any{row.utf16, row.utf8, row.offset, row.offset}, got, cmp.AllowUnexported(position{})); diff != "" {
			t.Errorf("internal/server/text.go: offset %d: %s", row.offset, diff)
		}
	}
	for _, p := range []position{{-1, 5}, {0, -3}} {
		if got := src.offset(p, utf16Units); got != 0 {
			t.Errorf("internal/server/text.go: offset(%v) = %d", p, got)
		}
	}
	if got := src.offset(position{0, 99}, utf16Units); got != 6 {
		t.Errorf("internal/server/text.go: behind the line: %d, want its end", got)
	}
	if got := src.offset(position{9, 0}, utf16Units); got != 17 {
		t.Errorf("internal/server/text.go: behind the text: %d, want its end", got)
	}
}

// TestFailureOfOurs wants a panic to be answered, logged with its place, and survived.
func TestFailureOfOurs(t *testing.T) {
	t.Parallel()
	var logs strings.Builder
	s := &server{log: log.New(&logs, "", 0)}
	var got error
	func() {
		defer s.guard(t.Context(), "textDocument/hover", func(err error) { got = err })
		panic("boom")
	}()
	if got == nil || !strings.Contains(got.Error(), "concurlint failed on textDocument/hover: boom") || !strings.Contains(logs.String(), "parts_test.go") {
		t.Errorf("internal/server/server.go: guard: %v; log: %s", got, logs.String())
	}
}

// TestQueue wants what is due together to be one run, and a change to end the run of its file and any that is less urgent.
func TestQueue(t *testing.T) {
	t.Parallel()
	q := newQueue()
	ctx, cancel := context.WithCancel(t.Context())
	started, ended, finish := make(chan string), make(chan string), make(chan bool)
	done := make(chan struct{})
	go func() {
		defer close(done)
		q.work(ctx, func(ctx context.Context, uris []string) {
			started <- strings.Join(uris, " ")
			select {
			case <-ctx.Done():
				ended <- "interrupted"
			case <-finish:
				ended <- "finished"
			}
		})
	}()
	want := func(ch chan string, want string) {
		t.Helper()
		select {
		case got := <-ch:
			if got != want {
				t.Errorf("internal/server/queue.go: %s, want %s", got, want)
			}
		case <-time.After(patienceInTests):
			t.Fatalf("internal/server/queue.go: nothing, want %s", want)
		}
	}
	q.again([]string{"b", "c"}, 0)
	want(started, "b c")
	q.add("a", 0) // is more urgent
	want(ended, "interrupted")
	want(started, "a")
	q.add("d", 0) // is as urgent: it waits
	q.add("e", 0)
	finish <- true
	want(ended, "finished")
	want(started, "d e")
	q.add("d", time.Hour) // has changed: e goes on without it
	want(ended, "interrupted")
	want(started, "e")
	q.again([]string{"e"}, 0) // may be outdated
	want(ended, "interrupted")
	want(started, "b c e")
	q.drop("b") // the others go on
	finish <- true
	want(ended, "finished")
	q.hurry("nothing")
	q.hurry("d")
	want(started, "d")
	q.drop("d")
	want(ended, "interrupted")
	q.add("f", time.Hour)
	q.drop("f")
	cancel()
	<-done
}

// TestProgress wants a word about a run that takes long. None is long here, so the server has no patience.
func TestProgress(t *testing.T) {
	t.Parallel()
	files := project()
	files["svc/go.mod"] = "module example.com/svc\n\ngo 1.21\n"
	e := dial(t, files, everything)
	e.didOpen("svc/a.go", 1, "package svc\n") // the go command is slow enough
	e.until("the begin and the end of work", func() bool { return slices.Equal(e.work, []string{"begin a.go", "end"}) })
	e.leave(true)
	silent := dial(t, files, strings.Replace(everything, `"workDoneProgress": true`, `"workDoneProgress": false`, 1))
	silent.didOpen("svc/a.go", 1, "package svc\n")
	silent.published("svc/a.go", 1)
	silent.leave(true)
	if len(silent.work) > 0 || slices.Contains(silent.calls, "window/workDoneProgress/create") {
		t.Errorf("internal/server/progress.go: %v, %v for a client that shows no progress", silent.work, silent.calls)
	}
}

func TestCancelRequest(t *testing.T) {
	t.Parallel()
	for _, id := range []jsonrpc2.ID{{Num: 7}, {Str: "a\"b", IsString: true}} {
		ctx, cancel := context.WithCancel(t.Context())
		s := &server{running: map[string]context.CancelFunc{id.String(): cancel}}
		raw, err := id.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		for _, unknown := range []string{"8", `"7"`, "null", ""} {
			if _, err := s.cancelRequest(t.Context(), cancelParams{[]byte(unknown)}); err != nil || ctx.Err() != nil {
				t.Errorf("internal/server/handle.go: cancelling %s cancels %s", unknown, id)
			}
		}
		if _, err := s.cancelRequest(t.Context(), cancelParams{raw}); err != nil || ctx.Err() == nil {
			t.Errorf("internal/server/handle.go: %s is not cancelled: %v", id, err)
		}
	}
}

// TestSlowClient wants to be heard by the server though it does not read itself.
func TestSlowClient(t *testing.T) {
	t.Parallel()
	in, toServer := io.Pipe()
	fromServer, out := io.Pipe()
	ended := make(chan bool, 1)
	go func() { ended <- Serve(t.Context(), in, out, io.Discard, Options{Dir: t.TempDir()}) }()
	say := func(body string) {
		if _, err := fmt.Fprintf(toServer, "Content-Length: %d\r\n\r\n%s", len(body), body); err != nil {
			t.Fatal(err)
		}
	}
	say(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}`)
	for id := range 100 {
		say(fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":"nothing"}`, id+2))
	}
	read := make(chan string)
	go func() {
		text, _ := io.ReadAll(fromServer)
		read <- string(text)
	}()
	say(`{"jsonrpc":"2.0","id":102,"method":"shutdown"}`)
	say(`{"jsonrpc":"2.0","method":"exit"}`)
	if !<-ended {
		t.Error("Serve = false after shutdown and exit")
	}
	out.Close()
	if text := <-read; !strings.Contains(text, `"id":1,`) || !strings.Contains(text, `"id":102,`) {
		t.Errorf("internal/server/outbox.go: the client got %s, want all answers", text)
	}
}

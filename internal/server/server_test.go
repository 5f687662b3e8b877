package server

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"
)

// dirty has its finding behind a tab and a letter of two UTF-16 units.
const dirty = `import asyncio
from app.client import fetch

async def crawl(urls):
	"🐙"; await asyncio.gather(*(fetch(u) for u in urls))
`

const clean = `import asyncio
from app.client import limited

async def crawl(urls):
	"🐙"; await asyncio.gather(*(limited(u) for u in urls))
`

func project() map[string]string {
	return map[string]string{
		"pyproject.toml":  "[project]\nname = \"app\"\n",
		"app/__init__.py": "",
		"app/jobs.py":     "x = 1\n",
		"app/client.py": `import asyncio
import httpx

SEM = asyncio.Semaphore(4)
client = httpx.AsyncClient()


async def fetch(url):
    return await client.get(url)


async def limited(url):
    async with SEM:
        return await client.get(url)
`,
	}
}

func TestTyping(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		encodings  string
		start, end int
	}{
		{`["utf-16"]`, 13, 54}, // tab, quote, two units, quote, semicolon, blank, "await "
		{`["utf-8", "utf-16"]`, 15, 56},
		{`["utf-32"]`, 13, 54},
	} {
		e := dial(t, project(), strings.Replace(everything, `["utf-16"]`, row.encodings, 1))
		e.didOpen("app/jobs.py", 1, dirty)
		got := e.published("app/jobs.py", 1)
		if len(got) != 1 {
			t.Fatalf("%s: %+v, want one diagnostic", row.encodings, got)
		}
		d := got[0]
		want := textRange{position{4, row.start}, position{4, row.end}}
		if d.Code != "CL101" || d.Range != want || d.Severity != severityWarning || d.Source != "concurlint" || !strings.Contains(d.Message, "'urls'") {
			t.Errorf("%s: %+v, want CL101 at %v", row.encodings, d, want)
		}
		if d.CodeDescription == nil || !strings.HasSuffix(d.CodeDescription.Href, "/rules/CL101-unbounded-gather.md") || d.Data == nil || d.Data.Fingerprint == "" {
			t.Errorf("%s: %+v, %+v, want a link and data", row.encodings, d.CodeDescription, d.Data)
		}
		if len(d.Related) == 0 || d.Related[0].Location.URI != e.uri("app/jobs.py") || d.Related[0].Location.Range.Start.Line != 4 {
			t.Errorf("%s: %+v, want the loop among the related places", row.encodings, d.Related)
		}

		// A limit is typed in, change by change; columns are those of the client.
		at := func(line, from, to int) *textRange { return &textRange{position{line, from}, position{line, to}} }
		column := row.start + len("asyncio.gather(*(")
		e.didChange("app/jobs.py", 2, change{at(1, 23, 28), "limited"}, change{at(4, column, column+len("fetch")), "limited"})
		if got := e.published("app/jobs.py", 2); len(got) != 0 {
			t.Errorf("%s: %v after the change, want none", row.encodings, codes(got))
		}
		// The whole text comes back, and goes.
		e.didChange("app/jobs.py", 3, change{nil, dirty})
		if got := e.published("app/jobs.py", 3); len(got) != 1 {
			t.Errorf("%s: %v, want CL101", row.encodings, codes(got))
		}
		e.notify("textDocument/didClose", documentParams{documentID{URI: e.uri("app/jobs.py")}})
		e.until("nothing of a closed file", func() bool {
			p, ok := e.last("app/jobs.py")
			return ok && p.Version == nil && len(p.Diagnostics) == 0
		})
		e.leave(true)
	}
}

// leave ends the conversation as it should be, and wants Serve to say so.
func (e *editor) leave(shutdown bool) {
	e.t.Helper()
	if shutdown {
		e.call("shutdown", nil, nil)
	}
	e.notify("exit", nil)
	select {
	case got := <-e.ended:
		if got != shutdown {
			e.t.Errorf("Serve = %v after exit, want %v", got, shutdown)
		}
	case <-time.After(patienceInTests):
		e.t.Error("the server does not end after exit")
	}
}

// TestUnsavedAround wants the unsaved text of another file to count, and saving to lint what imports it.
func TestUnsavedAround(t *testing.T) {
	t.Parallel()
	e := dial(t, project(), everything)
	e.didOpen("app/jobs.py", 1, clean)
	e.published("app/jobs.py", 1)
	client := strings.Replace(project()["app/client.py"], "async with SEM:", "if url:", 1)
	e.didOpen("app/client.py", 1, client)
	e.published("app/client.py", 1)
	e.notify("textDocument/didSave", documentParams{documentID{URI: e.uri("app/client.py")}})
	e.until("a finding in the file that imports", func() bool {
		p, ok := e.last("app/jobs.py")
		return ok && slices.Equal(codes(p.Diagnostics), []string{"CL101"})
	})
	e.leave(true)
}

func TestHover(t *testing.T) {
	t.Parallel()
	for _, formats := range []string{`["markdown", "plaintext"]`, `["plaintext"]`} {
		e := dial(t, project(), strings.Replace(everything, `["markdown", "plaintext"]`, formats, 1))
		e.didOpen("app/jobs.py", 1, dirty)
		var h *hover
		e.call("textDocument/hover", hoverParams{documentParams{documentID{URI: e.uri("app/jobs.py")}}, position{4, 15}}, &h)
		if h == nil {
			t.Fatalf("%s: no hover at the finding", formats)
		}
		markdown := strings.Contains(formats, "markdown")
		wants := []string{"unbounded", "A collector starts one task per item", "runs once per item of", "no semaphore, limit or pool on this path", "verdict: unbounded", "take a semaphore in each task", "async with SEM:"}
		for _, want := range wants {
			if !strings.Contains(h.Contents.Value, want) {
				t.Errorf("%s: hover lacks %q:\n%s", formats, want, h.Contents.Value)
			}
		}
		if (h.Contents.Kind == "markdown") != markdown || strings.Contains(h.Contents.Value, "**") != markdown {
			t.Errorf("%s: kind %s:\n%s", formats, h.Contents.Kind, h.Contents.Value)
		}
		if h.Range.Start.Line != 4 {
			t.Errorf("%s: range %v", formats, h.Range)
		}
		e.call("textDocument/hover", hoverParams{documentParams{documentID{URI: e.uri("app/jobs.py")}}, position{0, 3}}, &h)
		if h != nil {
			t.Errorf("%s: hover where nothing is: %+v", formats, h)
		}
		silenced := strings.Replace(dirty, "urls))", "urls))  # concurlint: ignore[CL101] two mirrors", 1)
		e.didChange("app/jobs.py", 2, change{nil, silenced})
		e.call("textDocument/hover", hoverParams{documentParams{documentID{URI: e.uri("app/jobs.py")}}, position{4, 15}}, &h)
		if h == nil || !strings.Contains(h.Contents.Value, ": two mirrors") {
			t.Errorf("%s: %+v, want the reason of the suppression", formats, h)
		}
		e.leave(true)
	}
}

func TestActions(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, file, src string
		line            int
	}{
		{"python", "app/jobs.py", dirty, 4},
		{"python, a text that goes on", "app/jobs.py", strings.Replace(dirty, "gather(*", "gather(\n\t\t# two\n\t\t*", 1), 4},
		{"go", "svc/fetch.go", "package svc\n\nfunc FetchAll(urls []string) {\n\tdone := make(chan bool)\n\tfor _, u := range urls {\n\t\t_ = \"🐙\"; go func() { get(u); done <- true }()\n\t}\n\tfor range urls {\n\t\t<-done\n\t}\n}\n\nfunc get(string) {}\n", 5},
	} {
		files := project()
		files["svc/go.mod"] = "module example.com/svc\n\ngo 1.21\n"
		e := dial(t, files, everything)
		e.didOpen(row.file, 1, row.src)
		got := e.published(row.file, 1)
		if len(got) != 1 || got[0].Range.Start.Line != row.line {
			t.Fatalf("%s: %+v, want one diagnostic in line %d", row.name, got, row.line)
		}
		code := got[0].Code
		list := e.actions(row.file, got[0].Range)
		if len(list) != 1 || list[0].Title != "Suppress "+code+" with a reason" || list[0].Kind != "quickfix" || len(list[0].Diagnostics) != 1 {
			t.Fatalf("%s: %+v, want a suppression", row.name, list)
		}
		if list := e.actions(row.file, textRange{}); len(list) != 0 {
			t.Errorf("%s: %+v where nothing is", row.name, list)
		}
		// The comment asks for its reason; with one, nothing is left to say.
		src := applied(row.src, list[0].Edit.Changes[e.uri(row.file)], utf16Units)
		e.didChange(row.file, 2, change{nil, src})
		if got := e.published(row.file, 2); !slices.Contains(codes(got), "CL902") {
			t.Errorf("%s: %v without a reason, want CL902:\n%s", row.name, codes(got), src)
		}
		src = strings.Replace(src, "ignore["+code+"]", "ignore["+code+"] two mirrors", 1)
		e.didChange(row.file, 3, change{nil, src})
		if got := e.published(row.file, 3); len(got) != 0 {
			t.Errorf("%s: %v with a reason, want none:\n%s", row.name, codes(got), src)
		}
		// The finding is gone, so the comment is one too many: there is a fix for that, and all of them at once.
		src = strings.NewReplacer("fetch(u)", "limited(u)", "import fetch", "import limited", "go func() { get(u); done <- true }()", "get(u)").Replace(src)
		e.didChange(row.file, 4, change{nil, src})
		got = e.published(row.file, 4)
		if !slices.Equal(codes(got), []string{"CL901"}) {
			t.Fatalf("%s: %v, want CL901:\n%s", row.name, codes(got), src)
		}
		for _, only := range [][]string{{"quickfix"}, {"source.fixAll"}, {"source.fixAll.concurlint"}} {
			list := e.actions(row.file, got[0].Range, only...)
			if len(list) != 1 || !strings.HasPrefix(list[0].Kind, only[0]) || list[0].IsPreferred != (only[0] == "quickfix") {
				t.Fatalf("%s: %v: %+v, want one action", row.name, only, list)
			}
			if fixed := applied(src, list[0].Edit.Changes[e.uri(row.file)], utf16Units); strings.Contains(fixed, "concurlint:") || len(fixed) > len(src)-20 {
				t.Errorf("%s: %v: after the fix:\n%s", row.name, only, fixed)
			}
		}
		if list := e.actions(row.file, got[0].Range, "refactor"); len(list) != 0 {
			t.Errorf("%s: %+v, want no refactoring", row.name, list)
		}
		e.leave(true)
	}
}

// TestActionsOfUnlintedText wants actions for the text as it is, though the change came just before.
func TestActionsOfUnlintedText(t *testing.T) {
	t.Parallel()
	e := dial(t, project(), strings.Replace(everything, `"documentChanges": false`, `"documentChanges": true`, 1))
	e.didOpen("app/jobs.py", 1, clean)
	e.published("app/jobs.py", 1)
	e.didChange("app/jobs.py", 7, change{nil, "\n\n" + dirty})
	list := e.actions("app/jobs.py", textRange{position{6, 13}, position{6, 13}})
	if len(list) != 1 || len(list[0].Edit.DocumentChanges) != 1 {
		t.Fatalf("%+v, want a suppression", list)
	}
	edit := list[0].Edit.DocumentChanges[0]
	if edit.TextDocument.Version == nil || *edit.TextDocument.Version != 7 || edit.Edits[0].Range.Start.Line != 6 {
		t.Errorf("%+v, want an edit of version 7 in line 6", edit)
	}
	e.leave(true)
}

func TestConfiguration(t *testing.T) {
	t.Parallel()
	files := project()
	files["concurlint.toml"] = "fail-on = \"error\"\n"
	e := dial(t, files, everything)
	e.didOpen("app/jobs.py", 1, dirty)
	e.published("app/jobs.py", 1)
	e.until("a wish to be told of changes", func() bool { return slices.Contains(e.calls, "client/registerCapability") })
	has := func(name string, want ...string) func() bool {
		return func() bool {
			p, ok := e.last(name)
			return ok && slices.Equal(codes(p.Diagnostics), want)
		}
	}
	changed := func() {
		e.notify("workspace/didChangeWatchedFiles", map[string]any{"changes": []map[string]any{{"uri": e.uri("concurlint.toml"), "type": 2}}})
	}
	e.write("concurlint.toml", "ignore = [\"CL101\"]\n")
	changed()
	e.until("a file without what is ignored", has("app/jobs.py"))

	// A mistake is shown where it stands, and what was found stays as it was.
	e.write("concurlint.toml", "\nignor = [\"CL1\"]\n")
	changed()
	e.until("a diagnostic in the configuration", has("concurlint.toml", ""))
	d, _ := e.last("concurlint.toml")
	if got := d.Diagnostics[0]; got.Range != (textRange{position{1, 0}, position{1, 15}}) || got.Severity != severityError || !strings.Contains(got.Message, `unknown key "ignor", did you mean "ignore"?`) {
		t.Errorf("%+v, want the mistake in line 1", got)
	}
	e.until("a message", func() bool {
		return len(e.said) == 1 && e.said[0].Type == messageError && strings.Contains(e.said[0].Message, "unknown key")
	})
	e.write("concurlint.toml", "[levels]\nCL101 = \"error\"\n")
	changed()
	e.until("a mended configuration", has("concurlint.toml"))
	e.until("the finding again, as an error", func() bool {
		p, _ := e.last("app/jobs.py")
		return len(p.Diagnostics) == 1 && p.Diagnostics[0].Severity == severityError
	})

	// Settings of the editor win over files.
	e.notify("workspace/didChangeConfiguration", map[string]any{"settings": map[string]any{"concurlint": map[string]any{"select": []string{"CL9"}}}})
	e.until("what the editor selects", has("app/jobs.py"))
	e.notify("workspace/didChangeConfiguration", map[string]any{"settings": map[string]any{"concurlint": map[string]any{"select": []string{"CLX"}}}})
	e.until("a message about the settings", func() bool { return len(e.said) == 2 && strings.Contains(e.said[1].Message, "editor's settings") })
	e.leave(true)
}

// TestBadMessages sends what no client should, and wants an answer to the next good request each time.
func TestBadMessages(t *testing.T) {
	t.Parallel()
	e := newEditor(t, project())
	if err := e.tryCall("textDocument/hover", hoverParams{}, nil); code(err) != codeNotInitialized {
		t.Errorf("before initialize: %v, want %d", err, codeNotInitialized)
	}
	e.call("initialize", map[string]any{"capabilities": map[string]any{}, "rootUri": uriOf(e.dir)}, nil)
	if err := e.tryCall("initialize", map[string]any{"capabilities": map[string]any{}}, nil); code(err) != jsonrpc2.CodeInvalidRequest {
		t.Errorf("initialize twice: %v", err)
	}
	e.didOpen("app/jobs.py", 1, dirty)
	frame := func(body string) string { return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body) }
	for _, bad := range []string{
		frame("{"), frame("[]"), frame("null"), frame("{}"), frame(`{"jsonrpc":"2.0","id":{},"method":"x"}`),
		frame(""), frame("\xff\xfe"), "nonsense\r\n\r\n", "Content-Length: many\r\n\r\n", strings.Repeat("x", 10000) + "\r\n",
		frame(`{"jsonrpc":"2.0","method":"textDocument/didChange","params":[1]}`),
		frame(`{"jsonrpc":"2.0","method":"textDocument/didChange"}`),
		frame(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"untitled:1","version":1,"text":"x"}}}`),
		frame(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"%%%","version":1,"text":"x"}}}`),
		frame(`{"jsonrpc":"2.0","method":"textDocument/didClose","params":{"textDocument":{"uri":"file:///nowhere.py"}}}`),
		frame(`{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"` + e.uri("app/jobs.py") + `","version":2},"contentChanges":[{"range":{"start":{"line":99,"character":9},"end":{"line":-4,"character":-4}},"text":"\u0000x"}]}}`),
		frame(`{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{"settings":7}}`),
		frame(`{"jsonrpc":"2.0","method":"$/unknown","params":{}}`),
		frame(`{"jsonrpc":"2.0","id":"not ours","result":1}`),
	} {
		if _, err := e.in.Write([]byte(bad)); err != nil {
			t.Fatalf("%q: %v", bad, err)
		}
		if err := e.tryCall("concurlint/nothing", nil, nil); code(err) != jsonrpc2.CodeMethodNotFound {
			t.Fatalf("after %q: %v, want an answer", bad, err)
		}
	}
	if err := e.tryCall("textDocument/hover", []int{1}, nil); code(err) != jsonrpc2.CodeInvalidParams {
		t.Errorf("hover with a list: %v, want invalid parameters", err)
	}
	e.call("textDocument/hover", hoverParams{documentParams{documentID{URI: "file:///nowhere.py"}}, position{-1, -1}}, nil)
	e.call("shutdown", nil, nil)
	if err := e.tryCall("textDocument/hover", hoverParams{}, nil); code(err) != jsonrpc2.CodeInvalidRequest {
		t.Errorf("after shutdown: %v, want an invalid request", err)
	}
	e.notify("exit", nil)
	if !<-e.ended {
		t.Error("Serve = false after shutdown and exit")
	}
}

func code(err error) int64 {
	if rpc, ok := err.(*jsonrpc2.Error); ok {
		return rpc.Code
	}
	return 0
}

func TestEnds(t *testing.T) {
	t.Parallel()
	dial(t, project(), everything).leave(false)
	e := dial(t, project(), everything)
	e.didOpen("app/jobs.py", 1, dirty)
	e.in.Close() // the editor crashed
	if <-e.ended {
		t.Error("Serve = true though nobody said shutdown")
	}
}

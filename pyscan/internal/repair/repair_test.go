package repair

import (
	"slices"
	"strings"
	"testing"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

const head = "import asyncio\nimport time\nimport requests\nimport inspect\n"

// TestEdits compares a source, in which the call that a finding stands at is between « and », with what becomes of it. None:
// no fix is offered.
func TestEdits(t *testing.T) {
	t.Parallel()
	parser, err := syntax.NewParser(syntax.Options{})
	if err != nil {
		t.Skip(err)
	}
	defer parser.Close()
	for _, row := range []struct{ name, code, src, want string }{
		{"running loop", "CL402", "async def f():\n    «asyncio.get_event_loop()».time()\n", "async def f():\n    asyncio.get_running_loop().time()\n"},
		{"running loop of another name", "CL402", "async def f():\n    «get_event_loop()»\n", ""},
		{"loop alone", "CL404", "«asyncio.Lock(loop=loop)»\n", "asyncio.Lock()\n"},
		{"loop last", "CL404", "«asyncio.sleep(1, loop=loop)»\n", "asyncio.sleep(1)\n"},
		{"loop first", "CL404", "«asyncio.Queue(loop=loop, maxsize=3)»\n", "asyncio.Queue(maxsize=3)\n"},
		{"a loop that is made here", "CL404", "«asyncio.Lock(loop=make())»\n", ""},
		{"current task", "CL404", "«asyncio.Task.current_task()»\n", "asyncio.current_task()\n"},
		{"sleep", "CL504", "async def f():\n    «time.sleep(1)»\n", "async def f():\n    await asyncio.sleep(1)\n"},
		{"sleep in a plain function", "CL504", "def f():\n    «time.sleep(1)»\n", ""},
		{"sleep in a lambda", "CL504", "async def f():\n    g(lambda: «time.sleep(1)»)\n", ""},
		{"sleep as a value", "CL504", "async def f():\n    x = «time.sleep(1)»\n", ""},
		{"to a thread", "CL501", "async def f(u):\n    r = «requests.get(u)»\n", "async def f(u):\n    r = await asyncio.to_thread(requests.get, u, timeout=30)\n"},
		{"to a thread, and then", "CL501", "async def f(u):\n    r = «requests.get(u, timeout=1)».json()\n", "async def f(u):\n    r = (await asyncio.to_thread(requests.get, u, timeout=1)).json()\n"},
		{"to a thread without arguments", "CL502", "async def f(c):\n    «c.ask()»\n", "async def f(c):\n    await asyncio.to_thread(c.ask)\n"},
		{"what is awaited already", "CL505", "async def f(setup):\n    await «setup()»\n", ""},
		{"in a generator that runs later", "CL501", "async def f(us):\n    return (« requests.get(u)» for u in us)\n", ""},
		{"of what a call returns", "CL502", "async def f():\n    «client().ask()»\n", ""},
		{"timeout", "CL510", "«requests.get(u)»\n", "requests.get(u, timeout=30)\n"},
		{"timeout after a comma", "CL510", "«requests.get(\n    u,\n)»\n", "requests.get(\n    u, timeout=30,\n)\n"},
		{"timeout that may be there", "CL510", "«requests.get(u, **how)»\n", ""},
		{"timeout of another library", "CL510", "«other.get(u)»\n", ""},
		{"inspect", "CL405", "«asyncio.iscoroutinefunction(f)»\n", "inspect.iscoroutinefunction(f)\n"},
		{"a gather in a plain function", "CL101", "def f(us):\n    return «asyncio.gather(*[g(u) for u in us])»\n", ""},
		{"a gather of two lists", "CL101", "async def f(us):\n    await «asyncio.gather(*[g(u) for u in us], *vs)»\n", ""},
		{"a gather of what is there", "CL101", "async def f(ts):\n    await «asyncio.gather(*[t for t in ts])»\n", ""},
		{"a task in an expression", "CL201", "async def f():\n    g(«asyncio.create_task(h())»)\n", ""},
		{"a task of the module", "CL201", "«asyncio.create_task(h())»\n", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			start := strings.Index(row.src, "«")
			end := strings.Index(row.src, "»") - len("«")
			src := head + strings.NewReplacer("«", "", "»", "").Replace(row.src)
			tree, err := parser.Parse("a.py", []byte(src))
			if err != nil {
				t.Fatal(err)
			}
			text := src[len(head)+start : len(head)+end]
			blank := len(text) - len(strings.TrimLeft(text, " "))
			f := finding.Finding{Code: row.code, Span: finding.Span{File: "a.py", Start: len(head) + start + blank, End: len(head) + end}}
			edits, _ := New(tree).Edits(f)
			slices.SortStableFunc(edits, func(a, b finding.Edit) int { return b.Span.Start - a.Span.Start })
			got := src
			for _, e := range edits {
				got = got[:e.Span.Start] + e.New + got[e.Span.End:]
			}
			want := head + row.want
			if row.want == "" {
				want = src
			}
			if got != want {
				t.Errorf("pyscan/internal/repair: %s becomes\n%s\nwant\n%s", row.code, got[len(head):], want[len(head):])
			}
		})
	}
}

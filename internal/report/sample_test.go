package report

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/rules"
)

// The hand-made report that all goldens show: one finding over two functions, one on a line with a tab, wide letters and
// an emoji, one from a hostile file, and a notice of each weight.

const fetchGo = `package worker

import (
	"net/http"
	"sync"
)

// FetchAll fetches.

// It waits for all.
func FetchAll(urls []string) {
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fetch(u)
		}()
	}
	wg.Wait()
}

// fetch fetches one.
func fetch(u string) {
	resp, err := http.Get(u)
	_, _ = resp, err
}
`

const widePy = "async def main():\n\tnames = \"日本 👩‍👩‍👧 é\"; await asyncio.gather(*(f(n) for n in names))\n" +
	"    x = [" + "'long', " + "'filler', 'filler', 'filler', 'filler', 'filler', 'filler', 'filler', 'filler', 'filler', 'filler', 'filler', 'filler', 'filler', 'filler'] + await asyncio.gather(*ts)  # tail tail tail tail tail tail tail tail tail tail tail tail tail\n"

const hostilePy = "x = 1  # \x1b[31mred\x1b[0m \u202e\u009b31m ##[error]pwned ##vso[task] \xff\n::error::pwned\r\n"

const hostileName = "evil \x1b]0;title\x07\n::error file=a,line=1::x](http:/ % é `b` ##vso[x;y=1] ]]><script>|a|\n| b & \"c\" '.py"

var sampleFiles = map[string]string{"svc/fetch.go": fetchGo, "app/wide.py": widePy, hostileName: hostilePy}

// at returns the span of text in a file, its n-th occurrence.
func at(t *testing.T, file, text string) finding.Span {
	t.Helper()
	src := sampleFiles[file]
	start := strings.Index(src, text)
	if start < 0 {
		t.Fatalf("internal/report/sample_test.go: %q is not in %q", text, file)
	}
	before := src[:start]
	return finding.Span{
		File: file, Start: start, End: start + len(text),
		Line: strings.Count(before, "\n") + 1, Col: start - strings.LastIndex(before, "\n"),
	}
}

func sample(t *testing.T) *Report {
	t.Helper()
	gather := at(t, "app/wide.py", "asyncio.gather(*(f(n) for n in names))")
	long := at(t, "app/wide.py", "asyncio.gather(*ts)")
	r := &Report{
		Findings: []finding.Finding{
			{
				Code: "CL101", Level: finding.Warning, Confidence: finding.High, Span: gather, Func: "app.wide.main",
				Text:  "asyncio.gather starts one task per item of 'names' with no limit; take a semaphore or a TaskGroup of workers",
				Steps: []finding.Step{{Span: gather, Text: "spawn; no limit on this path", Where: finding.Primary}},
				Bound: "none", Verdict: "unbounded", Lang: "python", Print: "CL101:main:gather:1", Also: []string{"CL103"},
			},
			{
				Code: "CL101", Level: finding.Note, Confidence: finding.Medium, Span: long, Func: "app.wide.main",
				Text: "asyncio.gather starts one task per item of 'ts' with no limit; take a semaphore", Lang: "python", Print: "CL101:main:gather:2",
				Steps: []finding.Step{
					{Span: at(t, "app/wide.py", "'long'"), Text: "far to the left", Where: finding.Flow},
					{Span: long, Text: "in the middle of a long line", Where: finding.Primary},
				},
			},
			hostileFinding(t),
			fanOut(t),
		},
		Notices: []finding.Notice{
			{Span: finding.Span{File: "app/broken.py", Line: 3, Col: 7}, Text: "syntax error: the function 'f' was not analysed", Remedy: "mend it", Kind: finding.ParseError},
			{Text: "Go files were not analysed: go command not found", Remedy: "install Go", Kind: finding.LoadError, Fatal: true},
		},
		Baseline: &Known{Name: ".concurlint-baseline.json", Prune: "concurlint baseline prune", Findings: 12, Stale: 3},
		Revision: &Known{Name: "origin/main\x1b", Findings: 7},

		Stats: finding.Stats{Files: 212, Spawns: 31, Bounded: 29, Assumed: 1},
		Parts: []Part{{"Python", 148}, {"Go", 64}},
		Root:  "/src/repo", Dir: "/src/repo/svc", Version: "v1.2.3", Exit: 2, FailOn: finding.Warning, Elapsed: 800 * time.Millisecond,
	}
	r.Text = func(file string) ([]byte, error) {
		text, ok := sampleFiles[file]
		if !ok {
			return nil, fmt.Errorf("no file %s", file)
		}
		return []byte(text), nil
	}
	r.Raw = r.Text
	r.Rules = []rules.Rule{sampleRule("CL101"), sampleRule("CL106"), sampleRule("CL301"), sampleRule("CL501")}
	return r
}

func fanOut(t *testing.T) finding.Finding {
	t.Helper()
	const file = "svc/fetch.go"
	wait := at(t, file, "wg.Wait()")
	spawn := at(t, file, "go func() {\n\t\t\tdefer wg.Done()\n\t\t\tfetch(u)\n\t\t}()")
	return finding.Finding{
		Code: "CL106", Level: finding.Error, Confidence: finding.High, Span: spawn, Func: "worker.FetchAll",
		Text: "go starts one goroutine per item of 'urls' with no limit; use errgroup with SetLimit",
		Steps: []finding.Step{
			{Span: at(t, file, "urls"), Text: "size comes from the caller: unknown", Func: "worker.FetchAll", Where: finding.Flow},
			{Span: at(t, file, "for _, u := range urls"), Text: "runs once per element of urls[0]", Func: "worker.FetchAll", Where: finding.Flow},
			{Span: spawn, Text: "spawn; no semaphore, SetLimit or pool on this path", Func: "worker.FetchAll", Where: finding.Primary},
			{Span: at(t, file, "http.Get(u)"), Text: "each one holds a connection", Func: "worker.fetch", Where: finding.Related},
			{Text: "looked in net/http"},
		},
		Owner: "sync.WaitGroup `wg` (waits, does not limit)", Bound: "unbounded", Verdict: "unbounded", Fix: "errgroup with SetLimit(8)",
		Lang: "go", Print: "CL106:FetchAll:go:1",
		Edits: []finding.Edit{{Span: wait, New: "_ = g.Wait()"}, {Span: spawn, New: "g.Go(func() error { fetch(u); return nil })"}},
	}
}

func hostileFinding(t *testing.T) finding.Finding {
	t.Helper()
	span := at(t, hostileName, "# \x1b[31mred\x1b[0m")
	return finding.Finding{
		Code: "CL501", Level: finding.Error, Confidence: finding.High, Span: span, Func: "f\x1b[2J\n::error::x",
		Text: "\x1b]0;x\x07 requests.get in '\u202e[x](http://evil)\n::add-mask::x ##[error]y' ]]> </failure><script>alert(1)</script> " +
			"`b` **c** _d_ | e | @octocat www.evil.example ![i](x) &lt; <!-- f -->\n##vso[task.complete result=Failed;]g",
		Steps: []finding.Step{{Span: span, Text: "\u009b2J ##vso[x] [a](b)\r\n::stop-commands::x", Where: finding.Primary}},
		Owner: "\x1b[2J", Bound: "\x07", Fix: "\u2066x", Lang: "python", Print: "x",
	}
}

// sampleRule keeps the golden reports apart from the pages, which change.
func sampleRule(code string) rules.Rule {
	level := map[string]string{"CL101": "warning", "CL106": "error", "CL301": "note", "CL501": "error"}[code]
	return rules.Rule{
		Code: code, Name: "unbounded-things", Title: "Things are started and nothing limits how many", Languages: []string{"go", "python"},
		Level: level, Confidence: "high", Default: true, CWE: []int{770, 400}[:map[string]int{"CL101": 2, "CL106": 1}[code]],
		ReportsAt: "the start", Tags: []string{"concurrency", "reliability"},
		Doc: "## What it does\n\nIt finds things\nthat are many: `go f()` and asyncio.gather, and a sentence that is so long that a terminal would break it in the middle of a word.\n\n" +
			"```go bad\ngo f()\n```\n\n- one\n  two\n- three of which it can be said that it is an item with a text that is longer than a line can be in a terminal\n",
	}
}

package pyscan

import (
	"context"
	"testing"
	"testing/fstest"
)

// TestCache wants what is kept to change no answer: of the file that changes, and of one that it imports.
func TestCache(t *testing.T) {
	t.Parallel()
	const (
		jobs    = "import asyncio\nfrom client import fetch\n\nasync def crawl(urls):\n    await asyncio.gather(*(fetch(u) for u in urls))\n"
		limited = "import asyncio\nimport httpx\n\nSEM = asyncio.Semaphore(4)\nclient = httpx.AsyncClient()\n\nasync def fetch(u):\n    async with SEM:\n        await client.get(u)\n"
		endless = "import httpx\n\nclient = httpx.AsyncClient()\n\nasync def fetch(u):\n    await client.get(u)\n"
	)
	cache := NewCache()
	for _, row := range []struct {
		name, jobs, client string
		want               int
	}{
		{"first", jobs, endless, 1},
		{"again", jobs, endless, 1},
		{"an import changes", jobs, limited, 0},
		{"and changes back", jobs, endless, 1},
		{"the file changes", "x = 1\n", endless, 0},
		{"it does not parse", jobs + "def f(:\n", endless, 1},
		{"it does again", jobs, endless, 1},
	} {
		files := fstest.MapFS{"jobs.py": {Data: []byte(row.jobs)}, "client.py": {Data: []byte(row.client)}}
		opts := Options{Files: []string{"jobs.py"}, Around: []string{"client.py"}, Cache: cache}
		if r := scanOrSkip(t, files, opts); len(r.Findings) != row.want {
			t.Errorf("pyscan/cache.go: %s: %d findings, want %d", row.name, len(r.Findings), row.want)
		}
	}
	if len(cache.files) != 2 {
		t.Errorf("pyscan/cache.go: %d files are kept, want the last text of 2", len(cache.files))
	}
	cache.put("big.py", entry{size: maxCache})
	if len(cache.files) != 1 || cache.bytes != maxCache {
		t.Errorf("pyscan/cache.go: %d files of %d bytes are kept, want the last one alone", len(cache.files), cache.bytes)
	}
}

func scanOrSkip(t *testing.T, files fstest.MapFS, opts Options) Result {
	t.Helper()
	r, err := Scan(context.Background(), files, opts)
	if err != nil {
		t.Fatal(err)
	}
	if r.Stats.Files == 0 {
		t.Skip("this build has no parser")
	}
	return r
}

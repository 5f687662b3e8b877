//go:build unix

package pyscan_test

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/concurlint/concurlint/pyscan"
)

// shapes are projects that grow with a number, each in the way that some analysis could take badly.
var shapes = []struct {
	name string
	size int // of the smaller of the two that are compared: some ten milliseconds of work
	make func(n int) string
}{
	{"statements", 600, func(n int) string { return inCoroutine(repeat(n, "    await asyncio.sleep(%d)\n")) }},
	{"assignments", 600, func(n int) string { return inCoroutine(repeat(n, "    x%d = asyncio.Lock()\n")) }},
	{"branches", 150, func(n int) string { return inCoroutine(repeat(n, "    if a == %d:\n        await b()\n")) }},
	{"returns", 100, func(n int) string { return inCoroutine(repeat(n, "    if a == %d:\n        return open(a)\n")) }},
	{"elifs", 150, func(n int) string {
		return inCoroutine("    if a:\n        pass\n" + repeat(n, "    elif a == %d:\n        b = 1\n"))
	}},
	{"handlers", 100, func(n int) string {
		return inCoroutine(repeat(n, "    try:\n        await a(%d)\n    except E:\n        pass\n"))
	}},
	{"finallys", 100, func(n int) string {
		return inCoroutine(repeat(n, "    try:\n        await a(%d)\n    finally:\n        b()\n"))
	}},
	{"returns in a try", 50, func(n int) string {
		return inCoroutine("    try:\n" + repeat(n, "        if a == %d:\n            return open(a)\n") + "    finally:\n        b()\n")
	}},
	{"withs", 150, func(n int) string { return inCoroutine(repeat(n, "    async with a(%d) as b:\n        await b.c()\n")) }},
	{"loops", 150, func(n int) string { return inCoroutine(repeat(n, "    for x in y:\n        await x.get(%d)\n")) }},
	{"findings", 300, func(n int) string { return inCoroutine(repeat(n, "    asyncio.create_task(a(%d))\n")) }},
	{"functions", 300, func(n int) string { return repeat(n, "async def f%d(a):\n    await a.b()\n") }},
	{"calls of one function", 300, func(n int) string {
		return "async def f(a):\n    await a.b()\n" + repeat(n, "async def f%d(a):\n    await f(a)\n")
	}},
	{"calls of all functions", 200, func(n int) string {
		return repeat(n, "def f%d():\n    pass\n") + "def all():\n" + repeat(n, "    f%d()\n")
	}},
	{"a chain of calls", 200, func(n int) string { return chain(n, "async def f%d(a):\n    await f%d(a)\n    await a.b()\n") }},
	{"a ring of calls", 100, func(n int) string {
		return chain(n, "async def f%d(a):\n    await f%d(a)\n    await a.b()\n") + fmt.Sprintf("async def f%d(a):\n    await f0(a)\n", n)
	}},
	{"classes", 200, func(n int) string {
		return "class A:\n    pass\n" + repeat(n, "class A%d(A):\n    def m(self):\n        self.x = open('x')\n")
	}},
	{"a chain of classes", 100, func(n int) string {
		return "class A0:\n    pass\n" + chainUp(n, "class A%d(A%d):\n    def m(self):\n        self.m()\n")
	}},
	{"methods", 200, func(n int) string {
		return "class A:\n" + repeat(n, "    def m%[1]d(self):\n        self.x%[1]d = 1\n        self.x%[1]d.y()\n")
	}},
	{"elements", 800, func(n int) string { return "x = [\n" + repeat(n, "    {'a': %d, 'b': [f(1)]},\n") + "]\n" }},
	{"additions", 1000, func(n int) string { return "x = 1" + repeat(n, " + f(%d)") + "\n" }},
	{"arguments", 1000, func(n int) string { return "f(" + repeat(n, "g(%d), ") + ")\n" }},
	{"imports", 500, func(n int) string { return repeat(n, "import a%[1]d.b as c%[1]d\nc%[1]d.d()\n") }},
	{"closures", 100, func(n int) string {
		return inCoroutine(repeat(n, "    x%[1]d = 1\n    def g%[1]d():\n        return x%[1]d\n"))
	}},
	{"tasks", 100, func(n int) string {
		return inCoroutine("    ts = []\n" + repeat(n, "    ts.append(asyncio.create_task(a(%d)))\n") + "    await asyncio.gather(*ts)\n")
	}},
}

func inCoroutine(body string) string { return "import asyncio\nasync def f(a, y):\n    pass\n" + body }

// repeat writes a line n times, each with its number.
func repeat(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// chain writes n definitions, each of which names the next.
func chain(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i, i+1)
	}
	return b.String()
}

// chainUp writes n definitions, each of which names the one before.
func chainUp(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i+1, i)
	}
	return b.String()
}

// growth is how much larger the larger project is, and mostGrowth how much more it may cost: a square would be 64.
const (
	growth     = 8
	mostGrowth = 40
)

// TestGrowth scans projects of two sizes. What a scan costs must not grow with the square of what it reads. It counts the
// time of the processor and not that of the clock, and asks again before it fails: other work disturbs neither.
func TestGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("it scans large files")
	}
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) {
			small, large := s.make(s.size), s.make(s.size*growth)
			ratio := 0.0
			for range 3 {
				few, many := cost(t, small), cost(t, large)
				if ratio = float64(many) / float64(few); ratio <= mostGrowth {
					t.Logf("%v and %v", few, many)
					return
				}
			}
			t.Errorf("%d times as many cost %.0f times as much, %d at most: see -cpuprofile", growth, ratio, mostGrowth)
		})
	}
}

// enough is how much time of the processor is measured at once: kernels count it in steps of some milliseconds.
const enough = 50 * time.Millisecond

// cost is the time of the processor that a scan of one file takes, on average over as many as take long enough.
func cost(t *testing.T, src string) time.Duration {
	t.Helper()
	fsys := fstest.MapFS{"a.py": {Data: []byte(src)}}
	before := processor(t)
	for scans := time.Duration(1); ; scans++ {
		if _, err := pyscan.Scan(t.Context(), fsys, pyscan.Options{Files: []string{"a.py"}, Target: "3.12", MaxFileSize: 64 << 20}); err != nil {
			t.Fatal(err)
		}
		if used := processor(t) - before; used >= enough {
			return used / scans
		}
	}
}

func processor(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano())
}

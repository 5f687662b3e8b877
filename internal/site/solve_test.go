package site

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSolveBringsWhatHelpersDoToTheirCallers(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, in, fn string
		want         []string
	}{
		{
			name: "limiter in the callee of a callee, inside a spawned body",
			in: `func get async params=1
  call fetch args=item:param0/u must
func fetch async params=1
  enter asyncio.Semaphore on=limiter:process/a.SEM must
  use on=client:process/c must
func main async
  spawn asyncio.gather on=task:call/ts at=loop#1(data urls) must { call get args=item:call/u must }`,
			fn:   "main",
			want: []string{"spawn asyncio.gather on=task:call:main/ts at=loop#1(data urls) must first seq=1 { call get args=item:call:main/u must first seq=1; enter asyncio.Semaphore on=limiter:process/a.SEM must first seq=2 via=get*,fetch*; use on=client:process/c must first seq=3 via=get*,fetch* }"},
		},
		{
			name: "a returned connection is the caller's object and the helper's close on its error way is not",
			in: `func open ways=1r,2r
  open asyncpg.connect on=conn:result0/c must ways=1,2
  leave asyncpg.close on=conn:result0/c maybe ways=2
  escape on=conn:result0/c must ways=1
func main ways=1r
  call open args=conn:call/db must ways=1
  leave close on=conn:call/db must ways=1`,
			fn: "main",
			want: []string{
				"call open args=conn:call:main/db must first ways=1 seq=1",
				"open asyncpg.connect on=conn:call:main/db must first ways=1 seq=2 via=open",
				"leave close on=conn:call:main/db must first ways=1 seq=3",
			},
		},
		{
			name: "a close that the helper may skip is unsure in the caller",
			in: `func finish params=1 ways=1r
  leave close on=conn:param0/c maybe ways=1?
func main ways=1r
  open connect on=conn:call/c must
  call finish args=conn:call/c must ways=1`,
			fn: "main",
			want: []string{
				"open connect on=conn:call:main/c must first seq=1",
				"call finish args=conn:call:main/c must first ways=1 seq=2",
				"leave close on=conn:call:main/c maybe first ways=1? seq=3 via=finish",
			},
		},
		{
			name: "two calls of one helper make two objects, and frames get numbers of their own",
			in: `func work
  open X on=limiter:call/s must
  enter X on=limiter:call/s at=loop#1(3) must
func main
  call work at=loop#1(data xs) must
  call work must`,
			fn: "main",
			want: []string{
				"call work at=loop#1(data xs) must first seq=1",
				"open X on=limiter:call:work/s@1 at=loop#1(data xs) must first seq=2 via=work",
				"enter X on=limiter:call:work/s@1 at=loop#1(data xs),loop#2(3) must first seq=3 via=work",
				"call work must first seq=4",
				"open X on=limiter:call:work/s@2 must first seq=5 via=work",
				"enter X on=limiter:call:work/s@2 at=loop#3(3) must first seq=6 via=work",
			},
		},
		{
			name: "an attribute of a parameter follows the argument",
			in: `func helper params=1
  enter acquire on=limiter:param0/ctx.sem must
func main params=1
  call helper args=object:param0/c must`,
			fn:   "main",
			want: []string{"call helper args=object:param0/c must first seq=1", "enter acquire on=limiter:param0/c.sem must first seq=2 via=helper"},
		},
		{
			name: "functions that call each other end, and the shortest way is kept",
			in: `func a
  call b must
  block requests.get for=http must
func b
  call a must
  call c must
func c
  block requests.get for=http must`,
			fn:   "b",
			want: []string{"call a must first seq=1", "block requests.get for=http must first seq=2 via=a", "call c must notfirst seq=3", "block requests.get for=http must notfirst seq=4 via=c"},
		},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			funcs, err := Parse(row.in)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range Solve(t.Context(), funcs, nil) {
				if f.Name == row.fn {
					for _, s := range f.Sites {
						got = append(got, s.String())
					}
				}
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("internal/site/inline.go (-want +got):\n%s\n%s", diff, strings.Join(got, "\n"))
			}
		})
	}
}

// TestResultIsNotThereWhereTheCallFails: what the call was given is.
func TestResultIsNotThereWhereTheCallFails(t *testing.T) {
	t.Parallel()
	callee := &Func{Name: "a.open", Params: 1, Ways: []Way{{ID: 1}}, Sites: []Site{
		{Do: Open, On: Ref{Kind: Conn, Scope: ScopeResult, Name: "c"}, Ways: []Way{{ID: 1, Sure: Yes}}},
		{Do: Escape, On: Ref{Kind: Pool, Scope: ScopeParam, Name: "p"}, Ways: []Way{{ID: 1, Sure: Yes}}},
	}}
	call := Site{
		Do: Call, API: "a.open", Ways: []Way{{ID: 1, Sure: Yes}, {ID: 2, Sure: Yes}}, Fails: []int{1},
		Args: []Ref{{Scope: ScopeCall, Func: "a.f", Name: "p"}, {Scope: ScopeCall, Func: "a.f", Name: "c"}},
	}
	var got [][]int
	for _, s := range Inline(callee, call, func(id int) int { return id }) {
		var ids []int
		for _, w := range s.Ways {
			ids = append(ids, w.ID)
		}
		got = append(got, ids)
	}
	if d := cmp.Diff([][]int{{2}, {1, 2}}, got); d != "" {
		t.Errorf("ways of the open and the escape (-want +got); see inliner.ways in internal/site/inline.go:\n%s", d)
	}
}

// TestSolveOfARing: functions that await and start each other stay as large as the bounds say, however many there are.
func TestSolveOfARing(t *testing.T) {
	t.Parallel()
	for _, ring := range []int{12, 600} {
		testRing(t, ring)
	}
}

func testRing(t *testing.T, ring int) {
	t.Helper()
	var in strings.Builder
	for i := range ring {
		fmt.Fprintf(&in, "func f%d async params=1\n", i)
		for step := 1; step <= 3; step++ {
			to := (i + step) % ring
			fmt.Fprintf(&in, "  call f%d args=item:param0/xs must\n", to)
			fmt.Fprintf(&in, "  spawn asyncio.gather on=task:call/t%d at=loop#%d(data xs) must { call f%d args=item:call/x must }\n", step, step, to)
		}
	}
	funcs, err := Parse(in.String())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Solve(t.Context(), funcs, nil) {
		// One callee more than fits is put together before it is known to be too large.
		if got, most := size(f.Sites), 2*min(maxSize, maxRing/ring)+maxInlined; got > most {
			t.Fatalf("%s of a ring of %d is made of %d sites, want at most %d", f.Name, ring, got, most)
		}
		// The function itself, its bodies, and the one that says that more is unknown.
		if got, most := depth(&f, 100), maxNested+2; got > most {
			t.Errorf("%s has %d bodies one in another, want at most %d", f.Name, got, most)
		}
	}
}

func TestSolveEndsWithItsContext(t *testing.T) {
	t.Parallel()
	funcs, err := Parse("func a async\n  call b must\nfunc b async\n  block time.sleep must")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if diff := cmp.Diff(funcs, Solve(ctx, funcs, nil)); diff != "" {
		t.Errorf("after the end of its context Solve went on (-given +got):\n%s", diff)
	}
}

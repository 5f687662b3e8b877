package workers_test

import (
	"context"
	"iter"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/concurlint/concurlint/internal/workers"
)

func TestEachGivesEveryJobOnce(t *testing.T) {
	t.Parallel()
	const n = 1000
	var given [n]atomic.Int32
	workers.Each(t.Context(), n, func(jobs iter.Seq[int]) {
		for i := range jobs {
			given[i].Add(1)
		}
	})
	for i := range given {
		if got := given[i].Load(); got != 1 {
			t.Fatalf("job %d was given %d times, want once", i, got)
		}
	}
}

func TestEachEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	workers.Each(ctx, 10, func(jobs iter.Seq[int]) {
		for i := range jobs {
			t.Errorf("job %d was given after the end of the context", i)
		}
	})
}

func TestEachPanicsWithItsWorker(t *testing.T) {
	t.Parallel()
	defer func() {
		p, ok := recover().(*workers.Panic)
		if !ok || p.Value != "boom" || !strings.Contains(p.String(), "workers_test.go") {
			t.Errorf("recovered %v, want boom and where it was", p)
		}
	}()
	workers.Each(t.Context(), 10, func(jobs iter.Seq[int]) {
		for i := range jobs {
			if i == 3 {
				panic("boom")
			}
		}
	})
	t.Error("Each returned")
}

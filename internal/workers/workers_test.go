package workers_test

import (
	"context"
	"iter"
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

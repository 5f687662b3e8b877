package lower

import (
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// retryPolicy: a for over an object whose row is a retry is a retry loop.
func (w *walker) retryPolicy(v *value, head *loopHead) *rules.Model {
	if v.row == nil || v.row.Frame == "" || v.ctor == nil {
		return nil
	}
	head.times = w.attempts(v.row, v.ctor)
	if v.row.Frame == "retry" {
		head.retry = site.Yes
	}
	return v.row
}

// attempts is how often a retry row tries.
func (w *walker) attempts(row *rules.Model, c *call) site.Amount {
	if row.Times == nil {
		return site.Amount{}
	}
	got := w.amount(c, row.Times, 1)
	if a, ok := c.at(row.Times.Arg, row.Times.Index); ok {
		got = w.policy(a.node, got, 1, func(r *rules.Model) *rules.Value { return r.Times })
	}
	return got
}

// policyWait is the delay between two attempts.
func (w *walker) policyWait(row *rules.Model, c *call, n syntax.Node) {
	s := site.Site{Do: site.Wait, API: c.api}
	if row.Time != nil {
		s.Time = w.delay(c, row)
	}
	w.emit(s, n)
}

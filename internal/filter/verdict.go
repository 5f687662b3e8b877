package filter

import (
	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/finding"
)

// The exit codes of check; there are no others but 130, for an interrupt.
const (
	ExitClean      = 0
	ExitFindings   = 1
	ExitIncomplete = 2 // wrong use, or the run cannot count as complete
)

// Verdict returns the exit code of a run. Incomplete wins over findings: a pipeline that lets findings pass must still
// stop where nothing was looked at.
func Verdict(shown []finding.Finding, notices []finding.Notice, opts config.Options) int {
	for _, n := range notices {
		if n.Fatal || opts.Strict && weakens(n) {
			return ExitIncomplete
		}
	}
	if opts.ExitZero {
		return ExitClean
	}
	for _, f := range shown {
		if f.Level >= opts.FailOn {
			return ExitFindings
		}
	}
	return ExitClean
}

// weakens reports whether the notice says that something in scope was not analysed in full. What was decoded with
// care or left out on purpose was, and the earlier revision is nobody's to mend.
func weakens(n finding.Notice) bool {
	switch n.Kind {
	case finding.Excluded, finding.Missing, finding.NothingToDo, finding.OldRevision:
		return false
	}
	return true
}

// Package check decides: it reads the sites of a package or a project and the proofs on them, and says what is wrong.
// A rule means the same in both languages because it is written here once. It must not see go/ast or tree-sitter.
package check

import (
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// A Unit is what is decided together: a Go package with the facts of its imports, or a Python project.
type Unit struct {
	Lang   string                // go or python
	Funcs  []site.Func           // of the unit, as lowered: Decide solves them
	Facts  map[string]*site.Func // functions of other units, solved, by name
	Models *rules.Models
}

// Options are the user's choices that decisions depend on.
type Options struct {
	MaxConstant int64 // a constant count up to this is no fan-out; DefaultMaxConstant where 0
}

// DefaultMaxConstant is the number of tasks that a constant may start without a limit.
const DefaultMaxConstant = 50

// A Result is what Decide found.
type Result struct {
	Findings []finding.Finding
	Solved   []site.Func // the unit's functions with what their callees do
	Stats    finding.Stats
	PerFile  map[string]finding.Stats // the same by file
}

// Only returns what the result says about the files that named accepts. The rest was read for what they call.
func (r Result) Only(named func(path string) bool) Result {
	out := Result{PerFile: r.PerFile}
	for path, stats := range r.PerFile {
		if named(path) {
			out.Stats = out.Stats.Add(stats)
		}
	}
	for _, f := range r.Findings {
		if named(f.Span.File) {
			out.Findings = append(out.Findings, f)
		}
	}
	for _, f := range r.Solved {
		if named(f.Span.File) {
			out.Solved = append(out.Solved, f)
		}
	}
	return out
}

// A Scan is what one language has to say about a tree: the result of Decide over all its units, and what could not be
// analysed.
type Scan struct {
	Result
	Notices []finding.Notice
	Partial []string // files that were not analysed in full: what is not found there may be there all the same
}

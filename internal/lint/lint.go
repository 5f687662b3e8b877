// Package lint is what every way of running has in common: the configuration that holds, the analysis, and what of it is
// shown. It knows nothing of flags, terminals and protocols.
package lint

import (
	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/engine"
	"github.com/concurlint/concurlint/internal/filter"
	"github.com/concurlint/concurlint/internal/report"
)

// EngineOptions returns what a run in a folder looks at, with a configuration that is filled in.
func EngineOptions(dir string, opts config.Options) engine.Options {
	return engine.Options{
		Dir: dir, Paths: opts.Paths, Exclude: opts.Exclude, ExcludeIn: opts.ExcludeIn, ExcludeThere: opts.ExcludeThere,
		ForceExclude: opts.ForceExclude, Overlay: opts.Overlay, Languages: engine.Languages(opts),
	}
}

// Report returns what is shown of a run.
func Report(run *engine.Run, set Setup) (*report.Report, error) {
	r := NewReport(run)
	r.Findings, r.Suppressed = filter.Apply(run.Findings, filter.Settings{Folders: run.Folders, File: set.OfFile(run.Root)})
	r.Notices = append(r.Notices, set.Notices()...)
	var err error
	r.Rules, err = set.RuleSet(r.Findings, r.Suppressed)
	return r, err
}

// NewReport returns a report of a run without findings.
func NewReport(run *engine.Run) *report.Report {
	r := &report.Report{
		Notices: run.Notices, Stats: run.Stats, Root: run.Root, Dir: run.Dir, Text: run.Text, Raw: run.Raw,
	}
	for _, p := range run.Parts {
		r.Parts = append(r.Parts, report.Part{Title: p.Title, Files: p.Stats.Files})
	}
	return r
}

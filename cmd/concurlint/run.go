package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/engine"
	"github.com/concurlint/concurlint/internal/filter"
	"github.com/concurlint/concurlint/internal/lint"
	"github.com/concurlint/concurlint/internal/report"
)

// check is the whole of a run: analyse, filter, leave out what is known, fix or silence what is asked for, report.
func check(ctx context.Context, s streams, opts config.Options, set lint.Setup, fixes fixOptions) error {
	start := time.Now()
	c, err := newChecker(ctx, opts, set)
	if err != nil {
		return err
	}
	run, r, err := c.run(ctx)
	switch {
	case err != nil:
		return err
	case fixes.diff:
		return c.diff(ctx, s, run, r, fixes)
	case fixes.fix:
		r, err = c.fix(ctx, s, run, r, fixes)
	case opts.AddIgnore != "":
		r, err = c.addIgnores(ctx, s, r)
	}
	if err != nil {
		return err
	}
	r.Elapsed = time.Since(start)
	if err := present(s, opts, r); err != nil {
		return err
	}
	if r.Exit != filter.ExitClean {
		return exit{r.Exit}
	}
	return nil
}

// A checker does a run, as often as it is asked to.
type checker struct {
	opts  config.Options
	set   lint.Setup
	known *knownFile // nil: no baseline is used
	old   *oldRun    // nil: no revision is compared with
}

// newChecker reads what a run is compared with, so that a mistake there costs no time.
func newChecker(ctx context.Context, opts config.Options, set lint.Setup) (*checker, error) {
	c := &checker{opts: opts, set: set}
	if opts.Baseline != "" {
		known, err := readKnown(opts.Baseline)
		if err != nil {
			return nil, err
		}
		c.known = known
	}
	if opts.NewFrom != "" || opts.MergeBase != "" {
		old, err := openOld(ctx, opts, set)
		if err != nil {
			return nil, err
		}
		c.old = old
	}
	return c, nil
}

// run analyses, and returns what is to be reported.
func (c *checker) run(ctx context.Context) (*engine.Run, *report.Report, error) {
	run, r, err := c.analyse(ctx)
	if err != nil {
		return nil, nil, err
	}
	if c.known != nil {
		c.known.leaveOut(r, run, c.set)
		if r.Baseline.Stale > 0 && c.opts.Strict {
			r.Notices = append(r.Notices, r.StaleNotice())
		}
	}
	if c.old != nil {
		if err := c.old.leaveOut(ctx, r, run); err != nil {
			return nil, nil, err
		}
	}
	if r.Rules, err = c.set.RuleSet(r.Findings, r.Suppressed); err != nil {
		return nil, nil, err
	}
	r.SarifSuppressed, r.FailOn = c.opts.SarifSuppressed, c.opts.FailOn
	r.Exit = filter.Verdict(r.Findings, r.Notices, c.opts)
	return run, r, nil
}

// analyse returns a run, and the report of all that it found.
func (c *checker) analyse(ctx context.Context) (*engine.Run, *report.Report, error) {
	run, err := analyse(ctx, c.opts)
	if err != nil {
		return nil, nil, err
	}
	r, err := lint.Report(run, c.set)
	if err != nil {
		return nil, nil, err
	}
	r.Version = version()
	return run, r, nil
}

func analyse(ctx context.Context, opts config.Options) (*engine.Run, error) {
	dir, err := workingDir()
	if err != nil {
		return nil, err
	}
	return engine.Analyse(ctx, lint.EngineOptions(dir, opts))
}

func workingDir() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("finding the working directory: %w", err)
	}
	return dir, nil
}

// shownPath is a path as the user would write it: relative to the working directory, as reports name files.
func shownPath(path string) string {
	dir, err := os.Getwd()
	if err != nil {
		return path
	}
	rel, err := filepath.Rel(dir, path)
	if err != nil {
		return path
	}
	return filepath.ToSlash(rel)
}

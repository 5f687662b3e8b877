package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/engine"
	"github.com/concurlint/concurlint/internal/filter"
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/report"
)

func checkCommand(s streams) *cobra.Command {
	var opts config.Options
	var formats []string
	var failOn string
	cmd := &cobra.Command{
		Use:   "check [PATH...]",
		Short: "Lint files and folders, Go and Python together",
		Long: "check lints the files and folders named, or the working directory. A folder is searched through, without\n" +
			"what .gitignore names, environments, dependencies and caches; a file that is named is always taken.\n\n" +
			"Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 wrong use, or the run is not complete.",
		Example: "  concurlint check .\n  concurlint check --output-format sarif=out.sarif --output-format full services/",
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.Paths = args
			if err := complete(&opts, formats, failOn); err != nil {
				return err
			}
			set, err := configure(cmd, &opts)
			if err != nil {
				return err
			}
			return check(cmd.Context(), s, opts, set)
		},
	}
	scopeFlags(cmd, &opts)
	f := cmd.Flags()
	f.StringSliceVar(&opts.Select, "select", nil, "rules to run: codes, prefixes (CL1), names, or all (default: the rules that are on by default)")
	f.StringSliceVar(&opts.Ignore, "ignore", nil, "rules to leave out: codes, prefixes, names")
	f.StringArrayVar(&formats, "output-format", []string{"full"}, "how to report, FORMAT or FORMAT=FILE, may be repeated: "+strings.Join(report.FormatNames(), ", "))
	f.BoolVar(&opts.SarifSuppressed, "sarif-include-suppressed", false, "write suppressed findings into SARIF too, with their reasons; code scanning would show them as open")
	f.StringVar(&failOn, "fail-on", "warning", "lowest level that fails the run: note, warning, error")
	f.BoolVar(&opts.ExitZero, "exit-zero", false, "exit with 0 even when there are findings")
	f.BoolVar(&opts.Strict, "strict", false, "exit with 2 when any file could not be analysed in full")
	f.BoolVarP(&opts.Quiet, "quiet", "q", false, "print findings only")
	f.StringVar(&opts.Color, "color", "auto", "colour text: auto, always, never")
	return cmd
}

// scopeFlags are those that say what is looked at; the census has them too.
func scopeFlags(cmd *cobra.Command, opts *config.Options) {
	f := cmd.Flags()
	f.StringSliceVar(&opts.Exclude, "exclude", nil, "files and folders to leave out, as a .gitignore here would write them")
	f.BoolVar(&opts.ForceExclude, "force-exclude", false, "leave excluded files out even when they are named, and skip missing ones (for hooks)")
	f.BoolVar(&opts.Tests, "tests", true, "look at Go test files too")
	f.StringArrayVar(&opts.Config, "config", nil, "configuration file, or settings in TOML such as 'fail-on=\"error\"', may be repeated (default: the nearest concurlint.toml or pyproject.toml above each file)")
	f.BoolVar(&opts.Isolated, "isolated", false, "look for no configuration file")
	f.StringSliceVar(&opts.Tags, "tags", nil, "Go build tags")
	f.StringVar(&opts.TargetPython, "target-python", "", "lowest Python version the code runs on, such as 3.11 (default: the project's requires-python)")
}

// complete checks what the flags say, before any work.
func complete(opts *config.Options, formats []string, failOn string) error {
	level, ok := finding.ParseLevel(failOn)
	if !ok {
		return config.Choice("--fail-on", failOn, []string{"note", "warning", "error"})
	}
	opts.FailOn = level
	if err := config.Choice("--color", opts.Color, []string{"auto", "always", "never"}); err != nil {
		return err
	}
	if err := config.CheckPython(opts.TargetPython); err != nil {
		return err
	}
	outputs, err := config.ParseOutputs(formats, report.FormatNames())
	opts.Outputs = outputs
	return err
}

// check is the whole of a run: analyse, filter, report.
func check(ctx context.Context, s streams, opts config.Options, set setup) error {
	start := time.Now()
	run, err := analyse(ctx, opts)
	if err != nil {
		return err
	}
	r := newReport(run)
	r.Findings, r.Suppressed = filter.Apply(run.Findings, filter.Settings{Folders: run.Folders, File: set.ofFile(run.Root)})
	r.Notices = append(r.Notices, set.notices()...)
	if r.Rules, err = set.ruleSet(r.Findings, r.Suppressed); err != nil {
		return err
	}
	r.SarifSuppressed = opts.SarifSuppressed
	r.FailOn = opts.FailOn
	r.Exit = filter.Verdict(r.Findings, r.Notices, opts)
	r.Elapsed = time.Since(start)
	if err := present(s, opts, r); err != nil {
		return err
	}
	if r.Exit != filter.ExitClean {
		return exit{r.Exit}
	}
	return nil
}

func analyse(ctx context.Context, opts config.Options) (*engine.Run, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("finding the working directory: %w", err)
	}
	return engine.Analyse(ctx, engine.Options{
		Dir: dir, Paths: opts.Paths, Exclude: opts.Exclude, ExcludeIn: opts.ExcludeIn, ExcludeThere: opts.ExcludeThere, ForceExclude: opts.ForceExclude, Languages: engine.Languages(opts),
	})
}

func newReport(run *engine.Run) *report.Report {
	r := &report.Report{
		Notices: run.Notices, Stats: run.Stats, Root: run.Root, Dir: run.Dir, Version: version(),
		Text: run.Text, Raw: run.Raw,
	}
	for _, p := range run.Parts {
		r.Parts = append(r.Parts, report.Part{Title: p.Title, Files: p.Stats.Files})
	}
	return r
}

// present writes every report. One that cannot be written fails the run, but takes no other with it.
func present(s streams, opts config.Options, r *report.Report) error {
	var screen []byte
	var failed []error
	closing := s.err // the closing line must not stand in a report for programs
	said := *r       // for standard error: what is said of the run, and of what a report had no room for
	said.Notices = slices.Clone(r.Notices)
	r.Cut = func(n finding.Notice) { said.Notices = append(said.Notices, n) }
	for _, out := range opts.Outputs {
		format, text, err := render(out, opts, r, s.out)
		switch {
		case err != nil:
			failed = append(failed, err)
		case out.File != "":
			failed = append(failed, writeFile(out.File, text))
		default:
			screen = text
			if format.Human {
				closing = s.out
			}
		}
	}
	return errors.Join(show(s, opts, &said, screen, closing), errors.Join(failed...))
}

// render returns the whole report, so that nothing is written of one that fails half-way.
func render(out config.Output, opts config.Options, r *report.Report, screen *os.File) (report.Format, []byte, error) {
	format, err := report.FormatOf(out.Format)
	if err != nil {
		return format, nil, err
	}
	style := styleFor(opts.Color, screen)
	if out.File != "" {
		style = fileStyle(opts.Color)
	}
	var buf bytes.Buffer
	if err := format.Write(&buf, r, style); err != nil {
		return format, nil, fmt.Errorf("writing the %s report: %w", out.Format, err)
	}
	return format, buf.Bytes(), nil
}

// show writes what goes to the screen: the report, what could not be analysed, and the closing line.
func show(s streams, opts config.Options, r *report.Report, screen []byte, closing *os.File) error {
	if _, err := s.out.Write(screen); err != nil {
		return fmt.Errorf("writing to standard output: %w", err)
	}
	if err := report.WriteNotices(s.err, r, styleFor(opts.Color, s.err), opts.Quiet); err != nil {
		return fmt.Errorf("writing to standard error: %w", err)
	}
	if opts.Quiet {
		return nil
	}
	if _, err := fmt.Fprintln(closing, r.Summary()); err != nil {
		return fmt.Errorf("writing the closing line: %w", err)
	}
	return nil
}

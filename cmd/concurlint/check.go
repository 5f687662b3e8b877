package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/lint"
	"github.com/concurlint/concurlint/internal/report"
	"github.com/concurlint/concurlint/internal/suppress"
)

func checkCommand(s streams) *cobra.Command {
	var opts config.Options
	var formats []string
	var failOn, stdin string
	var fixes fixOptions
	cmd := &cobra.Command{
		Use:   "check [PATH...]",
		Short: "Lint files and folders, Go and Python together",
		Long: "check lints the files and folders named, or the working directory. A folder is searched through, without\n" +
			"what .gitignore names, environments, dependencies and caches; a file that is named is always taken.\n\n" +
			"Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 wrong use, or the run is not complete.",
		Example: "  concurlint check .\n  concurlint check --output-format sarif=out.sarif --output-format full services/\n" +
			"  concurlint check --stdin-filename app/jobs.py - < app/jobs.py",
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.Paths = args
			if err := complete(&opts, formats, failOn); err != nil {
				return err
			}
			if err := readStdin(cmd.Context(), s.in, stdin, cmd.Flags().Changed("stdin-filename"), &opts); err != nil {
				return err
			}
			if err := checkKnown(cmd, &opts); err != nil {
				return err
			}
			set, err := configure(cmd, &opts)
			if err != nil {
				return err
			}
			if err := fixes.complete(opts); err != nil {
				return err
			}
			return check(cmd.Context(), s, opts, set, fixes)
		},
	}
	scopeFlags(cmd, &opts)
	f := cmd.Flags()
	selectFlags(cmd, &opts)
	f.StringArrayVar(&formats, "output-format", []string{"full"}, "how to report, FORMAT or FORMAT=FILE, may be repeated: "+strings.Join(report.FormatNames(), ", "))
	knownFlags(cmd, &opts)
	f.StringVar(&opts.AddIgnore, "add-ignore", "", "write a suppression with this reason for everything that is found, and look again")
	f.BoolVar(&opts.SarifSuppressed, "sarif-include-suppressed", false, "write suppressed findings into SARIF too, with their reasons; code scanning would show them as open")
	f.StringVar(&stdin, "stdin-filename", "", "with - for the path: lint standard input as the text of this file, which may not exist")
	f.BoolVar(&fixes.fix, "fix", false, "fix what can be fixed without changing what the code does; every fix is linted again, and undone if the finding stays or another one comes")
	f.BoolVar(&fixes.unsafe, "unsafe-fixes", false, "with --fix or --diff: also fixes that may change what the code does, such as adding a limit")
	f.BoolVar(&fixes.diff, "diff", false, "show as a patch what --fix would change, and change nothing; exits with 1 if there is anything")
	f.StringVar(&failOn, "fail-on", "warning", "lowest level that fails the run: note, warning, error")
	f.BoolVar(&opts.ExitZero, "exit-zero", false, "exit with 0 even when there are findings")
	f.BoolVar(&opts.Strict, "strict", false, "exit with 2 when any file could not be analysed in full, or the baseline has stale entries")
	f.BoolVarP(&opts.Quiet, "quiet", "q", false, "print findings only")
	f.StringVar(&opts.Color, "color", "auto", "colour text: auto, always, never")
	return cmd
}

func selectFlags(cmd *cobra.Command, opts *config.Options) {
	f := cmd.Flags()
	f.StringSliceVar(&opts.Select, "select", nil, "rules to run: codes, prefixes (CL1), names, or all (default: the rules that are on by default)")
	f.StringSliceVar(&opts.Ignore, "ignore", nil, "rules to leave out: codes, prefixes, names")
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

// knownFlags are those that say which findings are not new.
func knownFlags(cmd *cobra.Command, opts *config.Options) {
	f := cmd.Flags()
	f.StringVar(&opts.Baseline, "baseline", "", "file of the findings that are known and not shown (default: baseline of the configuration); see concurlint baseline")
	f.BoolVar(&opts.NoBaseline, "no-baseline", false, "use no baseline, also where the configuration names one")
	f.StringVar(&opts.NewFrom, "new-from", "", "show only what this git revision does not have")
	f.StringVar(&opts.MergeBase, "new-from-merge-base", "", "show only what the revision does not have where HEAD left this branch")
}

// checkKnown refuses what cannot be meant: a variable that is not set would let everything pass, or fail.
func checkKnown(cmd *cobra.Command, opts *config.Options) error {
	for _, flag := range []struct{ name, value, want string }{
		{"baseline", opts.Baseline, "name the file, or use --no-baseline"}, {"new-from", opts.NewFrom, "name a revision"}, {"new-from-merge-base", opts.MergeBase, "name a branch"},
	} {
		if cmd.Flags().Changed(flag.name) && flag.value == "" {
			return fmt.Errorf("--%s is empty; %s", flag.name, flag.want)
		}
	}
	if opts.NoBaseline && opts.Baseline != "" {
		return errors.New("--baseline and --no-baseline exclude each other; leave one out")
	}
	if !cmd.Flags().Changed("add-ignore") {
		return nil
	}
	reason, err := suppress.CleanReason(opts.AddIgnore, time.Now())
	if err != nil {
		return fmt.Errorf("--add-ignore: %w", err)
	}
	opts.AddIgnore = reason
	return nil
}

// complete checks what the flags say, before any work.
func complete(opts *config.Options, formats []string, failOn string) error {
	level, ok := finding.ParseLevel(failOn)
	if !ok {
		return config.Choice("--fail-on", failOn, levels())
	}
	opts.FailOn = level
	if err := config.Choice("--color", opts.Color, colors()); err != nil {
		return err
	}
	if err := config.CheckPython(opts.TargetPython); err != nil {
		return err
	}
	outputs, err := config.ParseOutputs(formats, report.FormatNames())
	opts.Outputs = outputs
	return err
}

// configure reads the configuration that holds in the working directory.
func configure(cmd *cobra.Command, opts *config.Options) (lint.Setup, error) {
	dir, err := workingDir()
	if err != nil {
		return lint.Setup{}, err
	}
	return lint.Configure(dir, opts, func(flag string) bool {
		f := cmd.Flags().Lookup(flag)
		return f != nil && f.Changed
	})
}

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/concurlint/concurlint/internal/baseline"
	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/engine"
	"github.com/concurlint/concurlint/internal/filter"
	"github.com/concurlint/concurlint/internal/lint"
	"github.com/concurlint/concurlint/internal/report"
)

func baselineCommand(s streams) *cobra.Command {
	cmd := &cobra.Command{
		Use: "baseline", Short: "Remember the findings of today, so that check shows only new ones", Args: cobra.NoArgs,
		Long: "A baseline is a file of the findings that are known. check --baseline FILE leaves them out. It knows them by rule,\n" +
			"function and statement: they stay known when lines move, files are renamed and code is reformatted. It only gets\n" +
			"shorter: what is mended is taken out, and what is new is not taken in. Commit it.",
		Example: "  concurlint baseline create\n  concurlint check --baseline " + baseline.Name + "\n  concurlint baseline prune",
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		baselineVerb(s, "create", "Write the findings of today into a new baseline", (*keeper).create),
		baselineVerb(s, "update", "Take out what is mended, and follow what has moved; what is new is not taken in", (*keeper).update),
		baselineVerb(s, "prune", "Take out what is mended, and change nothing else", (*keeper).prune),
	)
	return cmd
}

// baselineVerb is a subcommand: they differ in what they do with the findings of a run.
func baselineVerb(s streams, name, short string, do func(*keeper, *engine.Run, *report.Report) error) *cobra.Command {
	opts := config.Options{Color: "auto"}
	force := false
	cmd := &cobra.Command{
		Use: name + " [PATH...]", Short: short,
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.Paths = args
			if err := config.CheckPython(opts.TargetPython); err != nil {
				return err
			}
			if err := checkKnown(cmd, &opts); err != nil {
				return err
			}
			set, err := configure(cmd, &opts)
			if err != nil {
				return err
			}
			k := &keeper{s: s, opts: opts, set: set, force: force, configured: set.Run.Baseline != "" && !cmd.Flags().Changed("baseline")}
			return k.run(cmd.Context(), name == "create", do)
		},
	}
	scopeFlags(cmd, &opts)
	f := cmd.Flags()
	f.StringVar(&opts.Baseline, "baseline", "", "the file (default: baseline of the configuration, else "+baseline.Name+")")
	selectFlags(cmd, &opts)
	f.BoolVarP(&opts.Quiet, "quiet", "q", false, "print errors only")
	if name == "create" {
		f.BoolVar(&force, "force", false, "write over a baseline that is there; its entries about files outside of this run are kept")
	}
	return cmd
}

// A keeper changes a baseline.
type keeper struct {
	s          streams
	opts       config.Options
	set        lint.Setup
	force      bool
	configured bool // check finds the baseline by the configuration
	old        *knownFile
}

// run reads the baseline, analyses, and hands both on.
func (k *keeper) run(ctx context.Context, create bool, do func(*keeper, *engine.Run, *report.Report) error) error {
	name := cmp.Or(k.opts.Baseline, baseline.Name)
	var err error
	if create {
		k.old, err = k.replaced(name)
	} else {
		k.old, err = readKnown(name)
	}
	if err != nil {
		return err
	}
	c := &checker{opts: k.opts, set: k.set}
	run, r, err := c.analyse(ctx)
	if err != nil {
		return err
	}
	if err := report.WriteNotices(k.s.err, r, styleFor(k.opts.Color, k.s.err), k.opts.Quiet); err != nil {
		return err
	}
	if filter.Verdict(nil, r.Notices, k.opts) != filter.ExitClean {
		return fmt.Errorf("%s is left as it is, because the run is not complete; mend what is named above", k.old.shown)
	}
	return do(k, run, r)
}

// replaced is what create writes over, without entries where nothing is there or it cannot be read. Only a baseline is
// written over, and only with --force.
func (k *keeper) replaced(name string) (*knownFile, error) {
	at, err := placeOf(name)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(filepath.Dir(name)); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("%s cannot be written: its folder is not there; make it first", at.shown)
	}
	text, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return at, nil
	case err != nil:
		return nil, fmt.Errorf("%s cannot be read: %w", at.shown, cause(err))
	case !baseline.Recognised(text):
		return nil, fmt.Errorf("%s is there and is no baseline; name another file with --baseline", at.shown)
	case !k.force:
		return nil, fmt.Errorf("%s is there already; run concurlint baseline update to take out what is mended, or create --force to write it anew with all that is found", at.shown)
	}
	if old, err := readKnown(name); err == nil {
		return old, nil
	}
	return at, nil // broken, or of another version: it is written anew
}

// create writes all findings, and keeps the entries about files that were not looked at.
func (k *keeper) create(run *engine.Run, r *report.Report) error {
	outside := baseline.File{}
	for _, e := range k.old.Entries {
		if st := k.old.state(e, run, k.set); !st.Stale {
			outside.Entries = append(outside.Entries, e)
		}
	}
	file := baseline.Of(r.Findings, k.old.path(run.Root)).With(outside)
	if err := k.write(file); err != nil {
		return err
	}
	k.say("%s written to %s", plural(file.Count(), "finding")+" in "+plural(file.Paths(), "file"), k.old.shown)
	if n := outside.Count(); n > 0 {
		k.say("%d of them were kept: their files were not looked at", n)
	}
	if !k.configured {
		k.say("use it with concurlint check --baseline %s, or with baseline = %q in concurlint.toml", k.old.shown, filepath.ToSlash(k.old.shown))
	}
	return nil
}

// update follows what has moved, takes out what is stale, and fails where something is new.
func (k *keeper) update(run *engine.Run, r *report.Report) error {
	m := k.old.match(r, run, k.set)
	if m.Moved > 0 {
		k.say("%s followed into other files", plural(m.Moved, "finding"))
	}
	if err := k.writeChanged(m.Now, m); err != nil || len(m.New) == 0 {
		return err
	}
	verb := "are"
	if len(m.New) == 1 {
		verb = "is"
	}
	fmt.Fprintf(k.s.err, "concurlint: %s %s new and not taken in, because a baseline only gets shorter; mend or suppress them, or take all in with concurlint baseline create --force\n", plural(len(m.New), "finding"), verb)
	return exit{filter.ExitFindings}
}

// prune takes out what is stale.
func (k *keeper) prune(run *engine.Run, r *report.Report) error {
	m := k.old.match(r, run, k.set)
	return k.writeChanged(m.Kept, m)
}

// writeChanged writes the baseline where it differs from what is there.
func (k *keeper) writeChanged(file baseline.File, m baseline.Match) error {
	if err := k.write(file); err != nil {
		return err
	}
	if n := m.StaleCount(); n > 0 {
		k.say("%s taken out of %s, %d left", plural(n, "finding"), k.old.shown, file.Count())
		return nil
	}
	k.say("nothing is stale in %s; %s left", k.old.shown, plural(file.Count(), "finding"))
	return nil
}

func (k *keeper) write(file baseline.File) error {
	text, err := file.Text()
	if err != nil {
		return err
	}
	return writeFile(k.old.shown, text)
}

func (k *keeper) say(format string, args ...any) {
	if !k.opts.Quiet {
		fmt.Fprintln(k.s.out, report.Clean(fmt.Sprintf(format, args...), styleFor(k.opts.Color, k.s.out)))
	}
}

package main

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/lint"
	"github.com/concurlint/concurlint/internal/report"
	"github.com/concurlint/concurlint/rules"
)

func configCommand(s streams) *cobra.Command {
	cmd := &cobra.Command{Use: "config", Short: "Show the configuration, and where it comes from", Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	cmd.AddCommand(configShow(s), configSchema(s))
	return cmd
}

func configSchema(s streams) *cobra.Command {
	return &cobra.Command{
		Use: "schema", Short: "Print the JSON schema of concurlint.toml, for editors", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return report.Encode(s.out, config.Schema()) },
	}
}

func configShow(s streams) *cobra.Command {
	var opts config.Options
	cmd := &cobra.Command{
		Use: "show [FILE]", Short: "Print what holds for a file, or for a run here, and which file says so", Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.Paths = args
			set, err := configure(cmd, &opts)
			if err != nil {
				return err
			}
			return showConfig(s, set, args)
		},
	}
	scopeFlags(cmd, &opts)
	return cmd
}

// showConfig writes a table of keys, values and files.
func showConfig(out streams, s lint.Setup, args []string) error {
	c, subject := s.Run, "this run"
	var file string
	if len(args) == 1 {
		var err error
		if file, err = filepath.Abs(args[0]); err != nil {
			return fmt.Errorf("finding %s: %w", args[0], err)
		}
		c, subject = s.Tree.Of(filepath.Dir(file)), args[0]
		if broken := s.Tree.Broken(); len(broken) > 0 {
			return broken[slices.Sorted(maps.Keys(broken))[0]]
		}
	}
	fmt.Fprintf(out.out, "configuration of %s: %s\n\n", subject, cmp.Or(c.Path, "none found, the defaults hold"))
	w := tabwriter.NewWriter(out.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "KEY\tVALUE\tFROM")
	for _, row := range c.Table() {
		fmt.Fprintf(w, "%s\t%s\t%s\n", row.Key, row.Value, cmp.Or(c.From[row.Key], "default"))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	settings, err := c.For(cmp.Or(file, filepath.Join(filepath.Dir(c.Path), ".")), s.Tree.Choices())
	if err != nil {
		return err
	}
	if file != "" {
		fmt.Fprintf(out.out, "\nclass of the file: %s\n", cmp.Or(settings.Class, config.ClassOf(filepath.ToSlash(args[0])), config.NoClass))
	}
	var on []string
	for _, r := range settings.Selection.Rules(rules.All()) {
		on = append(on, r.Code)
	}
	fmt.Fprintf(out.out, "\n%d rules: %s\n", len(on), strings.Join(on, " "))
	return nil
}

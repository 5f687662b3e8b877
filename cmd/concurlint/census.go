package main

import (
	"github.com/spf13/cobra"

	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/filter"
	"github.com/concurlint/concurlint/internal/lint"
	"github.com/concurlint/concurlint/internal/report"
)

func censusCommand(s streams) *cobra.Command {
	opts := config.Options{Color: "auto"}
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "census [PATH...]",
		Short: "List what every function starts, opens, limits and waits for",
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.Paths = args
			if err := config.CheckPython(opts.TargetPython); err != nil {
				return err
			}
			if _, err := configure(cmd, &opts); err != nil {
				return err
			}
			run, err := analyse(cmd.Context(), opts)
			if err != nil {
				return err
			}
			r := lint.NewReport(run)
			r.Version = version()
			if err := report.WriteCensus(s.out, r, run.Solved, asJSON, styleFor("never", s.out)); err != nil {
				return err
			}
			if err := report.WriteNotices(s.err, r, styleFor("auto", s.err), false); err != nil {
				return err
			}
			if code := filter.Verdict(nil, r.Notices, opts); code != filter.ExitClean {
				return exit{code}
			}
			return nil
		},
	}
	scopeFlags(cmd, &opts)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

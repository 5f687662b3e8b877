package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/report"
	"github.com/concurlint/concurlint/rules"
)

func explainCommand(s streams) *cobra.Command {
	color := "auto"
	cmd := &cobra.Command{
		Use:     "explain CODE",
		Short:   "Show the page of a rule: what it finds, why, and the way out",
		Example: "  concurlint explain CL106",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("explain takes one code, as in concurlint explain CL106; see concurlint rules")
			}
			return nil
		},
		ValidArgsFunction: completeRule,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := config.Choice("--color", color, colors()); err != nil {
				return err
			}
			rule, err := config.FindRule(args[0], rules.All())
			if err != nil {
				return err
			}
			return report.WriteRule(s.out, rule, styleFor(color, s.out))
		},
	}
	cmd.Flags().StringVar(&color, "color", color, "colour text: auto, always, never")
	return cmd
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/concurlint/concurlint/internal/filter"
	"github.com/concurlint/concurlint/internal/report"
)

// streams are where a command reads and writes.
type streams struct {
	in  io.Reader
	out *os.File
	err *os.File
}

// exitInterrupted is what shells expect of a program that was interrupted.
const exitInterrupted = 130

// An exit carries the exit code of a command that has said all it had to.
type exit struct{ code int }

func (e exit) Error() string { return fmt.Sprintf("exit %d", e.code) }

// execute runs the command line and returns the exit code. Whatever is wrong with the use is one line and 2.
func execute(ctx context.Context, args []string, s streams) int {
	root := rootCommand(s)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var code exit
	switch {
	case err == nil:
		return 0
	case ctx.Err() != nil:
		fmt.Fprintln(s.err, "concurlint: interrupted")
		return exitInterrupted
	case errors.As(err, &code):
		return code.code
	}
	fmt.Fprintln(s.err, "concurlint: "+report.Clean(oneLine(err.Error()), report.Style{UTF8: utf8Locale()}))
	return filter.ExitIncomplete
}

// oneLine joins the suggestions that the command library writes on lines of their own.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func rootCommand(s streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "concurlint",
		Short: "Find concurrent work that nothing bounds or nobody waits for, in Go and Python",
		Long: "concurlint finds concurrent work that nothing bounds or nobody waits for, in Go and Python.\n" +
			"It runs none of the code it reads and sends nothing.",
		Example:       "  concurlint check .\n  concurlint explain CL106",
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return unknownCommand(args[0])
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetVersionTemplate(versionLine())
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())
	})
	root.AddCommand(checkCommand(s), explainCommand(s), rulesCommand(s), censusCommand(s), baselineCommand(s), configCommand(s), serverCommand(s), versionCommand(s), manCommand(s))
	for _, cmd := range root.Commands() {
		completeFlags(cmd)
	}
	return root
}

// unknownCommand tells a path from a mistyped command.
func unknownCommand(word string) error {
	if _, err := os.Stat(word); err == nil {
		return fmt.Errorf("%q is no command; to lint it, write concurlint check %s", word, word)
	}
	return fmt.Errorf("%q is no command; the commands are check, explain, rules, census, baseline, config, server, version", word)
}

package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/concurlint/concurlint/internal/report"
	"github.com/concurlint/concurlint/rules"
)

// levels and colors are the values of --fail-on and --color.
func levels() []string { return []string{"note", "warning", "error"} }

func colors() []string { return []string{"auto", "always", "never"} }

// completeFlags tells shells the values of the flags that a command has. What is not named here takes files.
func completeFlags(cmd *cobra.Command) {
	words := func(list []string) cobra.CompletionFunc {
		return cobra.FixedCompletions(list, cobra.ShellCompDirectiveNoFileComp)
	}
	for flag, complete := range map[string]cobra.CompletionFunc{
		"select":        completeRules,
		"ignore":        completeRules,
		"output-format": completeFormat,
		"fail-on":       words(levels()),
		"color":         words(colors()),
		"target-python": cobra.NoFileCompletions,
		"tags":          cobra.NoFileCompletions,
	} {
		if cmd.Flags().Lookup(flag) == nil {
			continue
		}
		if err := cmd.RegisterFlagCompletionFunc(flag, complete); err != nil {
			panic("completion of --" + flag + ": " + err.Error()) // it was registered twice: our mistake
		}
	}
}

// completeRules completes the last entry of a list: CL1,CL2 goes on with CL201 and so on. Names are offered once a
// letter of one is there, because codes are what people write.
func completeRules(_ *cobra.Command, _ []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
	before := word[:strings.LastIndexByte(word, ',')+1]
	entry := word[len(before):]
	var out []cobra.Completion
	for _, r := range rules.All() {
		switch {
		case strings.HasPrefix(r.Code, strings.ToUpper(entry)):
			out = append(out, cobra.CompletionWithDesc(before+r.Code, r.Name))
		case entry != "" && strings.HasPrefix(r.Name, entry):
			out = append(out, cobra.CompletionWithDesc(before+r.Name, r.Code))
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// completeRule completes the one rule of a command.
func completeRule(cmd *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 || strings.Contains(word, ",") {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return completeRules(cmd, args, word)
}

// completeFormat completes FORMAT; after FORMAT= the shell names files.
func completeFormat(_ *cobra.Command, _ []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if strings.Contains(word, "=") {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return report.FormatNames(), cobra.ShellCompDirectiveNoFileComp
}

// Package config holds the user's choices, from the command line now, and what is chosen where the user says nothing.
// It imports rules and finding, nothing else of ours.
package config

import (
	"fmt"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/rules"
)

// Options are the choices of one run.
type Options struct {
	Paths        []string // as named; the working directory where empty
	Select       []string // codes and prefixes to run; the defaults where empty
	Ignore       []string // codes and prefixes to leave out
	Exclude      []string // globs, as a .gitignore in the working directory would hold them
	ForceExclude bool     // excludes hold for named files too, and a missing name is skipped: what a hook needs
	Tests        bool     // Go test files are loaded
	Tags         []string // Go build tags
	TargetPython string   // "3.11"; empty: each project's own requires-python
	Outputs      []Output // at least one
	Color        string   // auto, always, never
	Config       []string // configuration files, at most one, and settings in TOML; none: what is found
	Isolated     bool     // no configuration file is looked for
	MaxConstant  int64    // see Settings
	Models       *rules.Models
	ExcludeIn    string   // absolute folder of the configuration
	ExcludeThere []string // globs, as a .gitignore in that folder would hold them
	FailOn       finding.Level
	Overlay      map[string][]byte // texts that stand before those on disk, by path
	ExitZero     bool              // findings do not fail the run
	Strict       bool              // what could not be analysed fails the run
	Quiet        bool              // findings only

	SarifSuppressed bool // suppressed findings are in SARIF

	Baseline   string // file of the findings that are known; none where empty
	NoBaseline bool   // what the configuration names is not read
	NewFrom    string // revision whose findings are known
	MergeBase  string // branch: those of the revision where it was left are known
	AddIgnore  string // reason of the suppressions that are written for what is found
}

// An Output is one report: its format, and its file; standard output where File is empty.
type Output struct {
	Format string
	File   string
}

// ParseOutputs reads values such as "full" and "sarif=out.sarif"; formats are the valid names. Two reports on standard
// output would be mixed up, so that is refused.
func ParseOutputs(values, formats []string) ([]Output, error) {
	var outs []Output
	onStdout := ""
	for _, v := range values {
		format, file, named := strings.Cut(v, "=")
		if err := oneOf("output format", format, formats); err != nil {
			return nil, err
		}
		if named && file == "" {
			return nil, fmt.Errorf("--output-format %s= names no file; write %s=FILE", format, format)
		}
		if file == "-" {
			file = ""
		}
		if file == "" && onStdout != "" {
			return nil, fmt.Errorf("both %s and %s go to standard output; give one a file, as in %s=FILE", onStdout, format, format)
		}
		if file == "" {
			onStdout = format
		}
		outs = append(outs, Output{format, file})
	}
	return outs, distinctFiles(outs)
}

func distinctFiles(outs []Output) error {
	seen := map[string]string{}
	for _, o := range outs {
		if first, ok := seen[o.File]; ok && o.File != "" {
			return fmt.Errorf("both %s and %s go to %s; give each its own file", first, o.Format, o.File)
		}
		seen[o.File] = o.Format
	}
	return nil
}

// Choice checks that a flag's value is one of the valid ones.
func Choice(flag, value string, valid []string) error { return oneOf("value of "+flag, value, valid) }

func oneOf(what, value string, valid []string) error {
	for _, v := range valid {
		if v == value {
			return nil
		}
	}
	return fmt.Errorf("unknown %s %q%s; the choices are %s", what, value, didYouMean(value, valid), strings.Join(valid, ", "))
}

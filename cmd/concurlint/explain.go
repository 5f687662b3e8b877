package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	decisions "github.com/concurlint/concurlint/internal/check"
	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/engine"
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/lint"
	"github.com/concurlint/concurlint/internal/overlay"
	"github.com/concurlint/concurlint/internal/report"
	"github.com/concurlint/concurlint/rules"
)

func explainCommand(s streams) *cobra.Command {
	opts := config.Options{Color: "auto"}
	cmd := &cobra.Command{
		Use:   "explain CODE | FILE:LINE",
		Short: "Show the page of a rule, or what was asked of a line and what came out",
		Long: "explain CODE shows the page of a rule: what it finds, why, and the way out.\n\n" +
			"explain FILE:LINE analyses the working directory and shows what is found on a line, and of each thing that the line\n" +
			"starts, opens or waits for the proofs that were tried: also where nothing is reported.",
		Example: "  concurlint explain CL106\n  concurlint explain app/crawl.py:12",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("explain takes one code, as in concurlint explain CL106, or one place, as in concurlint explain app/crawl.py:12; see concurlint rules")
			}
			return nil
		},
		ValidArgsFunction: completeRule,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := config.Choice("--color", opts.Color, colors()); err != nil {
				return err
			}
			if file, line, ok := place(args[0]); ok {
				return explainPlace(cmd, s, opts, file, line)
			}
			rule, err := config.FindRule(args[0], rules.All())
			if err != nil {
				return err
			}
			return report.WriteRule(s.out, rule, styleFor(opts.Color, s.out))
		},
	}
	scopeFlags(cmd, &opts)
	cmd.Flags().StringVar(&opts.Color, "color", opts.Color, "colour text: auto, always, never")
	return cmd
}

// placed is FILE:LINE, with or without a column, as reports print it.
var placed = regexp.MustCompile(`^(.+?\.\w+):(\d+)(?::\d+)?:?$`)

func place(arg string) (file string, line int, ok bool) {
	m := placed.FindStringSubmatch(arg)
	if m == nil {
		return "", 0, false
	}
	line, err := strconv.Atoi(m[2])
	return m[1], line, err == nil
}

// explainPlace analyses the working directory, or a file elsewhere, as check does: who calls a function decides too.
func explainPlace(cmd *cobra.Command, s streams, opts config.Options, file string, line int) error {
	dir, err := workingDir()
	if err != nil {
		return err
	}
	abs := overlay.Real(filepath.Join(dir, file))
	if filepath.IsAbs(file) {
		abs = overlay.Real(file)
	}
	if rel, err := filepath.Rel(overlay.Real(dir), abs); err != nil || strings.HasPrefix(rel, "..") {
		opts.Paths = []string{file}
	}
	if n := lineCount(abs); n > 0 && (line < 1 || line > n) {
		return fmt.Errorf("%s has %d lines, and no line %d", file, n, line)
	}
	set, err := configure(cmd, &opts)
	if err != nil {
		return err
	}
	run, r, err := explained(cmd.Context(), opts, set)
	if err != nil {
		return err
	}
	rel, err := filepath.Rel(run.Root, abs)
	if err != nil {
		return fmt.Errorf("%s is not below %s: %w", file, run.Root, err)
	}
	name := filepath.ToSlash(rel)
	if in, _ := run.Has(name); !in {
		return fmt.Errorf("%s was not analysed: it is missing, excluded, or neither Go nor Python", file)
	}
	lang := "go"
	if path.Ext(name) != ".go" {
		lang = "python"
	}
	sites := decisions.Explain(run.Solved, lang, opts.Models, opts.MaxConstant, name, line)
	if err := report.WriteExplanation(s.out, r, name, line, sites, styleFor(opts.Color, s.out)); err != nil {
		return err
	}
	if len(sites) == 0 && !slices.ContainsFunc(r.Findings, func(f finding.Finding) bool { return f.Span.File == name && f.Span.Line == line }) {
		fmt.Fprintln(s.err, "concurlint: "+nearest(file, decisions.Lines(run.Solved, name), line))
	}
	return report.WriteNotices(s.err, r, styleFor(opts.Color, s.err), true)
}

// lineCount is 0 where the file cannot be read, which the analysis has the words for, and for a notebook, whose places are
// lines of its cells.
func lineCount(name string) int {
	text, err := os.ReadFile(name)
	if err != nil || len(text) == 0 || path.Ext(name) == ".ipynb" {
		return 0
	}
	return bytes.Count(bytes.TrimSuffix(text, []byte("\n")), []byte("\n")) + 1
}

func explained(ctx context.Context, opts config.Options, set lint.Setup) (*engine.Run, *report.Report, error) {
	c := checker{opts: opts, set: set}
	return c.analyse(ctx)
}

// nearest says which lines have something to explain.
func nearest(file string, lines []int, line int) string {
	if len(lines) == 0 {
		return file + " starts, opens and waits for nothing that a rule asks about"
	}
	i, _ := slices.BinarySearch(lines, line)
	var around []string
	for _, n := range lines[max(0, i-2):min(len(lines), i+2)] {
		around = append(around, strconv.Itoa(n))
	}
	return fmt.Sprintf("nothing on line %d starts, opens or waits for anything that a rule asks about; the nearest lines that do: %s", line, strings.Join(around, ", "))
}

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/engine"
	"github.com/concurlint/concurlint/internal/filter"
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/fix"
	"github.com/concurlint/concurlint/internal/report"
)

// fixOptions say whether fixes are made.
type fixOptions struct {
	fix, unsafe, diff bool
}

func (f fixOptions) asked() bool { return f.fix || f.diff }

// complete refuses what makes no sense together.
func (f fixOptions) complete(opts config.Options) error {
	switch {
	case f.unsafe && !f.asked():
		return errors.New("--unsafe-fixes says which fixes; add --fix to make them, or --diff to see them")
	case f.asked() && len(opts.Overlay) > 0:
		return errors.New("standard input cannot be fixed; name the file itself")
	case f.asked() && opts.AddIgnore != "":
		return errors.New("--add-ignore silences what --fix would mend; run one after the other")
	}
	return nil
}

// bom is the mark that some editors put before UTF-8.
var bom = []byte("\xef\xbb\xbf")

// A fixed is what came of fixing: the files as they become, and what is found then.
type fixed struct {
	fix.Result
	raw map[string][]byte // with what stands before the text of each file
}

// applyFixes fixes what a report can fix, and proves it by linting again.
func (c *checker) applyFixes(ctx context.Context, run *engine.Run, r *report.Report, f fixOptions) (fixed, error) {
	prefix, left := fixable(run, r, f.unsafe)
	again := func(ctx context.Context, changed map[string][]byte, only []string) (fix.Linting, error) {
		next := *c
		if only != nil {
			next.opts.Paths = nil
			for _, file := range only {
				next.opts.Paths = append(next.opts.Paths, filepath.Join(run.Root, filepath.FromSlash(file)))
			}
		}
		next.opts.Overlay = map[string][]byte{}
		for file, text := range changed {
			next.opts.Overlay[filepath.Join(run.Root, filepath.FromSlash(file))] = slices.Concat(prefix[file], text)
		}
		_, got, err := next.run(ctx)
		if err != nil {
			return fix.Linting{}, err
		}
		return fix.Linting{Findings: got.Findings, Notices: got.Notices}, nil
	}
	res, err := fix.Apply(ctx, fix.Linting{Findings: left, Notices: r.Notices}, fix.Options{Unsafe: f.unsafe, Source: run.Text, Lint: again})
	if err != nil {
		return fixed{}, err
	}
	out := fixed{Result: res, raw: map[string][]byte{}}
	for file, text := range res.Texts {
		out.raw[file] = slices.Concat(prefix[file], text)
	}
	return out, nil
}

const notFixed = "is not fixed: it is not written as plain UTF-8"

// fixable returns what stands before the text of each file that can be fixed, and the findings, without the edits of those
// in files whose text on disk is written in another way: notebooks, other encodings.
func fixable(run *engine.Run, r *report.Report, unsafe bool) (prefix map[string][]byte, left []finding.Finding) {
	prefix = map[string][]byte{}
	left = slices.Clone(r.Findings)
	for i := range left {
		file := left[i].Span.File
		if !fix.Applies(left[i], unsafe) {
			continue
		}
		raw, err := run.Raw(file)
		text, err2 := run.Text(file)
		switch {
		case err != nil || err2 != nil:
			left[i].Edits = nil
		case bytes.Equal(raw, text):
		case bytes.Equal(raw, slices.Concat(bom, text)):
			prefix[file] = bom
		default:
			left[i].Edits = nil
			r.Notices = append(r.Notices, finding.Notice{
				Kind: finding.NotAnalysed, Span: finding.Span{File: file},
				Text: notFixed, Remedy: "save it as UTF-8, or mend it by hand",
			})
		}
	}
	return prefix, left
}

// fix writes the files that can be fixed, and returns the report of what is left.
func (c *checker) fix(ctx context.Context, s streams, run *engine.Run, r *report.Report, f fixOptions) (*report.Report, error) {
	done, err := c.applyFixes(ctx, run, r, f)
	if err != nil {
		return nil, err
	}
	for _, file := range slices.Sorted(maps.Keys(done.raw)) {
		if err := writeFile(filepath.Join(run.Root, filepath.FromSlash(file)), done.raw[file]); err != nil {
			return nil, err
		}
	}
	if !c.opts.Quiet {
		fmt.Fprintln(s.err, report.Clean(fixSummary(done, r), report.Style{UTF8: utf8Locale()}))
	}
	if len(done.raw) == 0 {
		return r, nil
	}
	left := slices.DeleteFunc(slices.Clone(r.Notices), func(n finding.Notice) bool { return n.Text != notFixed })
	if _, r, err = c.run(ctx); err != nil {
		return nil, err
	}
	r.Notices = append(r.Notices, left...)
	return r, nil
}

// fixSummary says what was fixed, by rule, and what was taken back and why.
func fixSummary(done fixed, r *report.Report) string {
	if len(done.Fixed)+len(done.Undone) == 0 {
		return "concurlint: nothing was fixed"
	}
	text := fmt.Sprintf("concurlint: %s fixed in %s%s", plural(len(done.Fixed), "finding"), plural(len(done.raw), "file"), byCode(done.Fixed))
	for _, u := range done.Undone {
		text += fmt.Sprintf("; the fix of %s at %s:%d was undone: %s", u.Finding.Code, r.Shown(u.Finding.Span.File), u.Finding.Span.Line, u.Why)
	}
	return text
}

func byCode(fs []finding.Finding) string {
	counts := map[string]int{}
	for _, f := range fs {
		counts[f.Code]++
	}
	if len(counts) == 0 {
		return ""
	}
	var parts []string
	for _, code := range slices.Sorted(maps.Keys(counts)) {
		parts = append(parts, fmt.Sprintf("%d %s", counts[code], code))
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// diff writes the changes as a patch, and writes no file. It fails where there are any, as diff does, and where the run
// cannot count as complete.
func (c *checker) diff(ctx context.Context, s streams, run *engine.Run, r *report.Report, f fixOptions) error {
	done, err := c.applyFixes(ctx, run, r, f)
	if err != nil {
		return err
	}
	for _, file := range slices.Sorted(maps.Keys(done.raw)) {
		before, err := run.Raw(file)
		if err != nil {
			return err
		}
		name := r.Shown(file)
		if _, err := s.out.Write(diff.Diff(path.Join("a", name), before, path.Join("b", name), done.raw[file])); err != nil {
			return fmt.Errorf("writing to standard output: %w", err)
		}
	}
	if err := report.WriteNotices(s.err, r, styleFor(c.opts.Color, s.err), c.opts.Quiet); err != nil {
		return fmt.Errorf("writing to standard error: %w", err)
	}
	if !c.opts.Quiet {
		text := strings.Replace(fixSummary(done, r), " fixed in ", " would be fixed in ", 1)
		text = strings.Replace(text, "nothing was fixed", "nothing to fix", 1)
		fmt.Fprintln(s.err, report.Clean(text, report.Style{UTF8: utf8Locale()}))
	}
	switch {
	case r.Exit == filter.ExitIncomplete:
		return exit{filter.ExitIncomplete}
	case len(done.raw) > 0 && !c.opts.ExitZero:
		return exit{filter.ExitFindings}
	}
	return nil
}

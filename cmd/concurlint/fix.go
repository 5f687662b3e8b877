package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
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
	"github.com/concurlint/concurlint/internal/lint"
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
	}
	return nil
}

// bom is the mark that some editors put before UTF-8.
var bom = []byte("\xef\xbb\xbf")

// A fixed is what came of fixing: the files as they become, and what is found then.
type fixed struct {
	fix.Result
	raw    map[string][]byte // with what stands before the text of each file
	report *report.Report
}

// applyFixes fixes what a report can fix, and proves it by linting again.
func applyFixes(ctx context.Context, opts config.Options, set lint.Setup, run *engine.Run, r *report.Report, f fixOptions) (fixed, error) {
	prefix, left := fixable(run, r, f.unsafe)
	again := func(ctx context.Context, changed map[string][]byte) (fix.Linting, error) {
		next := opts
		next.Overlay = map[string][]byte{}
		for file, text := range changed {
			next.Overlay[filepath.Join(run.Root, filepath.FromSlash(file))] = slices.Concat(prefix[file], text)
		}
		run, err := analyse(ctx, next)
		if err != nil {
			return fix.Linting{}, err
		}
		got, err := lint.Report(run, set)
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
				Text: "is not fixed: it is not written as plain UTF-8", Remedy: "save it as UTF-8, or mend it by hand",
			})
		}
	}
	return prefix, left
}

// checkFixed is a run that fixes: it writes the files, or shows how they would change, and reports what is left.
func checkFixed(ctx context.Context, s streams, opts config.Options, set lint.Setup, run *engine.Run, r *report.Report, f fixOptions) error {
	done, err := applyFixes(ctx, opts, set, run, r, f)
	if err != nil {
		return err
	}
	if f.diff {
		return showDiff(s.out, s.err, run, r, done, opts)
	}
	var failed []error
	for _, file := range slices.Sorted(maps.Keys(done.raw)) {
		if err := writeFile(filepath.Join(run.Root, filepath.FromSlash(file)), done.raw[file]); err != nil {
			failed = append(failed, err)
		}
	}
	if len(done.raw) > 0 {
		if run, err = analyse(ctx, opts); err != nil {
			return errors.Join(append(failed, err)...)
		}
		notices := r.Notices
		if r, err = lint.Report(run, set); err != nil {
			return errors.Join(append(failed, err)...)
		}
		r.Notices = append(r.Notices, slices.DeleteFunc(notices, func(n finding.Notice) bool { return !strings.HasPrefix(n.Text, "is not fixed") })...)
	}
	err = errors.Join(failed...)
	if !opts.Quiet {
		fmt.Fprintln(s.err, report.Clean(fixSummary(done, r), report.Style{UTF8: utf8Locale()}))
	}
	return errors.Join(err, finish(s, opts, r))
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

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// showDiff writes the changes as a patch, and writes no file. It fails where there are any, as diff does.
func showDiff(out, errs io.Writer, run *engine.Run, r *report.Report, done fixed, opts config.Options) error {
	for _, file := range slices.Sorted(maps.Keys(done.raw)) {
		before, err := run.Raw(file)
		if err != nil {
			return err
		}
		name := r.Shown(file)
		if _, err := out.Write(diff.Diff(path.Join("a", name), before, path.Join("b", name), done.raw[file])); err != nil {
			return fmt.Errorf("writing to standard output: %w", err)
		}
	}
	if !opts.Quiet {
		text := strings.Replace(fixSummary(done, r), " fixed in ", " would be fixed in ", 1)
		text = strings.Replace(text, "nothing was fixed", "nothing to fix", 1)
		fmt.Fprintln(errs, report.Clean(text, report.Style{UTF8: utf8Locale()}))
	}
	if len(done.raw) > 0 && !opts.ExitZero {
		return exit{filter.ExitFindings}
	}
	return nil
}

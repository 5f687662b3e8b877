// Package pyscan finds concurrency defects in Python source. It reads files and never runs them.
package pyscan

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"github.com/concurlint/concurlint/internal/check"
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/suppress"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/lower"
	"github.com/concurlint/concurlint/pyscan/internal/notebook"
	"github.com/concurlint/concurlint/rules"
)

// Options say what to scan and for which Python.
type Options struct {
	Files       []string      // slash-separated, relative to the file system given to Scan; sorted or not
	Around      []string      // other files of the project: read, if at all, only for what Files import; never reported on
	Target      string        // lowest Python version that the code must run on, "3.11"; empty: read requires-python of the nearest pyproject.toml, else all rules that hold for a supported Python
	MaxFileSize int64         // bytes; 0: DefaultMaxFileSize
	MaxConstant int64         // see check.Options
	Models      *rules.Models // nil: the built-in ones
	Cache       *Cache        // nil: nothing is kept between scans
}

// DefaultMaxFileSize is the size above which a file is named in a notice and not parsed: generated tables cost minutes
// and hold no concurrency.
const DefaultMaxFileSize = 2 << 20

// Result is what a scan found: findings sorted, with spans whose paths are those of Options.Files.
type Result = check.Scan

// Scan analyses the files as one project. A file that cannot be read or parsed becomes a notice; an error means that
// nothing could be analysed at all.
func Scan(ctx context.Context, fsys fs.FS, opts Options) (Result, error) {
	if opts.MaxFileSize == 0 {
		opts.MaxFileSize = DefaultMaxFileSize
	}
	r := reader{fsys: fsys, maxBytes: int(opts.MaxFileSize), cache: opts.Cache}
	if err := r.usable(); err != nil {
		return Result{Notices: noParser(len(opts.Files), err), Partial: opts.Files}, ctx.Err()
	}
	files := slices.Compact(slices.Sorted(slices.Values(opts.Files)))
	read := r.all(ctx, files)
	around := r.imported(ctx, read, opts.Around, files)
	if err := ctx.Err(); err != nil {
		return Result{}, fmt.Errorf("reading Python files: %w", err)
	}
	inputs := make([]index.Input, 0, len(read)+len(around))
	analysed := 0
	lines := map[string][]seen{}
	var silenced []suppress.File
	var partial []string
	for _, f := range read {
		if f.tree == nil || len(f.tree.Errors) > 0 {
			partial = append(partial, f.path)
		}
		if f.tree != nil {
			analysed++
			lines[f.path] = seenIn(f.tree)
		}
		if s, ok := suppressions(f.path, f.tree); ok {
			silenced = append(silenced, s)
		}
	}
	for _, f := range slices.Concat(read, around) {
		inputs = append(inputs, index.Input{Path: f.path, Tree: f.tree})
	}
	for i := range read {
		read[i].tree = nil // the largest part of what is kept: only the lowering needs it
	}
	around = nil
	result := decide(ctx, fsys, inputs, opts)
	result.Stats.Files = analysed
	result.Partial = append(result.Partial, partial...)
	lowerSeen(result.Findings, lines)
	result.Findings = suppress.Apply(result.Findings, silenced, "python", time.Now())
	r.repair(result.Findings)
	for _, f := range read {
		result.Notices = append(result.Notices, f.notices...)
	}
	nameCells(&result, read)
	finding.SortNotices(result.Notices)
	return result, ctx.Err()
}

// nameCells says of what is about a notebook in which cell it is.
func nameCells(result *Result, read []file) {
	cells := map[string]*notebook.Notebook{}
	for _, f := range read {
		if f.cells != nil {
			cells[f.path] = f.cells
		}
	}
	name := func(at finding.Span, text string) string {
		if place := cells[at.File].Place(at.Line); place.Cell > 0 {
			return fmt.Sprintf("code cell %d, line %d: %s", place.Cell, place.Line, text)
		}
		return text
	}
	for i := range result.Findings {
		result.Findings[i].Text = name(result.Findings[i].Span, result.Findings[i].Text)
	}
	for i := range result.Notices {
		result.Notices[i].Text = name(result.Notices[i].Span, result.Notices[i].Text)
	}
}

// decide analyses what was read as one project, and keeps what is about the files that were asked for.
func decide(ctx context.Context, fsys fs.FS, inputs []index.Input, opts Options) Result {
	target := func(string) string { return opts.Target }
	if opts.Target == "" {
		target = newTargets(fsys).of
	}
	models := opts.Models
	if models == nil {
		models = rules.Builtin()
	}
	var notices []finding.Notice
	var partial []string
	funcs := lower.Lower(ctx, index.New(inputs, index.Options{}), models, lower.Options{Target: target, Failed: func(path string, why any) {
		notices, partial = append(notices, failure(path, why)), append(partial, path)
	}})
	unit := check.Unit{Lang: "python", Funcs: funcs, Models: models}
	got := check.Decide(ctx, unit, check.Options{MaxConstant: opts.MaxConstant})
	asked := make(map[string]bool, len(opts.Files))
	for _, name := range opts.Files {
		asked[name] = true
	}
	return Result{Result: got.Only(func(path string) bool { return asked[path] }), Notices: notices, Partial: partial}
}

// failure says that we failed, not the user's file.
func failure(path string, why any) finding.Notice {
	return finding.Notice{
		Span: finding.Span{File: path}, Kind: finding.NotAnalysed, Text: fmt.Sprintf("concurlint failed on this file: %v", why),
		Remedy: "please report it with the file; the others were analysed",
	}
}

// noParser is what a build without the parser has to say.
func noParser(files int, err error) []finding.Notice {
	if files == 0 {
		return nil
	}
	n := finding.Notice{
		Text: fmt.Sprintf("%d Python files were not analysed: %v", files, err), Kind: finding.NoCgo, Fatal: true,
		Remedy: "use a released binary, or build with CGO_ENABLED=1 and a C compiler",
	}
	if files == 1 {
		n.Text = fmt.Sprintf("1 Python file was not analysed: %v", err)
	}
	return []finding.Notice{n}
}

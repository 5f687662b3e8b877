package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/concurlint/concurlint/internal/baseline"
	"github.com/concurlint/concurlint/internal/engine"
	"github.com/concurlint/concurlint/internal/lint"
	"github.com/concurlint/concurlint/internal/report"
	"github.com/concurlint/concurlint/rules"
)

// A knownFile is a baseline, and where it stands: its paths are relative to its folder, so that it means the same
// wherever the program is started.
type knownFile struct {
	baseline.File
	shown string // as the user would write it
	dir   string // absolute, links resolved
}

func readKnown(name string) (*knownFile, error) {
	known, err := placeOf(name)
	if err != nil {
		return nil, err
	}
	known.File, err = baseline.Read(known.shown)
	return known, err
}

// placeOf is a baseline without entries.
func placeOf(name string) (*knownFile, error) {
	path, err := filepath.Abs(name)
	if err != nil {
		return nil, fmt.Errorf("finding the baseline: %w", err)
	}
	dir := filepath.Dir(path)
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	return &knownFile{shown: shownPath(path), dir: dir}, nil
}

// path returns how the baseline names the files of a run.
func (k *knownFile) path(root string) func(string) string {
	return func(file string) string {
		rel, err := filepath.Rel(k.dir, filepath.Join(root, filepath.FromSlash(file)))
		if err != nil {
			return file
		}
		return filepath.ToSlash(rel)
	}
}

// match tells what the baseline knows of a run from what is new.
func (k *knownFile) match(r *report.Report, run *engine.Run, set lint.Setup) baseline.Match {
	return k.Match(r.Findings, k.path(run.Root), func(e baseline.Entry) baseline.State { return k.state(e, run, set) })
}

// state says what the run tells of an entry. Where its rule is off, or its file was not analysed in full, nothing.
func (k *knownFile) state(e baseline.Entry, run *engine.Run, set lint.Setup) baseline.State {
	path := filepath.Join(k.dir, filepath.FromSlash(e.Path))
	rel, err := filepath.Rel(run.Root, path)
	if err != nil {
		return baseline.State{}
	}
	file := filepath.ToSlash(rel)
	if _, real := rules.Get(e.Code); real && !set.OfFile(run.Root)(file).Selection.Has(e.Code) {
		return baseline.State{}
	}
	inScope, whole := run.Has(file)
	if inScope {
		return baseline.State{Moved: whole, Stale: whole}
	}
	if _, err := os.Lstat(path); err == nil || !os.IsNotExist(err) && !notFolder(err) {
		return baseline.State{}
	}
	named := slices.ContainsFunc(run.Folders, func(dir string) bool { return below(dir, file) })
	return baseline.State{Moved: true, Stale: named}
}

// prune is the command that takes stale entries out.
func (k *knownFile) prune(set lint.Setup) string {
	if set.Run.Baseline != "" || k.shown == baseline.Name {
		return "concurlint baseline prune"
	}
	return "concurlint baseline prune --baseline " + k.shown
}

// leaveOut takes what the baseline knows out of a report.
func (k *knownFile) leaveOut(r *report.Report, run *engine.Run, set lint.Setup) {
	m := k.match(r, run, set)
	r.Findings = m.New
	r.Baseline = &report.Known{Name: k.shown, Prune: k.prune(set), Findings: len(m.Known), Stale: m.StaleCount()}
}

package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/baseline"
	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/engine"
	"github.com/concurlint/concurlint/internal/filter"
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/lint"
	"github.com/concurlint/concurlint/internal/report"
	"github.com/concurlint/concurlint/internal/revision"
)

// An oldRun is the revision that a run is compared with.
type oldRun struct {
	opts    config.Options
	set     lint.Setup
	repo    *revision.Repo
	commit  string
	name    string           // as the user writes it
	known   *baseline.File   // its findings; nil: not analysed yet
	notices []finding.Notice // about it
}

// openOld finds the revision, before any work.
func openOld(ctx context.Context, opts config.Options, set lint.Setup) (*oldRun, error) {
	if opts.NewFrom != "" && opts.MergeBase != "" {
		return nil, fmt.Errorf("--new-from and --new-from-merge-base both name a revision; use one")
	}
	dir, err := firstFolder(opts.Paths)
	if err != nil {
		return nil, fmt.Errorf("finding the working directory: %w", err)
	}
	repo, err := revision.Open(ctx, dir)
	if err != nil {
		return nil, err
	}
	o := &oldRun{opts: opts, set: set, repo: repo, name: opts.NewFrom}
	if opts.MergeBase != "" {
		o.name = "the merge base with " + opts.MergeBase
		o.commit, err = repo.MergeBase(ctx, opts.MergeBase)
	} else {
		o.commit, err = repo.Commit(ctx, opts.NewFrom)
	}
	return o, err
}

// firstFolder is the folder of what is named first and is there, absolute; else the working directory.
func firstFolder(paths []string) (string, error) {
	for _, name := range paths {
		name = strings.TrimSuffix(filepath.ToSlash(name), "...")
		if name == "" {
			continue
		}
		info, err := os.Stat(name)
		switch {
		case err != nil:
		case info.IsDir():
			return filepath.Abs(name)
		default:
			return filepath.Abs(filepath.Dir(name))
		}
	}
	return os.Getwd()
}

// leaveOut takes out of a report what the revision has, too.
func (o *oldRun) leaveOut(ctx context.Context, r *report.Report, run *engine.Run) error {
	r.Revision = &report.Known{Name: o.name}
	if len(r.Findings) == 0 {
		return nil
	}
	if run.Root != o.repo.Root {
		return fmt.Errorf("the paths do not lie in one git repository, so they have no common revision: their folder is %s, the repository is %s; name paths of one repository", run.Root, o.repo.Root)
	}
	if o.known == nil {
		if err := o.analyse(ctx, run); err != nil {
			return err
		}
	}
	r.Notices = append(r.Notices, o.notices...)
	m := o.known.Match(r.Findings, samePath, func(baseline.Entry) baseline.State { return baseline.State{Moved: true} })
	r.Findings, r.Revision.Findings = m.New, len(m.Known)
	return nil
}

func samePath(file string) string { return file }

// analyse looks at a copy of the revision as the run looked at the user's files. The copy is gone when it returns.
func (o *oldRun) analyse(ctx context.Context, run *engine.Run) error {
	dir, err := os.MkdirTemp("", "concurlint-revision-")
	if err != nil {
		return fmt.Errorf("making a folder for %s: %w", o.name, err)
	}
	defer os.RemoveAll(dir)
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return fmt.Errorf("making a folder for %s: %w", o.name, err)
	}
	files, err := o.repo.Export(ctx, o.commit, dir)
	if err != nil {
		return err
	}
	for _, module := range files.Missing {
		o.tell(fmt.Sprintf("submodule %s of %s is not on this machine: all that is found in it counts as new", module, o.name), "run git submodule update --init", false)
	}
	o.known = &baseline.File{}
	paths := o.paths(dir, run, files.Files)
	if len(paths) == 0 {
		return nil // all of it is new
	}
	old, err := o.look(ctx, dir, run, paths)
	if err != nil {
		return err
	}
	o.tellTroubles(old, run)
	shown, _ := filter.Apply(old.Findings, filter.Settings{Folders: run.Folders, File: o.set.OfFile(run.Root)})
	*o.known = baseline.Of(shown, samePath)
	return nil
}

// look analyses the copy with the options of the run, and its folders put in place of the user's.
func (o *oldRun) look(ctx context.Context, dir string, run *engine.Run, paths []string) (*engine.Run, error) {
	there := func(path string) string {
		rel, err := filepath.Rel(run.Root, path)
		if err != nil {
			return dir
		}
		return filepath.Join(dir, rel)
	}
	opts := o.opts
	work := there(run.Dir)
	excludeIn := opts.ExcludeIn
	if excludeIn != "" {
		if real, err := filepath.EvalSymlinks(excludeIn); err == nil {
			excludeIn = real
		}
		excludeIn = there(excludeIn)
	}
	old, err := engine.Analyse(ctx, engine.Options{
		Dir: work, Root: dir, Paths: paths, Exclude: opts.Exclude, ExcludeIn: excludeIn, ExcludeThere: opts.ExcludeThere, ForceExclude: opts.ForceExclude, Languages: engine.Languages(opts),
	})
	if err != nil {
		return nil, fmt.Errorf("analysing %s: %w", o.name, err)
	}
	return old, nil
}

// paths are those of the run that the revision has. Where the run looks at a file that it does not have, those of its
// files are with them that are gone now: one may be what was renamed.
func (o *oldRun) paths(dir string, run *engine.Run, files []string) []string {
	had := map[string]bool{}
	for _, file := range files {
		had[file] = true
	}
	inFolder := func(file string) bool {
		return slices.ContainsFunc(run.Folders, func(folder string) bool { return below(folder, file) })
	}
	var all []string
	for _, folder := range run.Folders {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(folder))); err == nil {
			all = append(all, folder)
		}
	}
	renamed := false
	for _, file := range run.Scope() {
		if had[file] && !inFolder(file) {
			all = append(all, file)
		}
		renamed = renamed || !had[file]
	}
	for _, file := range files {
		if renamed && !inFolder(file) && slices.Contains([]string{".go", ".py", ".pyw"}, path.Ext(file)) && gone(run.Root, file) {
			all = append(all, file)
		}
	}
	for i := range all {
		all[i] = filepath.Join(dir, filepath.FromSlash(all[i]))
	}
	return all
}

func gone(root, file string) bool {
	_, err := os.Lstat(filepath.Join(root, filepath.FromSlash(file)))
	return err != nil
}

// tellTroubles says what of the revision could not be analysed, though it can be now: what is found there counts as new.
func (o *oldRun) tellTroubles(old, run *engine.Run) {
	files := map[string]bool{}
	for _, n := range old.Notices {
		switch {
		case n.Kind == finding.NothingToDo || n.Kind == finding.Excluded || n.Kind == finding.Missing:
		case n.Fatal:
			o.tell(strings.TrimPrefix(n.Span.File+": ", ": ")+n.Text+" (in "+o.name+")", "what is found there counts as new; compare with a revision that can be analysed, or use a baseline file", true)
		}
	}
	for _, file := range old.Scope() {
		_, then := old.Has(file)
		if _, now := run.Has(file); now && !then {
			files[file] = true
		}
	}
	if len(files) > 0 && len(o.notices) == 0 {
		first := slices.Sorted(maps.Keys(files))[0]
		text := fmt.Sprintf("%s could not be analysed in full in %s", first, o.name)
		if n := len(files) - 1; n > 0 {
			text = fmt.Sprintf("%s and %d other files could not be analysed in full in %s", first, n, o.name)
		}
		o.tell(text, "what is found there now may count as new", false)
	}
}

func (o *oldRun) tell(text, remedy string, fatal bool) {
	o.notices = append(o.notices, finding.Notice{Text: text, Remedy: remedy, Kind: finding.OldRevision, Fatal: fatal})
}

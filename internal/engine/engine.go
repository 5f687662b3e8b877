// Package engine finds the files of a run, hands them to the languages, and returns what these have to say as one
// result. It must not know about rules being selected, levels or reports: filter and report come after it.
package engine

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/concurlint/concurlint/internal/check"
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/overlay"
	"github.com/concurlint/concurlint/internal/workers"
)

// Options say what to look at.
type Options struct {
	Dir          string   // working directory, absolute
	Paths        []string // files and folders, relative to Dir or absolute; Dir itself where empty
	Exclude      []string // globs, as a .gitignore in Dir would hold them
	ExcludeIn    string   // absolute folder of ExcludeThere
	ExcludeThere []string // globs, as a .gitignore in that folder would hold them
	Root         string   // absolute folder that paths are given relative to; found where empty
	ForceExclude bool     // excludes hold for named files too, and a name that is missing or not built here is skipped
	Languages    []Language
	Overlay      map[string][]byte // texts that stand before those on disk, by paths relative to Dir or absolute
	Memory       *Memory           // what earlier runs have read; nil: nothing is kept
}

// A Language analyses the files of one language.
type Language struct {
	Name  string // go, python
	Title string // as the closing line writes it
	Hint  string // why none of the files was analysed, besides what notices say
	Takes func(name string) bool
	Scan  func(ctx context.Context, scope Scope) (check.Scan, error)
	// Around says that the files of the project that were not named tell what the named ones import. The go command
	// finds those by itself.
	Around bool
	// Beside says by its name that a file, though nothing is found in it, tells about others: it is always among the
	// Around of a scope. Nil: none.
	Beside func(name string) bool
	// Decode returns the text that the spans of a scan are offsets into; nil: the file as it is.
	Decode func(name string, src []byte) []byte
}

// A Scope is what a language looks at. Paths are slash-separated, sorted, and relative to Root.
type Scope struct {
	Root   string   // absolute
	Files  []string // findings are about these
	Around []string // other files of the project, to be read only for what Files import
	Disk   overlay.Files
	Memory *Memory
}

// A Run is what was looked at and what came of it. Findings and notices are sorted; all paths are slash-separated and
// relative to Root.
type Run struct {
	check.Scan
	Root    string   // absolute
	Dir     string   // absolute, links resolved
	Folders []string // named on the command line
	Parts   []Part   // one a language that had files, in the order of Options.Languages

	languages []Language
	disk      overlay.Files
	scope     map[string]bool // files in scope; false: not analysed in full
}

// Scope returns the files in scope, sorted.
func (r *Run) Scope() []string { return slices.Sorted(maps.Keys(r.scope)) }

// Has reports whether a file is in scope, and whether it was analysed in full: only then is what is not found not there.
func (r *Run) Has(file string) (inScope, whole bool) {
	whole, inScope = r.scope[file]
	return inScope, whole
}

// A Part counts what one language looked at.
type Part struct {
	Language string
	Title    string
	Found    int // files in scope
	Stats    finding.Stats
}

// Files is the number of files that were analysed.
func (r *Run) Files() int { return r.Stats.Files }

// Analyse finds the files and runs the languages over them, at the same time. What could not be looked at is a notice
// of the run; an error means that there is nothing to report at all.
func Analyse(ctx context.Context, opts Options) (*Run, error) {
	found, err := discover(ctx, opts)
	if err != nil {
		return nil, err
	}
	run := &Run{Root: found.root, Dir: overlay.Real(opts.Dir), Folders: found.folders, languages: opts.Languages, disk: found.disk, scope: map[string]bool{}}
	run.Notices = found.notices
	for i, scan := range scanAll(ctx, opts, found) {
		run.add(opts.Languages[i], found.files[i], scan)
	}
	finding.Sort(run.Findings)
	run.setPrints()
	finding.SortNotices(run.Notices)
	return run, ctx.Err()
}

// atOnce is how many languages are analysed at the same time; each uses all processors by itself.
const atOnce = 2

// scanAll owns one goroutine a language and waits for each.
func scanAll(ctx context.Context, opts Options, found *found) []check.Scan {
	scans := make([]check.Scan, len(opts.Languages))
	var group errgroup.Group
	group.SetLimit(atOnce)
	for i, lang := range opts.Languages {
		if len(found.files[i]) == 0 {
			continue
		}
		scope := Scope{Root: found.root, Files: found.files[i], Disk: found.disk, Memory: opts.Memory}
		if lang.Around {
			scope.Around = slices.Concat(found.around[i], found.beside[i])
		}
		group.Go(func() error {
			scans[i] = scan(ctx, lang, scope, opts.ForceExclude)
			return nil
		})
	}
	_ = group.Wait() // a scan has notices, no error
	return scans
}

// scan turns every way of not having looked into a notice that fails the run. A hook may name files of which none is built
// on this machine: where a person would want to know, it must not stop a commit.
func scan(ctx context.Context, lang Language, scope Scope, hook bool) check.Scan {
	scan, err := guarded(ctx, lang, scope)
	switch {
	case err != nil && !errors.Is(err, ctx.Err()):
		scan.Notices = append(scan.Notices, finding.Notice{
			Text:   fmt.Sprintf("%s files were not analysed: %v", lang.Title, err),
			Remedy: "fix what is named here, or leave the files out with --exclude",
			Kind:   finding.LoadError, Fatal: true,
		})
		scan.Partial = scope.Files
	case hook && onlyLeftOut(scan.Notices):
	case scan.Stats.Files == 0 && !anyFatal(scan.Notices) && ctx.Err() == nil:
		scan.Notices = append(scan.Notices, finding.Notice{
			Text:   fmt.Sprintf("none of the %d %s files could be analysed", len(scope.Files), lang.Title),
			Remedy: "see the other notices" + lang.Hint,
			Kind:   finding.NotAnalysed, Fatal: true,
		})
	}
	return clipped(scan)
}

// guarded makes an error of a failure of ours, so that the other language still reports, and an editor keeps its server.
func guarded(ctx context.Context, lang Language, scope Scope) (scan check.Scan, err error) {
	defer func() {
		p := recover()
		if worker, ok := p.(*workers.Panic); ok {
			p = worker.Value
		}
		if p != nil {
			scan, err = check.Scan{}, fmt.Errorf("concurlint failed, please report it with the file: %v", p)
		}
	}()
	return lang.Scan(ctx, scope)
}

func onlyLeftOut(notices []finding.Notice) bool {
	return len(notices) > 0 && !slices.ContainsFunc(notices, func(n finding.Notice) bool { return n.Kind != finding.LeftOut })
}

func anyFatal(notices []finding.Notice) bool {
	for _, n := range notices {
		if n.Fatal {
			return true
		}
	}
	return false
}

func (r *Run) add(lang Language, files []string, scan check.Scan) {
	if len(files) == 0 {
		return
	}
	for _, file := range files {
		r.scope[file] = true
	}
	for _, file := range scan.Partial {
		r.scope[file] = false
	}
	r.Findings = append(r.Findings, scan.Findings...)
	r.Solved = append(r.Solved, scan.Solved...)
	r.Notices = append(r.Notices, scan.Notices...)
	r.Stats = r.Stats.Add(scan.Stats)
	r.Parts = append(r.Parts, Part{lang.Name, lang.Title, len(files), scan.Stats})
}

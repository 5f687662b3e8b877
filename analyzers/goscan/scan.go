// Package goscan loads Go packages and runs the analyzers over them, for the command line: the other drivers (go vet,
// golangci-lint, gopls) load by themselves. Nothing of what is scanned is run: the go command lists packages and compiles
// dependencies, and is told not to fetch another toolchain. It must not import engine.
package goscan

import (
	"cmp"
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/concurlint/concurlint/analyzers/internal/adapt"
	"github.com/concurlint/concurlint/internal/check"
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/overlay"
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// Options say what to load.
type Options struct {
	Root        string   // absolute; spans are given relative to it, slash-separated
	Files       []string // .go files to report on, relative to Root; their packages are loaded whole
	Tags        []string // build tags
	Tests       bool     // whether _test.go files are loaded
	Disk        overlay.Files
	MaxConstant int64 // see check.Options
	Models      *rules.Models
}

// Result is what a scan found.
type Result = check.Scan

// Scan loads the packages of the files, module by module, and analyses them. What does not load or type-check becomes
// a notice; the rest is still analysed. An error means that nothing could be analysed at all.
func Scan(ctx context.Context, opts Options) (Result, error) {
	s := &scanner{opts: opts, named: map[string]bool{}, loaded: map[string]bool{}, kept: map[string]bool{}, partial: map[string]bool{}, told: map[string]bool{}, missing: map[string]site.Span{}, listed: forList(opts.Disk.With(".go"))}
	for _, f := range opts.Files {
		s.named[filepath.ToSlash(filepath.Clean(f))] = true
	}
	groups, notices := findModules(opts.Root, opts.Files)
	s.result.Notices = notices
	for _, g := range groups {
		if err := s.group(ctx, g); err != nil {
			return s.result, err
		}
	}
	s.tellMissing()
	s.unloaded()
	s.result.Partial = slices.Sorted(maps.Keys(s.partial))
	finding.Sort(s.result.Findings)
	finding.SortNotices(s.result.Notices)
	return s.result, ctx.Err()
}

// A scanner collects what the modules of one scan bring.
type scanner struct {
	opts    Options
	named   map[string]bool      // files to report on
	loaded  map[string]bool      // files that were read, or whose fate is told
	kept    map[string]bool      // files whose findings are in the result
	partial map[string]bool      // files named that were not analysed in full
	told    map[string]bool      // notices given already
	missing map[string]site.Span // imports that do not resolve, and where one stands
	modFile string               // a copy of go.mod that the go command may change, where the user's own is not up to date
	listed  overlay.Files        // unsaved files that the go command has to know of
	result  Result
}

// group loads and analyses the files of one module or workspace, or files that belong to none.
func (s *scanner) group(ctx context.Context, g group) error {
	pkgs, err := s.load(ctx, g)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil {
		s.doubt(pkgs)
		return s.analyse(pkgs)
	}
	s.loadFailed(g, err)
	if g.root != "" {
		s.doubtFolders(g)
	}
	if g.workspace {
		for _, m := range modulesOf(g) {
			if err := s.group(ctx, m); err != nil {
				return err
			}
		}
		return nil
	}
	return s.analyse(s.adHoc(ctx, g))
}

// analyse runs the analyzers over the packages, dependencies first, and keeps what concerns the files named.
func (s *scanner) analyse(pkgs []*packages.Package) error {
	if len(pkgs) == 0 {
		return nil
	}
	results, err := adapt.Run(pkgs, adapt.Options{Check: check.Options{MaxConstant: s.opts.MaxConstant}, File: s.relative, Models: s.opts.Models, Read: s.opts.Disk.ReadFile})
	if err != nil {
		return err
	}
	for _, p := range wholest(pkgs) {
		s.packageNotices(p)
		if r := results[p]; r != nil {
			s.keep(r)
		}
	}
	return nil
}

// wholest picks one of several variants of a package: the one with most files, which has its tests.
func wholest(pkgs []*packages.Package) []*packages.Package {
	best := map[string]*packages.Package{}
	for _, p := range pkgs {
		if b := best[p.PkgPath]; b == nil || len(p.Syntax) > len(b.Syntax) || len(p.Syntax) == len(b.Syntax) && p.ID < b.ID {
			best[p.PkgPath] = p
		}
	}
	out := make([]*packages.Package, 0, len(best))
	for _, p := range best {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b *packages.Package) int { return cmp.Compare(a.PkgPath, b.PkgPath) })
	return out
}

func (s *scanner) keep(r *adapt.Result) {
	for _, name := range append(slices.Clone(r.Files), r.Generated...) {
		s.loaded[name] = true
	}
	mine := map[string]bool{} // a module that another one replaces by its folder comes with both
	for _, name := range r.Files {
		if s.named[name] && !s.kept[name] {
			mine[name], s.kept[name] = true, true
		}
	}
	if len(mine) == 0 {
		return
	}
	got := r.Only(func(path string) bool { return mine[path] })
	got.Stats.Files = len(mine)
	s.result.Stats = s.result.Stats.Add(got.Stats)
	s.result.Findings = append(s.result.Findings, got.Findings...)
	s.result.Solved = append(s.result.Solved, got.Solved...)
}

// relative is the path of a file below the root, slash-separated; files elsewhere keep theirs.
func (s *scanner) relative(name string) string {
	if !filepath.IsAbs(name) {
		return filepath.ToSlash(name)
	}
	rel, err := filepath.Rel(s.opts.Root, name)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return filepath.ToSlash(name)
	}
	return filepath.ToSlash(rel)
}

func (s *scanner) span(name string, line, col int) site.Span {
	return site.Span{File: s.relative(name), Line: line, Col: col}
}

// Package adapt makes analyzers of the lowering and the decisions: one that lowers and decides a package, and a thin one
// for each rule that reports its findings. Every Go driver runs the same ones: our own, go vet, golangci-lint, gopls. It
// must not import engine or anything of Python.
package adapt

import (
	"context"
	"go/ast"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/concurlint/concurlint/analyzers/internal/lower"
	"github.com/concurlint/concurlint/internal/check"
	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/internal/suppress"
	"github.com/concurlint/concurlint/rules"
)

// Options are the user's choices that analyzers depend on.
type Options struct {
	Check  check.Options
	Models *rules.Models                     // nil: the built-in ones
	File   func(name string) string          // how spans name a file; nil: as the driver does
	Read   func(name string) ([]byte, error) // the text of a file; nil: as the driver reads it
	Tree   *config.Tree                      // finds the configuration of each package, of which Check and Models are left out then; nil: there is none
	Bare   bool                              // the driver names the rule itself, and takes each step for a finding of its own
}

// New returns the analyzer that decides a package, whose result is a check.Result, and one for each Go rule. Drivers may
// mix rules of one call only: they share what they require.
func New(opts Options) (decide *analysis.Analyzer, byRule []*analysis.Analyzer) {
	if opts.Models == nil {
		opts.Models = rules.Builtin()
	}
	if opts.File == nil {
		opts.File = func(name string) string { return name }
	}
	d := &decider{opts: opts, setups: map[*config.Config]*setup{}}
	decide = &analysis.Analyzer{
		Name:             "concurlint",
		Doc:              "lowers a package to sites and decides all rules of concurlint on them",
		URL:              rules.Homepage,
		Run:              d.run,
		RunDespiteErrors: true,
		ResultType:       reflect.TypeFor[*Result](),
		FactTypes:        []analysis.Fact{(*Fact)(nil)},
	}
	for _, r := range rules.All() {
		if r.In("go") {
			byRule = append(byRule, ruleAnalyzer(r, decide, opts))
		}
	}
	return decide, byRule
}

// A Result is what was found in one package, and what became of its files.
type Result struct {
	check.Result
	Files     []string // analysed
	Generated []string // skipped, because they are generated
}

func ruleAnalyzer(r rules.Rule, decide *analysis.Analyzer, opts Options) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:             r.Code,
		Doc:              r.Name + ": " + r.Title + "\n\n" + r.Doc,
		URL:              r.URL(),
		Requires:         []*analysis.Analyzer{decide},
		RunDespiteErrors: true,
		Run: func(pass *analysis.Pass) (any, error) {
			report(pass, newPlaces(pass, opts.File), r.Code, opts.Bare, opts.Tree, pass.ResultOf[decide].(*Result).Findings)
			return nil, nil
		},
	}
}

// report hands the findings of one rule to the driver, which knows positions of this package only: steps elsewhere are
// left to our own reports.
func report(pass *analysis.Pass, places places, code string, bare bool, tree *config.Tree, findings []finding.Finding) {
	for _, f := range findings {
		pos, end, ok := places.find(f.Span)
		if f.Code != code || !ok || f.Confidence == finding.Low || f.Suppressed != nil {
			continue
		}
		if tree != nil && !tree.Allows(absolute(f.Span.File), code) {
			continue
		}
		d := analysis.Diagnostic{Pos: pos, End: end, Category: code, Message: f.Text}
		if !bare {
			d.Message = code + ": " + f.Text
		}
		for _, s := range f.Steps {
			if bare || s.Where == finding.Primary {
				continue
			}
			if p, e, ok := places.find(s.Span); ok {
				d.Related = append(d.Related, analysis.RelatedInformation{Pos: p, End: e, Message: s.Text})
			}
		}
		d.SuggestedFixes = fixes(f, places)
		pass.Report(d)
	}
}

// fixes returns the edits that keep behaviour: drivers apply all that they are given.
func fixes(f finding.Finding, places places) []analysis.SuggestedFix {
	if !f.Safe || len(f.Edits) == 0 {
		return nil
	}
	fix := analysis.SuggestedFix{Message: f.Fix}
	for _, e := range f.Edits {
		pos, end, ok := places.find(e.Span)
		if !ok {
			return nil
		}
		fix.TextEdits = append(fix.TextEdits, analysis.TextEdit{Pos: pos, End: end, NewText: []byte(e.New)})
	}
	return []analysis.SuggestedFix{fix}
}

// places find positions again by file and offset.
type places map[string]*token.File

func newPlaces(pass *analysis.Pass, file func(string) string) places {
	out := places{}
	for _, f := range pass.Files {
		if tf := pass.Fset.File(f.FileStart); tf != nil {
			out[file(tf.Name())] = tf
		}
	}
	return out
}

func (p places) find(s site.Span) (pos, end token.Pos, ok bool) {
	tf := p[s.File]
	if tf == nil || s.Start > tf.Size() || s.End > tf.Size() {
		return token.NoPos, token.NoPos, false
	}
	return tf.Pos(s.Start), tf.Pos(s.End), true
}

// A decider runs on one package after the other, perhaps at the same time.
type decider struct {
	opts   Options
	mu     sync.Mutex
	setups map[*config.Config]*setup // what follows from a configuration; nil: from the options
}

// A setup is what packages of one configuration share.
type setup struct {
	check   check.Options
	models  *rules.Models
	catalog *lower.Catalog
}

// setup returns what holds for the package. Rows of a configuration that cannot be used count as absent: our command line
// names them.
func (d *decider) setup(pass *analysis.Pass) *setup {
	var c *config.Config
	if file := firstFile(pass); d.opts.Tree != nil && file != "" {
		c = d.opts.Tree.Of(filepath.Dir(absolute(file)))
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if s := d.setups[c]; s != nil {
		return s
	}
	s := &setup{check: d.opts.Check, models: d.opts.Models}
	if c != nil {
		s.check.MaxConstant = c.MaxConstant
		if own, err := s.models.With(c.Models.Go, c.Models.Python); err == nil {
			s.models = own
		}
	}
	s.catalog = lower.NewCatalog(s.models)
	d.setups[c] = s
	return s
}

func absolute(file string) string {
	if abs, err := filepath.Abs(file); err == nil {
		return abs
	}
	return file
}

func (d *decider) run(pass *analysis.Pass) (any, error) {
	if !ours(pass) {
		return &Result{}, nil
	}
	facts, s := importFacts(pass), d.setup(pass)
	p := &lower.Package{
		Fset: pass.Fset, Path: importPath(pass), Types: pass.Pkg, Info: pass.TypesInfo, Catalog: s.catalog,
		Ours:   func(path string) bool { return path == importPath(pass) || facts.packages[path] },
		Known:  func(name string) bool { return facts.funcs[name] != nil },
		Delay:  func(name string) (site.Amount, bool) { a, ok := facts.numbers[name]; return a, ok },
		Starts: func(name string) (int, bool) { arg, ok := facts.starts[name]; return arg, ok },
		File:   d.opts.File,
	}
	out := &Result{}
	for _, f := range pass.Files {
		if ast.IsGenerated(f) {
			out.Generated = append(out.Generated, d.opts.File(fileName(pass, f)))
			continue
		}
		p.Files = append(p.Files, f)
		out.Files = append(out.Files, d.opts.File(fileName(pass, f)))
	}
	lowered := lower.Lower(p)
	out.Result = check.Decide(context.Background(), check.Unit{Lang: "go", Funcs: lowered.Funcs, Facts: facts.funcs, Models: s.models}, s.check)
	out.Findings = suppress.Apply(out.Findings, d.suppressions(pass, p.Files), "go", time.Now())
	markTests(out.Findings, d.forTests(pass, p.Files))
	d.repair(pass, p.Files, out.Findings)
	out.Stats.Files = len(p.Files)
	exportFact(pass, out.Solved, lowered)
	return out, nil
}

// forTests are the files that import package testing: nothing but tests uses what they hold.
func (d *decider) forTests(pass *analysis.Pass, files []*ast.File) map[string]bool {
	out := map[string]bool{}
	for _, f := range files {
		if slices.ContainsFunc(f.Imports, func(i *ast.ImportSpec) bool { return i.Path.Value == `"testing"` }) {
			out[d.opts.File(fileName(pass, f))] = true
		}
	}
	return out
}

func markTests(found []finding.Finding, files map[string]bool) {
	for i := range found {
		found[i].ForTests = files[found[i].Span.File]
	}
}

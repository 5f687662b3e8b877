package ecosystem

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/engine"
	"github.com/concurlint/concurlint/internal/filter"
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/rules"
)

// A Linted is one package and what a default run says about it.
type Linted struct {
	Package  Package
	Findings []finding.Finding
	Notices  int
	Files    int
	Text     func(file string) ([]byte, error) // the decoded text of a file of the package
}

// Lint fetches and lints the packages, one after another: the scan of each uses all processors.
func Lint(ctx context.Context, packages []Package, dir string) ([]Linted, error) {
	selection, err := config.ParseSelection(nil, nil, rules.All())
	if err != nil {
		return nil, err
	}
	dir, err = filepath.Abs(dir) // the go command is asked from there
	if err != nil {
		return nil, err
	}
	var out []Linted
	for _, p := range packages {
		folder, err := p.Fetch(ctx, dir)
		if err != nil {
			return nil, err
		}
		run, err := engine.Analyse(ctx, engine.Options{Dir: folder, Languages: engine.Languages(config.Options{Tests: true})})
		if err != nil {
			return nil, fmt.Errorf("linting %s: %w", p.ID(), err)
		}
		prefix, err := filepath.Rel(run.Root, run.Dir)
		if err != nil {
			return nil, err
		}
		prefix = filepath.ToSlash(prefix) + "/"
		found, _ := filter.Apply(run.Findings, filter.Settings{Selection: selection, Folders: run.Folders})
		out = append(out, Linted{
			Package: p, Notices: len(run.Notices), Files: run.Files(), Findings: below(prefix, found),
			Text: func(file string) ([]byte, error) { return run.Text(prefix + file) },
		})
	}
	return out, nil
}

// below names files as the package does: where it was unpacked is nobody's business.
func below(prefix string, found []finding.Finding) []finding.Finding {
	for i := range found {
		f := &found[i]
		f.Span.File = strings.TrimPrefix(f.Span.File, prefix)
		for j := range f.Steps {
			f.Steps[j].Span.File = strings.TrimPrefix(f.Steps[j].Span.File, prefix)
		}
	}
	return found
}

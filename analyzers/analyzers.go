// Package analyzers holds concurlint's Go rules as analyzers of golang.org/x/tools/go/analysis, one a rule, for every
// driver that runs such: go vet, golangci-lint, gopls, or your own multichecker. It builds without cgo and must not import
// pyscan.
package analyzers

import (
	"path/filepath"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/concurlint/concurlint/analyzers/internal/adapt"
	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/rules"
)

var tree = sync.OnceValue(func() *config.Tree { return config.NewTree(nil, config.Choices{}) })

var builtin = sync.OnceValue(func() []*analysis.Analyzer {
	_, byRule := adapt.New(adapt.Options{Tree: tree()})
	return byRule
})

// All returns an analyzer for each rule that has Go and is on by default, sorted by code. Their names are the codes: CL106.
func All() []*analysis.Analyzer {
	return slices.DeleteFunc(Every(), func(a *analysis.Analyzer) bool {
		r, _ := rules.Get(a.Name)
		return !r.Default
	})
}

// Configured returns what All returns, with the rules that the configuration of a folder selects besides: the nearest
// concurlint.toml or pyproject.toml above it. What that leaves out, no analyzer reports.
func Configured(dir string) []*analysis.Analyzer {
	return slices.DeleteFunc(Every(), func(a *analysis.Analyzer) bool {
		r, _ := rules.Get(a.Name)
		return !r.Default && !tree().For(filepath.Join(dir, "any.go")).Selection.Has(r.Code)
	})
}

// Every returns an analyzer for each rule that has Go, also those that are off by default, sorted by code.
func Every() []*analysis.Analyzer { return slices.Clone(builtin()) }

// Get returns the analyzer of a rule; nil where no Go rule has that code.
func Get(code string) *analysis.Analyzer {
	for _, a := range builtin() {
		if a.Name == code {
			return a
		}
	}
	return nil
}

// Package analyzers holds concurlint's Go rules as analyzers of golang.org/x/tools/go/analysis, one a rule, for every
// driver that runs such: go vet, golangci-lint, gopls, or your own multichecker. It builds without cgo and must not import
// pyscan.
package analyzers

import (
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/concurlint/concurlint/analyzers/internal/adapt"
)

var builtin = sync.OnceValue(func() []*analysis.Analyzer {
	_, byRule := adapt.New(adapt.Options{})
	return byRule
})

// All returns an analyzer for each rule that has Go, sorted by code. Their names are the codes: CL106.
func All() []*analysis.Analyzer {
	return append([]*analysis.Analyzer(nil), builtin()...)
}

// Get returns the analyzer of a rule; nil where no Go rule has that code.
func Get(code string) *analysis.Analyzer {
	for _, a := range builtin() {
		if a.Name == code {
			return a
		}
	}
	return nil
}

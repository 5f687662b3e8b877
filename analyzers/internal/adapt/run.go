package adapt

import (
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// Run decides loaded packages, dependencies first. A package that could not be decided has no result.
func Run(pkgs []*packages.Package, opts Options) (map[*packages.Package]*Result, error) {
	decide, _ := New(opts)
	run := decide.Run
	decide.Run = func(pass *analysis.Pass) (result any, err error) {
		defer func() { // in a goroutine of the driver, where nobody else could
			if p := recover(); p != nil {
				err = fmt.Errorf("concurlint failed, please report it with the package: %v", p)
			}
		}()
		return run(pass)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{decide}, pkgs, nil)
	if err != nil {
		return nil, fmt.Errorf("running the analyzers: %w", err)
	}
	out := map[*packages.Package]*Result{}
	for _, act := range graph.Roots {
		if act.Err != nil {
			return out, fmt.Errorf("analysing package %s: %w", act.Package.PkgPath, act.Err)
		}
		if r, ok := act.Result.(*Result); ok {
			out[act.Package] = r
		}
	}
	return out, nil
}

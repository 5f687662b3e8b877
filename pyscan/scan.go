// Package pyscan finds concurrency defects in Python source. It reads files and never runs them.
package pyscan

import (
	"context"
	"io/fs"

	"github.com/concurlint/concurlint/internal/check"
)

// Options say what to scan and for which Python.
type Options struct {
	Files       []string // slash-separated, relative to the file system given to Scan; sorted or not
	Around      []string // other files of the project: read, if at all, only for what Files import; never reported on
	Target      string   // lowest Python version that the code must run on, "3.11"; empty: read requires-python of the nearest pyproject.toml, else all rules that hold for a supported Python
	MaxFileSize int64    // bytes; 0: DefaultMaxFileSize
	MaxConstant int64    // see check.Options
}

// DefaultMaxFileSize is the size above which a file is named in a notice and not parsed: generated tables cost minutes
// and hold no concurrency.
const DefaultMaxFileSize = 2 << 20

// Result is what a scan found: findings sorted, with spans whose paths are those of Options.Files.
type Result = check.Scan

// Scan analyses the files as one project. A file that cannot be read or parsed becomes a notice; an error means that
// nothing could be analysed at all.
func Scan(ctx context.Context, fsys fs.FS, opts Options) (Result, error) {
	return Result{}, ctx.Err()
}

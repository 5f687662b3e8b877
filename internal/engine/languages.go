package engine

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/analyzers/goscan"
	"github.com/concurlint/concurlint/internal/check"
	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/pyscan"
)

// Languages returns the languages of the program, set up as the user wants.
func Languages(opts config.Options) []Language {
	return []Language{pythonLanguage(opts), goLanguage(opts)}
}

func goLanguage(opts config.Options) Language {
	return Language{
		Name: "go", Title: "Go", Hint: ", and whether build constraints (--tags) leave the files out",
		Takes: func(name string) bool {
			return strings.HasSuffix(name, ".go") && (opts.Tests || !strings.HasSuffix(name, "_test.go"))
		},
		Scan: func(ctx context.Context, s Scope) (check.Scan, error) {
			return goscan.Scan(ctx, goscan.Options{Root: s.Root, Files: s.Files, Disk: s.Disk, Tags: opts.Tags, Tests: opts.Tests, MaxConstant: opts.MaxConstant, Models: opts.Models})
		},
	}
}

func pythonLanguage(opts config.Options) Language {
	return Language{
		Name: "python", Title: "Python", Decode: pyscan.Text, Around: true,
		Takes:  func(name string) bool { return slices.Contains([]string{".py", ".pyw", ".ipynb"}, path.Ext(name)) },
		Beside: func(name string) bool { return path.Ext(name) == ".pyi" },
		Scan: func(ctx context.Context, s Scope) (check.Scan, error) {
			return pyscan.Scan(ctx, s.Disk.FS(s.Root), pyscan.Options{Cache: s.Memory.pythonCache(), Files: s.Files, Around: s.Around, Target: opts.TargetPython, MaxConstant: opts.MaxConstant, Models: opts.Models})
		},
	}
}

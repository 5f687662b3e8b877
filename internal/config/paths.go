package config

import (
	"path"
	"slices"
	"strings"
)

// ExcludedFolder reports whether folders of that name hold no code of the user's own: version control, environments,
// dependencies, caches.
func ExcludedFolder(name string) bool {
	return slices.Contains([]string{
		".git", ".hg", ".svn", ".bzr", ".jj",
		"venv", ".venv", "site-packages", "__pypackages__", ".pyenv", ".direnv",
		"node_modules", "vendor",
		"__pycache__", ".tox", ".nox", ".eggs", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".pytype", ".hypothesis",
		".ipynb_checkpoints", ".cache", ".gocache", ".gomodcache", "buck-out", "bazel-out", ".pants.d",
	}, name)
}

// GoIgnoresFolder reports whether the go command leaves folders of that name out of a pattern such as ./...
func GoIgnoresFolder(name string) bool {
	return name == "testdata" || strings.HasPrefix(name, "_") || strings.HasPrefix(name, ".")
}

// A PathClass is a kind of file in which growth without a limit matters less, because what runs there is small or runs
// once.
type PathClass struct {
	Name    string
	Folders []string // names of folders anywhere above the file
	Files   []string // globs for the file's own name
	Go      []string // globs for names of folders that hold Go files
	But     []string // names that one of those fits, and that mean something else
}

// PathClasses returns the classes, the first that fits wins.
func PathClasses() []PathClass {
	return []PathClass{
		{
			Name:    "test",
			Folders: []string{"tests", "test", "testing", "t", "unit_tests", "integration_tests", "e2e_tests", "testutil", "testutils", "test_utils", "testsuite", "testhelpers", "fixtures", "mocks"},
			Files:   []string{"test_*.py", "*_test.py", "*_tests.py", "conftest.py", "testing.py", "testutils.py", "*_test.go"},
			Go:      []string{"*test", "testserver", "testhelper", "testsupport", "testenv", "testkit"}, // as httptest is
			But:     []string{"attest", "backtest", "contest", "latest", "loadtest", "pentest", "protest", "speedtest"},
		},
		{Name: "example", Folders: []string{"examples", "example", "sample", "samples", "demo", "demos", "tutorials", "docs", "docs_src", "example_dags"}},
		{Name: "benchmark", Folders: []string{"benchmarks", "benchmark", "bench", "asv_bench"}, Files: []string{"bench_*.py", "benchmark_*.py"}},
		{Name: "script", Folders: []string{"scripts"}}, // who runs one sits in front of it
		{Name: "migration", Folders: []string{"migrations"}},
	}
}

// Lowered reports whether findings of the rule are notes in files of a class: bounds, connections, blocking calls,
// resources, retries, the tasks and threads of Python that nobody keeps, its loops, and groups. What a test leaves running, it
// leaves to itself: its loop is closed and its process ends, and who runs it on a newer Python is the one who wrote it. A
// leaked goroutine is as wrong in a test as anywhere.
func Lowered(code string) bool {
	for _, family := range []string{"CL1", "CL201", "CL202", "CL203", "CL204", "CL208", "CL210", "CL211", "CL3", "CL408", "CL401", "CL402", "CL403", "CL5", "CL6", "CL7"} {
		if strings.HasPrefix(code, family) {
			return true
		}
	}
	return false
}

// ClassOf returns the class of a file, "" for none. below is the part of its path that lies under the folder named on
// the command line: who names a folder asks for it.
func ClassOf(below string) string {
	segments := strings.Split(below, "/")
	base := segments[len(segments)-1]
	for _, c := range PathClasses() {
		if c.holds(segments[:len(segments)-1], base) {
			return c.Name
		}
	}
	return ""
}

func (c PathClass) holds(folders []string, base string) bool {
	fits := func(name string) func(string) bool {
		return func(glob string) bool {
			ok, err := path.Match(glob, name)
			return ok && err == nil
		}
	}
	for _, f := range folders {
		if slices.Contains(c.Folders, f) || strings.HasSuffix(base, ".go") && slices.ContainsFunc(c.Go, fits(f)) && !slices.Contains(c.But, f) {
			return true
		}
	}
	return slices.ContainsFunc(c.Files, fits(base))
}

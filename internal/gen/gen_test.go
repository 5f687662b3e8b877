package gen

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/rules"
)

func TestREADMEIsCurrent(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	want, err := README(string(text), rules.All())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Errorf("README.md is not current: run make gen (-want +got):\n%s", diff)
	}
}

const sampleTable = `package check

// table holds every decision.
var table = []decision{
	{[]string{"CL101", "CL102"}, unboundedFanOut},
	{[]string{"CL301"}, openedPerCall},
}

func after() {}
`

func TestScaffold(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	if err := create(filepath.Join(root, "internal", "check", "table.go"), sampleTable); err != nil {
		t.Fatal(err)
	}
	files, err := Scaffold(root, "CL109", "unbounded-things")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"rules/CL109-unbounded-things.md", "internal/check/unboundedthings.go", "testdata/go/src/cl109/cl109.go",
		"testdata/python/cl109/cl109.py", "internal/check/table.go",
	}
	if diff := cmp.Diff(want, files); diff != "" {
		t.Errorf("internal/gen/scaffold.go: files (-want +got):\n%s", diff)
	}
	table, err := os.ReadFile(filepath.Join(root, "internal", "check", "table.go"))
	if err != nil {
		t.Fatal(err)
	}
	added := strings.Replace(sampleTable, "\t{[]string{\"CL301\"}", "\t{[]string{\"CL109\"}, unboundedThings},\n\t{[]string{\"CL301\"}", 1)
	if diff := cmp.Diff(added, string(table)); diff != "" {
		t.Errorf("internal/gen/scaffold.go: table (-want +got):\n%s", diff)
	}
}

func TestScaffoldRefuses(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, code, rule, want string }{
		{"a bad code", "CL9", "unbounded-things", "CODE=CL9: write a code such as CL109, which was never used"},
		{"a bad name", "CL109", "Things", "NAME=Things: write what is disliked in small letters, as in unbounded-gather"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			_, err := Scaffold(t.TempDir(), row.code, row.rule)
			if err == nil || err.Error() != row.want {
				t.Errorf("internal/gen/scaffold.go: error %v, want %s", err, row.want)
			}
		})
	}
}

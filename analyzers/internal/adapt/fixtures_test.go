package adapt_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/concurlint/concurlint/analyzers/internal/adapt"
	"github.com/concurlint/concurlint/internal/finding"
)

// TestFixtures runs all decisions over testdata/go/src: each line that is to be reported says so in a want comment. In a
// folder clNNN only that rule is compared, in pitfallNN whatever is a warning or worse.
func TestFixtures(t *testing.T) {
	t.Parallel()
	dir, err := filepath.Abs("../../../testdata/go")
	if err != nil {
		t.Fatal(err)
	}
	var patterns []string
	for _, folder := range fixtures(t, dir) {
		patterns = append(patterns, folder+"/...")
	}
	analysistest.Run(t, dir, reporter(), patterns...) // one load: what they import is type-checked once
}

func fixtures(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, "src"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	name := regexp.MustCompile(`^(cl|pitfall)\d+$`)
	for _, e := range entries {
		if name.MatchString(e.Name()) {
			out = append(out, e.Name())
		}
	}
	return out
}

// title tells a note, which no run fails for, from what is worse.
func title(f finding.Finding) string {
	if f.Level == finding.Note {
		return f.Code + " note"
	}
	return f.Code
}

// reporter is an analyzer that reports what the folder of a fixture compares.
func reporter() *analysis.Analyzer {
	decide, _ := adapt.New(adapt.Options{})
	wanted := func(folder string, f finding.Finding) bool {
		if strings.HasPrefix(folder, "cl") {
			return f.Code == strings.ToUpper(folder)
		}
		return f.Level >= finding.Warning
	}
	return &analysis.Analyzer{
		Name: "fixtures", Doc: "reports what fixtures compare", Requires: []*analysis.Analyzer{decide}, RunDespiteErrors: true,
		Run: func(pass *analysis.Pass) (any, error) {
			folder, _, _ := strings.Cut(pass.Pkg.Path(), "/")
			for _, f := range pass.ResultOf[decide].(*adapt.Result).Findings {
				if !wanted(folder, f) {
					continue
				}
				for _, file := range pass.Files {
					if tf := pass.Fset.File(file.FileStart); tf != nil && tf.Name() == f.Span.File {
						pass.Reportf(tf.Pos(f.Span.Start), "%s: %s", title(f), f.Text)
					}
				}
			}
			return nil, nil
		},
	}
}

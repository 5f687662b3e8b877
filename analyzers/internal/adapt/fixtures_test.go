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
	for _, pkg := range fixtures(t, dir) {
		t.Run(pkg, func(t *testing.T) {
			t.Parallel()
			analysistest.Run(t, dir, reporter(pkg), pkg+"/...")
		})
	}
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

// reporter is an analyzer that reports what the fixtures of a folder compare.
func reporter(folder string) *analysis.Analyzer {
	decide, _ := adapt.New(adapt.Options{})
	wanted := func(f finding.Finding) bool {
		if strings.HasPrefix(folder, "cl") {
			return f.Code == strings.ToUpper(folder)
		}
		return f.Level >= finding.Warning
	}
	return &analysis.Analyzer{
		Name: "fixtures", Doc: "reports what fixtures compare", Requires: []*analysis.Analyzer{decide}, RunDespiteErrors: true,
		Run: func(pass *analysis.Pass) (any, error) {
			for _, f := range pass.ResultOf[decide].(*adapt.Result).Findings {
				if !wanted(f) {
					continue
				}
				for _, file := range pass.Files {
					if tf := pass.Fset.File(file.FileStart); tf != nil && tf.Name() == f.Span.File {
						pass.Reportf(tf.Pos(f.Span.Start), "%s: %s", f.Code, f.Text)
					}
				}
			}
			return nil, nil
		},
	}
}

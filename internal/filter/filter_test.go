package filter

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/rules"
)

func selection(t *testing.T, codes ...string) config.Selection {
	t.Helper()
	var all []rules.Rule
	for _, c := range codes {
		all = append(all, rules.Rule{Code: c, Name: c, Default: true})
	}
	s, err := config.ParseSelection(nil, nil, all)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestApplyLevels(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, code, file string
		level            finding.Level
		folders          []string
		want             finding.Level
	}{
		{"code of its own", "CL101", "app/a.py", finding.Error, nil, finding.Error},
		{"a test", "CL101", "app/tests/a.py", finding.Error, nil, finding.Note},
		{"a helper of tests", "CL101", "app/utils_test.py", finding.Warning, nil, finding.Note},
		{"a folder named like another", "CL101", "app/contest/a.py", finding.Warning, nil, finding.Warning},
		{"a script of the project", "CL715", "scripts/rank.py", finding.Warning, nil, finding.Note},
		{"a benchmark", "CL103", "benchmarks/load.py", finding.Error, nil, finding.Note},
		{"an old API in a test", "CL401", "tests/test_a.py", finding.Warning, nil, finding.Note},
		{"a test by its name", "CL301", "app/test_a.py", finding.Warning, nil, finding.Note},
		{"a Go test", "CL106", "app/a_test.go", finding.Warning, nil, finding.Note},
		{"never below note", "CL701", "conftest.py", finding.Note, nil, finding.Note},
		{"an example", "CL101", "examples/x/a.py", finding.Warning, nil, finding.Note},
		{"a named folder is asked for", "CL101", "examples/x/a.py", finding.Warning, []string{"examples"}, finding.Warning},
		{"the deepest named folder counts", "CL101", "examples/x/a.py", finding.Warning, []string{".", "examples/x"}, finding.Warning},
		{"a test in a named folder is still a test", "CL101", "examples/tests/a.py", finding.Warning, []string{"examples"}, finding.Note},
		{"a leak is as wrong in a test", "CL207", "tests/a.py", finding.Warning, nil, finding.Warning},
		{"the rule's own level", "CL106", "a.go", finding.Default, nil, finding.Warning},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			f := finding.Finding{Code: row.code, Level: row.level, Confidence: finding.High, Span: finding.Span{File: row.file}}
			got, _ := Apply([]finding.Finding{f}, Settings{Selection: selection(t, row.code), Folders: row.folders})
			f.Level = row.want
			if diff := cmp.Diff([]finding.Finding{f}, got); diff != "" {
				t.Errorf("internal/filter/filter.go (-want +got):\n%s", diff)
			}
		})
	}
}

func TestApplyDrops(t *testing.T) {
	t.Parallel()
	all := []finding.Finding{
		{Code: "CL999", Level: finding.Error, Confidence: finding.High},
		{Code: "CL101", Level: finding.Error, Confidence: finding.Low},
	}
	if got, _ := Apply(all, Settings{Selection: selection(t, "CL101")}); len(got) != 0 {
		t.Errorf("internal/filter/filter.go: a rule that is off and a guess are shown: %v", got)
	}
}

func TestApplySetsSuppressedApart(t *testing.T) {
	t.Parallel()
	f := finding.Finding{Code: "CL101", Level: finding.Warning, Confidence: finding.High, Suppressed: &finding.Suppression{Reason: "two hosts"}}
	off := finding.Finding{Code: "CL999", Level: finding.Warning, Confidence: finding.High, Suppressed: f.Suppressed}
	shown, suppressed := Apply([]finding.Finding{f, off}, Settings{Selection: selection(t, "CL101")})
	if diff := cmp.Diff([]finding.Finding{f}, suppressed); diff != "" || len(shown) > 0 {
		t.Errorf("internal/filter/filter.go: shown %v, suppressed (-want +got):\n%s", shown, diff)
	}
}

func TestFirmHoldsInTests(t *testing.T) {
	t.Parallel()
	f := finding.Finding{Code: "CL101", Level: finding.Warning, Confidence: finding.High, Firm: true, Span: finding.Span{File: "tests/a.py"}}
	got, _ := Apply([]finding.Finding{f}, Settings{Selection: selection(t, "CL101")})
	if diff := cmp.Diff([]finding.Finding{f}, got); diff != "" {
		t.Errorf("internal/filter/filter.go (-want +got):\n%s", diff)
	}
}

func TestVerdict(t *testing.T) {
	t.Parallel()
	warning := []finding.Finding{{Level: finding.Warning}}
	note := []finding.Finding{{Level: finding.Note}}
	parse := []finding.Notice{{Kind: finding.ParseError}}
	fatal := []finding.Notice{{Kind: finding.Missing, Fatal: true}}
	for _, row := range []struct {
		name     string
		findings []finding.Finding
		notices  []finding.Notice
		opts     config.Options
		want     int
	}{
		{"nothing", nil, nil, config.Options{FailOn: finding.Warning}, 0},
		{"a note is printed only", note, nil, config.Options{FailOn: finding.Warning}, 0},
		{"a note when notes fail", note, nil, config.Options{FailOn: finding.Note}, 1},
		{"a warning", warning, nil, config.Options{FailOn: finding.Warning}, 1},
		{"a warning when errors fail", warning, nil, config.Options{FailOn: finding.Error}, 0},
		{"a warning under --exit-zero", warning, nil, config.Options{FailOn: finding.Warning, ExitZero: true}, 0},
		{"one file of many", nil, parse, config.Options{FailOn: finding.Warning}, 0},
		{"one file of many and a warning", warning, parse, config.Options{FailOn: finding.Warning}, 1},
		{"one file of many under --strict", warning, parse, config.Options{FailOn: finding.Warning, Strict: true}, 2},
		{"excluded under --strict", nil, []finding.Notice{{Kind: finding.Excluded}}, config.Options{FailOn: finding.Warning, Strict: true}, 0},
		{"incomplete wins over findings", warning, fatal, config.Options{FailOn: finding.Warning}, 2},
		{"incomplete wins over --exit-zero", nil, fatal, config.Options{FailOn: finding.Warning, ExitZero: true}, 2},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := Verdict(row.findings, row.notices, row.opts); got != row.want {
				t.Errorf("internal/filter/verdict.go: %d, want %d", got, row.want)
			}
		})
	}
}

package config

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/rules"
)

var sampleRules = []rules.Rule{
	{Code: "CL101", Name: "unbounded-gather", Default: true},
	{Code: "CL106", Name: "unbounded-goroutines", Default: true},
	{Code: "CL301", Name: "db-connect-per-call", Default: true},
	{Code: "CL399", Name: "pedantry"},
}

func TestParseSelection(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name             string
		selected, ignore []string
		want             []string
		err              string
	}{
		{name: "the defaults", want: []string{"CL101", "CL106", "CL301"}},
		{name: "a code", selected: []string{"CL399"}, want: []string{"CL399"}},
		{name: "a code in small letters", selected: []string{"cl399"}, want: []string{"CL399"}},
		{name: "a name", selected: []string{"pedantry"}, want: []string{"CL399"}},
		{name: "a prefix", selected: []string{"CL1"}, want: []string{"CL101", "CL106"}},
		{name: "all", selected: []string{"all"}, want: []string{"CL101", "CL106", "CL301", "CL399"}},
		{name: "without one", ignore: []string{"CL106"}, want: []string{"CL101", "CL301"}},
		{name: "the longer entry wins", selected: []string{"CL101"}, ignore: []string{"CL1"}, want: []string{"CL101"}},
		{name: "ignore wins a tie", selected: []string{"CL101", "CL3"}, ignore: []string{"CL101"}, want: []string{"CL301", "CL399"}},
		{name: "unknown code", selected: []string{"CL16"}, err: `--select names no rule: "CL16", did you mean "CL106"?; see concurlint rules`},
		{name: "unknown name", ignore: []string{"unbounded-gathers"}, err: `--ignore names no rule: "unbounded-gathers", did you mean "unbounded-gather"?; see concurlint rules`},
		{name: "nothing near", selected: []string{"E501"}, err: `--select names no rule: "E501"; see concurlint rules`},
		{name: "an empty entry is no prefix", selected: []string{""}, err: `--select names no rule: ""; see concurlint rules`},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got, err := ParseSelection(row.selected, row.ignore, sampleRules)
			if diff := cmp.Diff(row.err, message(err)); diff != "" {
				t.Fatalf("internal/config/selection.go: error (-want +got):\n%s", diff)
			}
			var codes []string
			for _, r := range got.Rules(sampleRules) {
				codes = append(codes, r.Code)
			}
			if diff := cmp.Diff(row.want, codes); diff != "" {
				t.Errorf("internal/config/selection.go (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseOutputs(t *testing.T) {
	t.Parallel()
	formats := []string{"full", "sarif"}
	for _, row := range []struct {
		name   string
		values []string
		want   []Output
		err    string
	}{
		{name: "one", values: []string{"full"}, want: []Output{{"full", ""}}},
		{name: "two", values: []string{"sarif=a=b.sarif", "full"}, want: []Output{{"sarif", "a=b.sarif"}, {"full", ""}}},
		{name: "a dash is standard output", values: []string{"sarif=-"}, want: []Output{{"sarif", ""}}},
		{name: "both on standard output", values: []string{"full", "sarif"}, err: "both full and sarif go to standard output; give one a file, as in sarif=FILE"},
		{name: "both in one file", values: []string{"full=x", "sarif=x"}, err: "both full and sarif go to x; give each its own file"},
		{name: "no file", values: []string{"sarif="}, err: "--output-format sarif= names no file; write sarif=FILE"},
		{name: "unknown", values: []string{"serif"}, err: `unknown output format "serif", did you mean "sarif"?; the choices are full, sarif`},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got, err := ParseOutputs(row.values, formats)
			if diff := cmp.Diff(row.err, message(err)); diff != "" {
				t.Fatalf("internal/config/options.go: error (-want +got):\n%s", diff)
			}
			if err == nil && !cmp.Equal(row.want, got) {
				t.Errorf("internal/config/options.go (-want +got):\n%s", cmp.Diff(row.want, got))
			}
		})
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

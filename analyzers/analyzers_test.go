package analyzers_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/concurlint/concurlint/analyzers"
	"github.com/concurlint/concurlint/rules"
)

func TestAnalyzersAreValid(t *testing.T) {
	t.Parallel()
	if err := analysis.Validate(analyzers.All()); err != nil {
		t.Errorf("see analyzers/internal/adapt/adapt.go: %v", err)
	}
}

func TestEachGoRuleHasAnAnalyzerNamedByItsCode(t *testing.T) {
	t.Parallel()
	for _, r := range rules.All() {
		a := analyzers.Get(r.Code)
		if r.In("go") != (a != nil) {
			t.Errorf("%s: languages are %v, analyzer is %v; see rules/%s-%s.md", r.Code, r.Languages, a, r.Code, r.Name)
		}
		if a != nil && a.Name != r.Code {
			t.Errorf("analyzer of %s is named %s", r.Code, a.Name)
		}
	}
	if a := analyzers.Get("CL000"); a != nil {
		t.Errorf("Get(CL000) = %s, want nil", a.Name)
	}
}

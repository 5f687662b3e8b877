package gen

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/concurlint/concurlint/internal/check"
	"github.com/concurlint/concurlint/rules"
)

// aboutTheRun is the family of codes that no decision on sites answers: unused suppressions and their like.
const aboutTheRun = "CL9"

// TestEveryRuleIsComplete names the file that a rule lacks: a page, a decision and fixtures in each of its languages.
func TestEveryRuleIsComplete(t *testing.T) {
	t.Parallel()
	decided := map[string]bool{}
	for _, code := range check.Codes() {
		decided[code] = true
		if _, ok := rules.Get(code); !ok {
			t.Errorf("internal/check/table.go answers %s, which has no page: write rules/%s-name.md", code, code)
		}
	}
	for _, r := range rules.All() {
		if strings.HasPrefix(r.Code, aboutTheRun) {
			continue
		}
		page := "rules/" + r.Code + "-" + r.Name + ".md"
		if !decided[r.Code] {
			t.Errorf("%s has no decision: add %s to the table in internal/check/table.go", page, r.Code)
		}
		for _, lang := range r.Languages {
			if dir := fixtures(lang, r.Code); !holdsFiles(filepath.Join("..", "..", dir)) {
				t.Errorf("%s has no fixture for %s: write %s/", page, lang, dir)
			}
		}
	}
}

// TestEveryFixtureHasARule finds folders that are left of a rule that went.
func TestEveryFixtureHasARule(t *testing.T) {
	t.Parallel()
	for _, pattern := range []string{"../../testdata/go/src/cl*", "../../testdata/python/cl*"} {
		dirs, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, dir := range dirs {
			code := strings.ToUpper(filepath.Base(dir))
			if _, ok := rules.Get(code); !ok {
				t.Errorf("%s is for %s, which has no page in rules/", strings.TrimPrefix(dir, "../../"), code)
			}
		}
	}
}

func fixtures(lang, code string) string {
	if lang == "go" {
		return "testdata/go/src/" + strings.ToLower(code)
	}
	return "testdata/" + lang + "/" + strings.ToLower(code)
}

func holdsFiles(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && len(entries) > 0
}

package gen

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
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
	for _, pattern := range []string{"../../testdata/go/src/cl[0-9]*", "../../testdata/python/cl[0-9]*"} {
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

// pitfalls are the thirty programs on which checkers of this kind go wrong, by the languages that they speak of.
var pitfalls = map[string][][2]int{
	"python": {{1, 23}, {29, 29}},
	"go":     {{24, 30}},
}

// TestEveryPitfallIsAFixture holds the thirty in place: a rule that is not there yet has a todo want in its fixture.
func TestEveryPitfallIsAFixture(t *testing.T) {
	t.Parallel()
	for lang, ranges := range pitfalls {
		for _, r := range ranges {
			for n := r[0]; n <= r[1]; n++ {
				if dir := fixtures(lang, fmt.Sprintf("pitfall%02d", n)); !holdsFiles(filepath.Join("..", "..", dir)) {
					t.Errorf("pitfall %d has no fixture for %s: write %s/", n, lang, dir)
				}
			}
		}
	}
}

// TestFixturesShowWhatIsHarmless: a rule without look-alikes that stay silent is unfinished.
func TestFixturesShowWhatIsHarmless(t *testing.T) {
	t.Parallel()
	for _, r := range rules.All() {
		for _, lang := range r.Languages {
			dir := fixtures(lang, r.Code)
			if wants, oks := marks(t, filepath.Join("..", "..", dir)); wants == 0 || oks < wants {
				t.Errorf("%s/ has %d lines with a want and %d with an ok: show at least as many harmless ones", dir, wants, oks)
			}
		}
	}
}

var (
	wantMark = regexp.MustCompile("(#|//) want [\"`]")
	okMark   = regexp.MustCompile(`(#|//) ok\b`)
)

// marks counts the lines of a folder that must be reported, and those that say why they must not.
func marks(t *testing.T, dir string) (wants, oks int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		wants += len(wantMark.FindAll(text, -1))
		oks += len(okMark.FindAll(text, -1))
		return err
	})
	if err != nil {
		t.Errorf("reading fixtures: %v", err)
	}
	return wants, oks
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

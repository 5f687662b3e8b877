package adapt_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/concurlint/concurlint/analyzers/internal/adapt"
	"github.com/concurlint/concurlint/rules"
)

// TestRulePagesShowWhatTheyFind loads the examples of every rule page: a bad one gives findings of its own rule and of no
// other, a good one none of its rule.
func TestRulePagesShowWhatTheyFind(t *testing.T) {
	t.Parallel()
	root := writeExamples(t)
	stubs, err := filepath.Abs("../../../testdata/go")
	if err != nil {
		t.Fatal(err)
	}
	gopath := root + string(os.PathListSeparator) + stubs
	cfg := &packages.Config{
		Mode: packages.LoadAllSyntax, Dir: filepath.Join(root, "src", "example"),
		Env: append(os.Environ(), "GOPATH="+gopath, "GO111MODULE=off", "GOPROXY=off", "GOWORK=off"),
	}
	pkgs, err := packages.Load(cfg, "./...")
	if err != nil {
		t.Fatal(err)
	}
	results, err := adapt.Run(pkgs, adapt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pkgs {
		t.Run(p.Name+"/"+filepath.Base(p.PkgPath), func(t *testing.T) {
			t.Parallel()
			for _, e := range p.Errors {
				t.Errorf("the example does not compile: %v", e)
			}
			compareExample(t, filepath.Base(p.PkgPath), results[p])
		})
	}
}

func compareExample(t *testing.T, name string, r *adapt.Result) {
	t.Helper()
	code, kind, _ := strings.Cut(name, "_")
	rule, _ := rules.Get(code)
	var codes []string
	for _, f := range r.Findings {
		codes = append(codes, f.Code)
	}
	own := slices.Contains(codes, code)
	other := slices.ContainsFunc(codes, func(c string) bool { return c != code && atLeastWarning(c) })
	bad := strings.HasPrefix(kind, "bad")
	if bad && (!own || other) || !bad && own {
		t.Errorf("rules/%s-%s.md: the %s example gives %v", code, rule.Name, strings.TrimRight(kind, "0123456789"), codes)
	}
}

func atLeastWarning(code string) bool {
	r, _ := rules.Get(code)
	return r.Level != "note"
}

var fence = regexp.MustCompile("(?ms)^```go (good|bad)[^\n]*\n(.*?)^```")

// writeExamples puts each fenced example into a folder of its own: example/CL106_bad1.
func writeExamples(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, r := range rules.All() {
		if !r.In("go") {
			continue
		}
		for i, m := range fence.FindAllStringSubmatch(r.Doc, -1) {
			dir := filepath.Join(root, "src", "example", fmt.Sprintf("%s_%s%d", r.Code, m[1], i+1))
			if err := os.MkdirAll(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "example.go"), []byte(m[2]), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return root
}

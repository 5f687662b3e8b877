package config

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/rules"
)

// write puts files into a folder of their own.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestTreeTakesTheNearest(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{
		".git/HEAD":              "",
		"concurlint.toml":        "select = ['CL101']\n[[paths]]\nmatch = ['deep/x.py']\nselect = ['CL106']\nignore=['bound']\nclass='none'\n",
		"pyproject.toml":         "[tool.concurlint]\nselect = ['CL201']\n",
		"a/pyproject.toml":       "[project]\nname = 'a'\n",
		"b/pyproject.toml":       "[tool.concurlint]\nextend = '../concurlint.toml'\nignore = ['CL101']\nlevels = { unbounded-gather = 'note' }\n",
		"c/concurlint.toml":      "select = ['CL9']\nselect = 1",
		"d/pyproject.toml":       "[tool.concurlint]\nselect = ['python']\nignore = ['bound', 'lifetime', 'connections', 'event-loop', 'resources', 'retries-and-limiters', 'about-the-run']\n",
		"e/.git":                 "gitdir: elsewhere",
		"e/src/requirements.txt": "",
	})
	tree := NewTree(nil, Choices{})
	for _, row := range []struct {
		file, on, off, class string
	}{
		{"x.py", "CL101", "CL201", ""},
		{"a/x.py", "CL101", "CL201", ""},
		{"deep/y.py", "CL101", "CL106", ""},
		{"deep/x.py", "", "CL101 CL106", "none"},
		{"b/x.py", "", "CL101", ""},
		{"c/x.py", "CL101", "CL901", ""},
		{"d/x.py", "CL501 CL504", "CL101 CL207 CL301", ""},
		{"e/src/x.py", "CL101 CL201 CL501", "CL716", ""},
	} {
		got := tree.For(filepath.Join(dir, filepath.FromSlash(row.file)))
		for _, code := range strings.Fields(row.on) {
			if !got.Selection.Has(code) {
				t.Errorf("internal/config/tree.go: %s is off for %s", code, row.file)
			}
		}
		for _, code := range strings.Fields(row.off) {
			if got.Selection.Has(code) {
				t.Errorf("internal/config/tree.go: %s is on for %s", code, row.file)
			}
		}
		if got.Class != row.class {
			t.Errorf("internal/config/tree.go: class of %s is %q, want %q", row.file, got.Class, row.class)
		}
	}
	if got := tree.For(filepath.Join(dir, "b", "x.py")).Levels["CL101"]; got != finding.Note {
		t.Errorf("internal/config/settings.go: the level of a rule by its name is %v", got)
	}
	broken := tree.Broken()
	if len(broken) != 1 || broken[filepath.Join(dir, "c", "concurlint.toml")] == nil {
		t.Errorf("internal/config/tree.go: broken files are %v", broken)
	}
	own := NewTree(nil, Choices{Select: []string{"CL301"}}).For(filepath.Join(dir, "x.py"))
	if !own.Selection.Has("CL301") || own.Selection.Has("CL101") {
		t.Error("internal/config/settings.go: --select does not win over select")
	}
}

func TestAllowsWhatADriverHasChosen(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{
		"none/x.go":              "",
		"ignore/concurlint.toml": "ignore = ['CL106']\n",
		"select/concurlint.toml": "select = ['CL2']\n",
	})
	tree := NewTree(nil, Choices{})
	for _, row := range []struct {
		folder, code string
		want         bool
	}{
		{"none", "CL716", true}, {"none", "CL106", true},
		{"ignore", "CL716", true}, {"ignore", "CL106", false},
		{"select", "CL207", true}, {"select", "CL106", false},
	} {
		if got := tree.Allows(filepath.Join(dir, row.folder, "x.go"), row.code); got != row.want {
			t.Errorf("internal/config/tree.go: Allows(%s, %s) = %v", row.folder, row.code, got)
		}
	}
}

func TestLoadErrorsNameFileLineAndRemedy(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ text, want string }{
		{"ignored = ['CL1']", `concurlint.toml:1: unknown key "ignored", did you mean "ignore"?`},
		{"\n[[paths]]\nmatsh = ['a']", `concurlint.toml:3: unknown key "paths.matsh", did you mean "match"?`},
		{"[level]\nCL101 = 'note'", `concurlint.toml:1: unknown key "level", did you mean "levels"?`},
		{"select = ['CL1", "concurlint.toml:1: "},
		{"tests = 'yes'", "concurlint.toml:1: "},
		{"fail-on = 'fatal'", `concurlint.toml: unknown value of fail-on "fatal"; the choices are note, warning, error`},
		{"[levels]\nCL101 = 'eror'", `concurlint.toml: unknown value of level of CL101 "eror", did you mean "error"?`},
		{"[[paths]]\nignore = ['CL1']", "concurlint.toml: paths: match is missing"},
		{"[[paths]]\nmatch = ['a[']", "concurlint.toml: paths: match: bad pattern"},
		{"[[paths]]\nmatch = ['a']\nclass = 'tests'", `concurlint.toml: unknown value of class "tests", did you mean "test"?`},
		{"target-python = '2.7'", `concurlint.toml: target-python "2.7" is no version`},
		{"exclude = ['a[']", "concurlint.toml: bad pattern"},
		{"max-constant-fan-out = -1", "concurlint.toml: max-constant-fan-out is below 0"},
		{"extend = 'nosuch.toml'", "concurlint.toml extends another file: reading the configuration: "},
		{"[[models.go]]\napi = 'x.F'\ndoes = ['run']", `concurlint.toml: models: x.F: does "run"; the words are`},
	} {
		path := filepath.Join(write(t, map[string]string{"concurlint.toml": row.text}), "concurlint.toml")
		_, err := Load(path)
		if err == nil || !strings.Contains(err.Error(), row.want) || !strings.Contains(err.Error(), path) {
			t.Errorf("internal/config/settings.go: Load of %q: %v, want %s", row.text, err, row.want)
		}
	}
}

func TestOwnModelsWin(t *testing.T) {
	t.Parallel()
	path := filepath.Join(write(t, map[string]string{"concurlint.toml": "[[models.python]]\napi = 'asyncio.gather'\n"}), "concurlint.toml")
	c, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	models, err := rules.Builtin().With(c.Models.Go, c.Models.Python)
	if err != nil {
		t.Fatal(err)
	}
	if rows := models.Get("python", "asyncio.gather"); len(rows) < 2 || len(rows[0].Does) > 0 || rows[0].Source != path {
		t.Errorf("rules/models.go: the first row of asyncio.gather is %+v", rows[0])
	}
}

func TestSchemaIsCurrent(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("schema/concurlint.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var have, want any
	now, err := json.Marshal(Schema())
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &have); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(now, &want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("internal/config/schema/concurlint.schema.json is not current: run make gen (-want +got):\n%s", diff)
	}
}

// FuzzParse: no text makes it fail, and every error names the file.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"select = ['CL1']", "[[paths]]\nmatch = ['a']", "[models]\npython = [{api = 'a'}]", "[tool.concurlint]\nx = 1", "extend = 3"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range []string{"concurlint.toml", "pyproject.toml"} {
			if _, _, err := parse(name, []byte(text)); err != nil && !strings.HasPrefix(err.Error(), name) {
				t.Errorf("error without its file: %v", err)
			}
		}
	})
}

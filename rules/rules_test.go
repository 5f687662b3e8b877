package rules

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestEveryPageAndModelParses(t *testing.T) {
	t.Parallel()
	if len(All()) == 0 {
		t.Fatal("no rule page parsed: see rules/CL*.md")
	}
	if len(Builtin().All()) == 0 {
		t.Fatal("no model parsed: see rules/models")
	}
}

// TestNoAPITwice: of several Python rows for one API all legacy ones count, and of the others the first that holds, so
// all but the last of these need a condition.
func TestNoAPITwice(t *testing.T) {
	t.Parallel()
	last := map[string]*Model{}
	for _, row := range Builtin().All() {
		if row.Lang != "python" || slices.Contains(row.Does, "legacy") {
			continue
		}
		for _, api := range row.API {
			key := row.Lang + " " + api
			if before := last[key]; before != nil && before.When == nil {
				t.Errorf("rules/models/%s/%s: %s has a row already, in %s, that always holds", row.Lang, row.File, api, before.File)
			}
			last[key] = row
		}
	}
}

func TestGetLooksBelowTypes(t *testing.T) {
	t.Parallel()
	m := &Models{rows: map[string][]*Model{}}
	m.add(&Model{Lang: "python", API: Names{"redis.Redis.*"}, For: "all"})
	m.add(&Model{Lang: "python", API: Names{"redis.Redis.aio.*"}, For: "nearest"})
	m.add(&Model{Lang: "python", API: Names{"redis.Redis.pipeline"}, For: "own"})
	m.add(&Model{Lang: "python", API: Names{"redis.from_url"}, Returns: "redis.Redis", Closes: []string{"close"}, For: "open"})
	for api, want := range map[string]string{
		"redis.Redis.get":      "all",
		"redis.Redis.json.get": "all",
		"redis.Redis.aio.get":  "nearest",
		"redis.Redis.pipeline": "own",
		"redis.Redis.close":    "open",
		"redis.Redis":          "",
		"redis.get":            "",
	} {
		got := ""
		if rows := m.Get("python", api); len(rows) > 0 {
			got = rows[0].For
		}
		if got != want {
			t.Errorf("Get(%q) found the row %q, want %q: see Models.Get in rules/models.go", api, got, want)
		}
	}
}

// TestPagesHaveOneParagraphALine keeps one paragraph of a page on one line: GitHub shows a line break as one.
func TestPagesHaveOneParagraphALine(t *testing.T) {
	t.Parallel()
	for _, r := range All() {
		fenced, before := false, ""
		for i, line := range strings.Split(r.Doc, "\n") {
			if strings.HasPrefix(line, "```") {
				fenced, line = !fenced, ""
			}
			if !fenced && plain(line) && plain(before) {
				t.Errorf("rules/%s-%s.md: line %d of the text continues a paragraph: join it with the one above", r.Code, r.Name, i+1)
			}
			before = line
		}
	}
}

func plain(line string) bool {
	return line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "- ") && !strings.HasPrefix(line, "|")
}

// TestNoListTwice: two lists of one name would be one list, whose words mean what neither says.
func TestNoListTwice(t *testing.T) {
	t.Parallel()
	list := "[[words]]\nname = \"pauses\"\nwords = [\"sleep\"]\nsource = \"somewhere\"\n"
	files := fstest.MapFS{"models/python/a.toml": {Data: []byte(list)}, "models/python/b.toml": {Data: []byte(list)}}
	if _, err := parseModels(files); err == nil || !strings.Contains(err.Error(), `words "pauses"`) {
		t.Errorf("two lists of one name: got %v, want an error that names the list", err)
	}
}

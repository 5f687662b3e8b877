package pyscan_test

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/pyscan"
	"github.com/concurlint/concurlint/rules"
)

const fixtures = "../testdata/python"

// TestFixtures scans each folder of testdata/python as one project and compares the findings with the `# want "regexp"`
// comments: in a folder clNNN the findings of that code, in any other those at level warning and above. In the folder of a rule whose level is note, notes count too. A
// `# todo want` is a known missed alarm: it fails on the day it begins to fire, and then becomes a want.
func TestFixtures(t *testing.T) {
	t.Parallel()
	folders, err := os.ReadDir(fixtures)
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		if !folder.IsDir() {
			continue
		}
		t.Run(folder.Name(), func(t *testing.T) {
			t.Parallel()
			checkFixture(t, folder.Name())
		})
	}
}

var codeFolder = regexp.MustCompile(`^cl\d{3}$`)

func checkFixture(t *testing.T, name string) {
	t.Helper()
	root := os.DirFS(filepath.Join(fixtures, name))
	files := pythonFiles(t, root)
	got, err := pyscan.Scan(context.Background(), root, pyscan.Options{Files: files})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range got.Notices {
		t.Errorf("%s/%s/%s:%d: %s", fixtures, name, n.Span.File, n.Span.Line, n.Text)
	}
	wants := map[string][]*want{}
	for _, file := range files {
		readWants(t, root, file, wants)
	}
	for _, f := range got.Findings {
		if codeFolder.MatchString(name) && !strings.EqualFold(f.Code, name) || f.Level < leastLevel(name) {
			continue
		}
		place := f.Span.File + ":" + strconv.Itoa(f.Span.Line)
		if !met(wants[place], f.Code+": "+f.Text) {
			t.Errorf("%s/%s/%s: unexpected finding\n\t%s: %s", fixtures, name, place, f.Code, f.Text)
		}
	}
	report(t, name, wants)
}

// leastLevel is what a finding must have to count in a folder: notes do where the rule of the folder has nothing else.
func leastLevel(folder string) finding.Level {
	if rule, ok := rules.Get(strings.ToUpper(folder)); ok && rule.Level == finding.Note.String() {
		return finding.Note
	}
	return finding.Warning
}

func report(t *testing.T, name string, wants map[string][]*want) {
	t.Helper()
	for _, place := range slices.Sorted(maps.Keys(wants)) {
		for _, w := range wants[place] {
			switch {
			case w.met && w.todo:
				t.Errorf("%s/%s/%s: fires now: take the todo away from `want %q`", fixtures, name, place, w.text)
			case !w.met && !w.todo:
				t.Errorf("%s/%s/%s: no finding for `want %q`", fixtures, name, place, w.text)
			}
		}
	}
}

// A want is one expected finding of a line.
type want struct {
	re        *regexp.Regexp
	text      string
	todo, met bool
}

// met marks the first want that the finding meets.
func met(wants []*want, text string) bool {
	for _, w := range wants {
		if !w.met && w.re.MatchString(text) {
			w.met = true
			return true
		}
	}
	return false
}

var (
	wantComment = regexp.MustCompile(`#\s*(todo )?want ((?:"(?:[^"\\]|\\.)*"\s*)+)`)
	wantText    = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
)

func readWants(t *testing.T, root fs.FS, file string, wants map[string][]*want) {
	t.Helper()
	src, err := fs.ReadFile(root, file)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(src), "\n") {
		for _, m := range wantComment.FindAllStringSubmatch(line, -1) {
			for _, quoted := range wantText.FindAllString(m[2], -1) {
				text, err := strconv.Unquote(quoted)
				if err != nil {
					text = strings.Trim(quoted, `"`)
				}
				re, err := regexp.Compile(text)
				if err != nil {
					t.Fatalf("%s:%d: %v", file, i+1, err)
				}
				place := fmt.Sprintf("%s:%d", file, i+1)
				wants[place] = append(wants[place], &want{re: re, text: text, todo: m[1] != ""})
			}
		}
	}
}

func pythonFiles(t testing.TB, root fs.FS) []string {
	t.Helper()
	var files []string
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".py") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestSame scans a fixture twice: what is found does not depend on which file is read first.
func TestSame(t *testing.T) {
	t.Parallel()
	root := os.DirFS(filepath.Join(fixtures, "cl101"))
	files := pythonFiles(t, root)
	var runs []pyscan.Result
	for range 2 {
		got, err := pyscan.Scan(context.Background(), root, pyscan.Options{Files: files})
		if err != nil {
			t.Fatal(err)
		}
		runs = append(runs, got)
		slices.Reverse(files)
	}
	if diff := cmp.Diff(runs[0], runs[1]); diff != "" {
		t.Errorf("two scans differ (-first +second):\n%s", diff)
	}
}

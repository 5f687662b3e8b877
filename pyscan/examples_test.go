package pyscan_test

import (
	"context"
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/pyscan"
)

var marked = regexp.MustCompile(`# (CL\d{3}):`)

// TestExamplesSayWhatIsFound compares the marks of the tour in examples/agents ("# CL101: ...") with the findings: a
// reader runs it beside the text.
func TestExamplesSayWhatIsFound(t *testing.T) {
	t.Parallel()
	root := os.DirFS("../examples")
	files, err := fs.Glob(root, "agents/*.py")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in examples/agents: %v", err)
	}
	want := map[string]string{}
	for _, file := range files {
		src, err := fs.ReadFile(root, file)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(src), "\n") {
			if m := marked.FindStringSubmatch(line); m != nil {
				want[file+":"+strconv.Itoa(i+1)] = m[1]
			}
		}
	}
	result, err := pyscan.Scan(context.Background(), root, pyscan.Options{Files: files})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range result.Findings {
		place := f.Span.File + ":" + strconv.Itoa(f.Span.Line)
		got[place] = strings.TrimSpace(got[place] + " " + f.Code)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("examples/agents: the marks and the findings differ (-marked +found):\n%s", diff)
	}
}

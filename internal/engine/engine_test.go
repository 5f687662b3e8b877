package engine

import (
	"context"
	"errors"
	"iter"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/check"
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/workers"
)

func TestAnalyse(t *testing.T) {
	t.Parallel()
	at := func(file string, line int) finding.Finding {
		return finding.Finding{Code: "CL101", Span: finding.Span{File: file, Line: line}}
	}
	answer := func(scan check.Scan, err error) func(context.Context, Scope) (check.Scan, error) {
		return func(context.Context, Scope) (check.Scan, error) { return scan, err }
	}
	files := finding.Stats{Files: 1}
	for _, row := range []struct {
		name         string
		golang, pyth check.Scan
		err          error // of Go
		findings     []string
		notices      []finding.Notice
	}{
		{
			name:     "both languages in one order",
			golang:   check.Scan{Result: check.Result{Stats: files, Findings: []finding.Finding{at("b.go", 2), at("b.go", 1)}}},
			pyth:     check.Scan{Result: check.Result{Stats: files, Findings: []finding.Finding{at("a.py", 9)}}},
			findings: []string{"a.py", "b.go", "b.go"},
		},
		{
			name: "one language fails, the other reports",
			err:  errors.New("no go command"),
			pyth: check.Scan{Result: check.Result{Stats: files, Findings: []finding.Finding{at("a.py", 9)}}}, findings: []string{"a.py"},
			notices: []finding.Notice{{
				Text: "Go files were not analysed: no go command", Kind: finding.LoadError, Fatal: true,
				Remedy: "fix what is named here, or leave the files out with --exclude",
			}},
		},
		{
			name: "nothing analysed is not green", pyth: check.Scan{Result: check.Result{Stats: files}},
			notices: []finding.Notice{{
				Text: "none of the 1 Go files could be analysed", Kind: finding.NotAnalysed, Fatal: true,
				Remedy: "see the other notices",
			}},
		},
		{
			name:    "nothing analysed, and the language says why",
			golang:  check.Scan{Notices: []finding.Notice{{Text: "broken go.mod", Kind: finding.LoadError, Fatal: true}}},
			pyth:    check.Scan{Result: check.Result{Stats: files}},
			notices: []finding.Notice{{Text: "broken go.mod", Kind: finding.LoadError, Fatal: true}},
		},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			golang, python := fakes()[0], fakes()[1]
			golang.Scan, python.Scan = answer(row.golang, row.err), answer(row.pyth, nil)
			run, err := Analyse(t.Context(), Options{Dir: tree(t, list("a.py", "b.go")), Languages: []Language{golang, python}})
			if err != nil {
				t.Fatal(err)
			}
			var files []string
			for _, f := range run.Findings {
				files = append(files, f.Span.File)
			}
			if diff := cmp.Diff(row.findings, files); diff != "" {
				t.Errorf("internal/engine/engine.go: findings (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(row.notices, run.Notices); diff != "" {
				t.Errorf("internal/engine/engine.go: notices (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnalyseStopsWhenCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Analyse(ctx, Options{Dir: tree(t, list("a.py")), Languages: fakes()}); !errors.Is(err, context.Canceled) {
		t.Errorf("internal/engine/engine.go: error is %v, want context.Canceled", err)
	}
}

func TestMessagesAreClipped(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é", 1<<20)
	got := clipped(check.Scan{
		Result:  check.Result{Findings: []finding.Finding{{Text: long, Steps: []finding.Step{{Text: long}}}}},
		Notices: []finding.Notice{{Text: long}},
	})
	for name, text := range map[string]string{"finding": got.Findings[0].Text, "step": got.Findings[0].Steps[0].Text, "notice": got.Notices[0].Text} {
		if len(text) > maxText || !utf8.ValidString(text) {
			t.Errorf("internal/engine/clip.go: the text of a %s has %d bytes", name, len(text))
		}
	}
}

func TestAnalyseOutlivesAFailureOfOurs(t *testing.T) {
	t.Parallel()
	golang, python := fakes()[0], fakes()[1]
	golang.Scan = func(ctx context.Context, _ Scope) (check.Scan, error) {
		workers.Each(ctx, 1, func(jobs iter.Seq[int]) { panic("boom") })
		return check.Scan{}, nil
	}
	python.Scan = func(context.Context, Scope) (check.Scan, error) {
		return check.Scan{Result: check.Result{Stats: finding.Stats{Files: 1}, Findings: []finding.Finding{{Code: "CL101"}}}}, nil
	}
	run, err := Analyse(t.Context(), Options{Dir: tree(t, list("a.py", "b.go")), Languages: []Language{golang, python}})
	if err != nil || len(run.Findings) != 1 || len(run.Notices) != 1 || !run.Notices[0].Fatal || !strings.Contains(run.Notices[0].Text, "concurlint failed, please report it with the file: boom") {
		t.Errorf("internal/engine/engine.go: %+v, %v, want the other language and a notice that says boom", run, err)
	}
}

package report

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/site"
)

var update = flag.Bool("update", false, "rewrite testdata/golden")

func TestGolden(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name  string
		style Style
		write func(io.Writer, *Report, Style) error
	}{
		{"full.txt", Style{UTF8: true}, writeFull},
		{"full-ascii.txt", Style{}, writeFull},
		{"full-color.txt", Style{UTF8: true, Color: true}, writeFull},
		{"full-narrow.txt", Style{UTF8: true, Width: 60}, writeFull},
		{"concise.txt", Style{UTF8: true}, writeConcise},
		{"grouped.txt", Style{UTF8: true}, writeGrouped},
		{"grouped-color.txt", Style{UTF8: true, Color: true, Links: true}, writeGrouped},
		{"report.json", Style{}, writeJSON},
		{"report.sarif", Style{}, writeSARIF},
		{"cut.sarif", Style{}, cutSARIF},
		{"clean.sarif", Style{}, cleared(writeSARIF)},
		{"report.jsonl", Style{}, writeJSONLines},
		{"github.txt", Style{}, writeGitHub},
		{"gitlab.json", Style{}, writeGitLab},
		{"clean-gitlab.json", Style{}, cleared(writeGitLab)},
		{"azure.txt", Style{}, writeAzure},
		{"junit.xml", Style{}, writeJUnit},
		{"clean-junit.xml", Style{}, cleared(writeJUnit)},
		{"checkstyle.xml", Style{}, writeCheckstyle},
		{"clean-checkstyle.xml", Style{}, cleared(writeCheckstyle)},
		{"rdjson.json", Style{}, writeRDJSON},
		{"clean-rdjson.json", Style{}, cleared(writeRDJSON)},
		{"markdown.md", Style{}, writeMarkdown},
		{"clean-markdown.md", Style{}, cleared(writeMarkdown)},
		{"closing.txt", Style{}, closing},
		{"explain.txt", Style{}, explain},
		{"census.txt", Style{}, census(false)},
		{"census.json", Style{}, census(true)},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var got bytes.Buffer
			if err := row.write(&got, sample(t), row.style); err != nil {
				t.Fatal(err)
			}
			compareGolden(t, row.name, got.Bytes())
		})
	}
}

// closing writes what stands below the findings, for a run with findings and for a clean one.
func closing(w io.Writer, r *Report, s Style) error {
	if err := WriteNotices(w, r, s, false); err != nil {
		return err
	}
	clean := *r
	clean.Findings, clean.Notices = nil, nil
	_, err := io.WriteString(w, r.Summary()+"\n"+clean.Summary()+"\n")
	return err
}

// cutSARIF writes what a reader that takes two results would get.
func cutSARIF(w io.Writer, r *Report, _ Style) error {
	return writeSARIFWithin(w, r, sarifLimit{2, 1 << 20})
}

// cleared returns a format of a run that found nothing.
func cleared(write func(io.Writer, *Report, Style) error) func(io.Writer, *Report, Style) error {
	return func(w io.Writer, r *Report, s Style) error {
		clean := *r
		clean.Findings, clean.Notices, clean.Exit = nil, nil, 0
		return write(w, &clean, s)
	}
}

func explain(w io.Writer, _ *Report, s Style) error { return WriteRule(w, sampleRule("CL106"), s) }

// census writes the sites of two functions, the later one first.
func census(asJSON bool) func(io.Writer, *Report, Style) error {
	return func(w io.Writer, r *Report, s Style) error {
		at := site.Span{File: "svc/fetch.go", Line: 15, Col: 3}
		loop := site.Frame{ID: 1, Kind: site.Loop, Times: site.Amount{Kind: site.Data, From: "urls"}}
		body := &site.Func{Sites: []site.Site{{Do: site.Use, API: "net/http.Get", For: "http", Span: at}}}
		return WriteCensus(w, r, []site.Func{
			{Name: "worker.fetch", Span: at, Sites: []site.Site{{Do: site.Use, API: "net/http.Get", For: "http", Span: at}}},
			{Name: "worker.FetchAll", Public: true, Span: at, Sites: []site.Site{{Do: site.Spawn, API: "go", At: []site.Frame{loop}, Body: body, Span: at}}},
			{Name: "worker.empty", Span: at},
		}, asJSON, s)
	}
}

func compareGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("..", "..", "testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; write it by go test ./internal/report -update", err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("testdata/golden/%s (-want +got); if the change is meant, go test ./internal/report -update:\n%s", name, diff)
	}
}

// A scanned file must not steer the terminal or the build log that shows a report on it.
func TestNothingHostileReachesAnOutput(t *testing.T) {
	t.Parallel()
	for _, format := range append(Formats(), Format{Name: "closing", Write: closing}) {
		t.Run(format.Name, func(t *testing.T) {
			t.Parallel()
			var got bytes.Buffer
			if err := format.Write(&got, sample(t), Style{UTF8: true}); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(got.String()) {
				checkHarmless(t, format.Name, strings.TrimSuffix(line, "\n"))
			}
		})
	}
}

// A name may begin like a command, and stand where a line begins.
func TestNoLineBeginsWithANameLikeACommand(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"::error::x.py", "  ::add-mask::x.py", "\t::x.py", "##[error]x.py", "##vso[task.complete]x.py"} {
		for _, format := range append(Formats(), Format{Name: "closing", Write: closing}) {
			r := sample(t)
			r.Dir = r.Root
			for i := range r.Findings {
				r.Findings[i].Span.File = name
			}
			for i := range r.Notices {
				r.Notices[i].Span.File = name
			}
			var got bytes.Buffer
			if err := format.Write(&got, r, Style{UTF8: true}); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(got.String()) {
				checkHarmless(t, format.Name, strings.TrimSuffix(line, "\n"))
			}
		}
	}
}

func checkHarmless(t *testing.T, format, line string) {
	t.Helper()
	for _, r := range line {
		if unsafe(r) {
			t.Errorf("internal/report: %s lets %U through: %q", format, r, line)
		}
	}
	if format == "azure" {
		rest, ours := strings.CutPrefix(line, azureIssue)
		if !ours {
			t.Errorf("internal/report: azure writes a line that is no command of ours: %q", line)
		}
		line = rest
	}
	if strings.Contains(line, "##[") || strings.Contains(line, "##vso[") {
		t.Errorf("internal/report: %s lets a workflow command through: %q", format, line)
	}
	trimmed := strings.TrimLeftFunc(line, unicode.IsSpace)
	ours := format == "github" && (strings.HasPrefix(trimmed, "::error file=") || strings.HasPrefix(trimmed, "::warning file=") ||
		strings.HasPrefix(trimmed, "::notice file=") || strings.HasPrefix(trimmed, "::error title=concurlint"))
	if strings.HasPrefix(trimmed, "::") && !ours {
		t.Errorf("internal/report: %s begins a line with a workflow command: %q", format, line)
	}
}

func TestReportsAreTheSameEachTime(t *testing.T) {
	t.Parallel()
	for _, format := range Formats() {
		var first, second bytes.Buffer
		for _, w := range []*bytes.Buffer{&first, &second} {
			if err := format.Write(w, sample(t), Style{}); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(first.String(), second.String()); diff != "" {
			t.Errorf("internal/report: %s differs between two runs (-first +second):\n%s", format.Name, diff)
		}
	}
}

package ecosystem

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/finding"
)

func found(n int) Lock {
	l := Linted{Package: Package{Name: "pkg", Version: "1.0"}, Files: 3}
	for i := range n {
		l.Findings = append(l.Findings, finding.Finding{Code: "CL101", Level: finding.Warning, Span: finding.Span{File: "a.py", Line: i + 1, Col: 5}})
	}
	l.Findings = append(l.Findings, finding.Finding{Code: "CL701", Level: finding.Note, Span: finding.Span{File: "a.py", Line: 1, Col: 1}})
	return Observe([]Linted{l})
}

func verdict(line int) Verdict {
	return Verdict{Package: "pkg", Version: "1.0", Path: "a.py", Line: line, Code: "CL101", Verdict: "true", Reason: "read"}
}

func TestLockIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	want := Lock{}.Advance(found(12))
	if err := want.Write(dir); err != nil {
		t.Fatal(err)
	}
	got, err := ReadLock(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("internal/ecosystem/lock.go (-want +got):\n%s", diff)
	}
}

func TestNewFindingsNeedVerdicts(t *testing.T) {
	t.Parallel()
	few := Lock{}.Advance(found(2))
	if due := few.Due([]Verdict{verdict(2)}); len(due) != 1 || due[0].Place != "a.py:1:5" {
		t.Errorf("of two new findings, one with a verdict: %v", due)
	}
	many := Lock{}.Advance(found(200))
	if due := many.Due(nil); len(due) != mostReviewed {
		t.Errorf("of 200 new findings %d need a verdict, not %d", len(due), mostReviewed)
	}
	later := many.Advance(found(201))
	for _, e := range later.Entries {
		if want := map[bool]int{true: 2, false: 1}[e.Place == "a.py:201:5"]; e.Batch != want {
			t.Errorf("%s belongs to batch %d, not %d", e.Place, e.Batch, want)
		}
	}
	if due := later.Due(nil); len(due) != mostReviewed+1 {
		t.Errorf("a later finding is not asked for: %d", len(due))
	}
}

func TestChangesNameWhatDiffers(t *testing.T) {
	t.Parallel()
	was, is := found(2), found(1)
	is.Entries[0].Level = "error"
	want := []string{
		"+CL101 error pkg-1.0 a.py:1:5",
		"-CL101 warning pkg-1.0 a.py:1:5",
		"-CL101 warning pkg-1.0 a.py:2:5",
	}
	if diff := cmp.Diff(want, Changes(was, is)); diff != "" {
		t.Errorf("internal/ecosystem/review.go (-want +got):\n%s", diff)
	}
}

func TestVerdictsAreChecked(t *testing.T) {
	t.Parallel()
	for name, line := range map[string]string{
		"no such verdict": `{"package":"p","version":"1","path":"a.py","line":1,"code":"CL101","verdict":"maybe","reason":"x"}`,
		"no reason":       `{"package":"p","version":"1","path":"a.py","line":1,"code":"CL101","verdict":"true"}`,
		"unknown key":     `{"package":"p","source":"import os"}`,
	} {
		file := filepath.Join(t.TempDir(), "reviewed.jsonl")
		if err := os.WriteFile(file, []byte(line+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Verdicts(file); err == nil || !strings.Contains(err.Error(), "reviewed.jsonl:1:") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestUnpackStaysInItsFolder(t *testing.T) {
	t.Parallel()
	var archive bytes.Buffer
	zipped := gzip.NewWriter(&archive)
	files := tar.NewWriter(zipped)
	for _, name := range []string{"pkg-1.0/pkg/a.py", "pkg-1.0/../../out.py", "pkg-1.0/README.md", "pkg-1.0/setup.cfg"} {
		if err := files.WriteHeader(&tar.Header{Name: name, Typeflag: tar.TypeReg, Size: 1, Mode: 0o644}); err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(files, "x")
	}
	files.Close()
	zipped.Close()
	folder := filepath.Join(t.TempDir(), "deep", "pkg-1.0")
	if err := unpack(archive.Bytes(), folder); err != nil {
		t.Fatal(err)
	}
	var got []string
	err := filepath.WalkDir(filepath.Dir(filepath.Dir(folder)), func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			got = append(got, strings.TrimPrefix(filepath.ToSlash(path), filepath.ToSlash(filepath.Dir(folder))+"/"))
		}
		return err
	})
	if diff := cmp.Diff([]string{"pkg-1.0/pkg/a.py", "pkg-1.0/setup.cfg"}, got); err != nil || diff != "" {
		t.Errorf("internal/ecosystem/packages.go: %v (-want +got):\n%s", err, diff)
	}
}

func TestSampleIsTheSameForOneSeed(t *testing.T) {
	t.Parallel()
	var linted []Linted
	for p := range 20 {
		l := Linted{Package: Package{Name: fmt.Sprint("pkg", p)}}
		for i := range 30 {
			level := []finding.Level{finding.Note, finding.Warning}[i%2]
			l.Findings = append(l.Findings, finding.Finding{Code: "CL101", Level: level, Span: finding.Span{File: "a.py", Line: i}})
		}
		linted = append(linted, l)
	}
	a, b := Sample(linted, 7, 50), Sample(linted, 7, 50)
	places := func(drawn []Drawn) (out []string) {
		for _, d := range drawn {
			out = append(out, fmt.Sprint(d.Linted.Package.Name, d.Finding.Level, d.Finding.Span.Line))
		}
		return out
	}
	if diff := cmp.Diff(places(a), places(b)); diff != "" || len(a) != 50 {
		t.Errorf("%d drawn; second draw:\n%s", len(a), diff)
	}
	perPackage := map[string]int{}
	for _, d := range a {
		if perPackage[d.Linted.Package.Name]++; perPackage[d.Linted.Package.Name] > mostOfOneKind || d.Finding.Level < finding.Warning {
			t.Errorf("%s has %d, level %s", d.Linted.Package.Name, perPackage[d.Linted.Package.Name], d.Finding.Level)
		}
	}
}

func TestPrecisionIsThatOfTheLastSample(t *testing.T) {
	t.Parallel()
	of := func(line, seed int, word string, blind bool) Verdict {
		v := verdict(line)
		v.Seed, v.Verdict, v.Blind = seed, word, blind
		return v
	}
	verdicts := []Verdict{
		of(1, 0, "false", false), of(2, 7, "false", false), of(3, 8, "true", true), of(4, 8, "true", false), of(5, 8, "unsure", false), of(6, 8, "false", true),
	}
	got := Precision(verdicts)
	if diff := cmp.Diff(map[string]Tally{"CL101": {True: 2, False: 1, Unsure: 1, Blind: 2}}, got); diff != "" {
		t.Errorf("internal/ecosystem/precision.go (-want +got):\n%s", diff)
	}
	if right := got["CL101"].Right(); right != 50 {
		t.Errorf("2 true of 4 is %d%%", right)
	}
	if got := Precision([]Verdict{of(1, 0, "true", false)}); len(got) != 0 {
		t.Errorf("without a sample there is no precision: %v", got)
	}
}

func TestPageHoldsThePrecisionOnce(t *testing.T) {
	t.Parallel()
	page := "+++\n+++\n## What it does\n\nReports.\n"
	with := WithPrecision(page, Tally{True: 9, False: 1, Blind: 5})
	if !strings.Contains(with, "## Precision") || !strings.Contains(with, "90% right") {
		t.Errorf("the page does not say it:\n%s", with)
	}
	if again := WithPrecision(with, Tally{True: 9, False: 1, Blind: 5}); again != with {
		t.Errorf("writing it again changes it:\n%s", cmp.Diff(with, again))
	}
	if without := WithPrecision(with, Tally{}); without != page {
		t.Errorf("no verdicts, but:\n%s", cmp.Diff(page, without))
	}
}

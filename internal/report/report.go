// Package report writes what a run found: as text for people, and as SARIF, JSON, XML and commands of build logs for
// programs.
// Nothing that comes from scanned code reaches an output as it is: control characters, direction marks and the marks of
// workflow commands are written so that they do nothing. It must not decide what is shown.
package report

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/rules"
)

// A Report is all that the formats write. Paths in it are slash-separated and relative to Root.
type Report struct {
	Findings []finding.Finding // sorted
	Notices  []finding.Notice  // sorted

	Suppressed      []finding.Finding // of which a comment says that they stay, sorted
	SarifSuppressed bool              // they are in SARIF, marked as such
	Baseline        *Known            // left out because of a baseline; nil: no baseline was used
	Revision        *Known            // left out because they are in an earlier revision, too; nil: none was asked for
	Stats           finding.Stats
	Parts           []Part
	Root            string // absolute
	Dir             string // absolute; text and JSON name files relative to it
	Version         string
	Exit            int
	FailOn          finding.Level                     // lowest level that fails the run; all do where it is not said
	Elapsed         time.Duration                     // left out of the closing line where 0
	Text            func(file string) ([]byte, error) // a file as its columns are counted
	Raw             func(file string) ([]byte, error) // a file as it stands on disk
	Rules           []rules.Rule                      // those that ran
	Cut             func(finding.Notice)              // is told what a format leaves out because its reader takes no more; nil: nobody
}

// Known counts findings that are left out because they are not new.
type Known struct {
	Name     string // the revision, as the user writes it; the baseline's file
	Findings int
	Prune    string // the command that takes out what is stale
	Stale    int    // findings of the baseline that are there no more
}

// A Part is how many files of one language were analysed.
type Part struct {
	Title string
	Files int
}

// A Style is how text is drawn.
type Style struct {
	Color bool
	UTF8  bool // letters outside ASCII can be shown
	Links bool // text can lead to a page
	Width int  // columns of the terminal; 0: not known
}

// A Format writes a report.
type Format struct {
	Name  string
	Human bool // a person reads it: the closing line belongs to it
	Write func(io.Writer, *Report, Style) error
}

// Formats returns all formats, the default one first.
func Formats() []Format {
	return []Format{
		{"full", true, writeFull},
		{"concise", true, writeConcise},
		{"grouped", true, writeGrouped},
		{"json", false, writeJSON},
		{"json-lines", false, writeJSONLines},
		{"sarif", false, writeSARIF},
		{"github", true, writeGitHub},
		{"gitlab", false, writeGitLab},
		{"azure", true, writeAzure},
		{"junit", false, writeJUnit},
		{"checkstyle", false, writeCheckstyle},
		{"rdjson", false, writeRDJSON},
		{"markdown", false, writeMarkdown},
	}
}

// FormatNames returns the names of all formats.
func FormatNames() []string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return names
}

// FormatOf returns the format of that name.
func FormatOf(name string) (Format, error) {
	all := Formats()
	i := slices.IndexFunc(all, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, fmt.Errorf("unknown output format %q", name)
	}
	return all[i], nil
}

func (r *Report) shown(file string) string {
	rel, err := filepath.Rel(r.Dir, filepath.Join(r.Root, filepath.FromSlash(file)))
	if err != nil {
		return file
	}
	return filepath.ToSlash(rel)
}

// Shown returns a file's path as reports name it: as seen from the working directory.
func (r *Report) Shown(file string) string { return r.shown(file) }

// opening returns the file's path for the beginning of a line, where a build log would take one that begins with a colon
// for a command. It still opens the file.
func (r *Report) opening(file string) string {
	path := r.shown(file)
	if strings.HasPrefix(strings.TrimSpace(path), "::") {
		return "./" + path
	}
	return path
}

// A sources keeps the lines of the files that a report quotes.
type sources struct {
	read  func(string) ([]byte, error)
	files map[string][][]byte
}

func newSources(read func(string) ([]byte, error)) *sources {
	return &sources{read, map[string][][]byte{}}
}

// line returns a line of a file, counted from 1, nil where there is none.
func (s *sources) line(file string, n int) []byte {
	lines, ok := s.files[file]
	if !ok {
		lines = s.load(file)
		s.files[file] = lines
	}
	if n < 1 || n > len(lines) {
		return nil
	}
	return lines[n-1]
}

func (s *sources) load(file string) [][]byte {
	if s.read == nil || file == "" {
		return nil
	}
	text, err := s.read(file)
	if err != nil {
		return nil // it was there when it was analysed; the report then goes without its lines
	}
	return splitLines(text)
}

// splitLines cuts at LF, as both languages count lines; a CR before it is no part of the line.
func splitLines(text []byte) [][]byte {
	lines := bytes.Split(text, []byte("\n"))
	for i, line := range lines {
		lines[i] = bytes.TrimSuffix(line, []byte("\r"))
	}
	return lines
}

// extent returns the first and the last byte column, counted from 0, of the part of a span that lies on its first line.
func extent(span finding.Span, line []byte) (from, to int) {
	from = min(max(span.Col-1, 0), len(line))
	to = min(from+max(span.End-span.Start, 0), len(line))
	for to > from && (line[to-1] == ' ' || line[to-1] == '\t') {
		to--
	}
	return from, to
}

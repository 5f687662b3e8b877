package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/report"
	"github.com/concurlint/concurlint/internal/suppress"
)

// A written is a file that suppressions were written into.
type written struct {
	path     string // absolute
	before   []byte
	comments int
	notices  int            // about the file, before
	rest     map[string]int // what is still to be found there, by code
}

// addIgnores writes a suppression for each finding of a report, and returns the report of the files as they are then.
// Where something of a file is not silenced, or something new is found in it, it is put back.
func (c *checker) addIgnores(ctx context.Context, s streams, r *report.Report) (*report.Report, error) {
	files, lines := c.writeIgnores(r)
	defer func() {
		for _, line := range lines {
			fmt.Fprintln(s.err, "concurlint: "+report.Clean(line, styleFor(c.opts.Color, s.err)))
		}
	}()
	if len(files) == 0 {
		lines = append(lines, c.countWritten(files)...)
		return r, nil
	}
	_, after, err := c.run(ctx)
	if err != nil {
		lines = append(append(lines, undo(files, func(string) bool { return true })...), "what was written is taken back")
		return nil, fmt.Errorf("checking what was written: %w", err)
	}
	bad := wrong(files, after)
	if len(bad) > 0 {
		lines = append(lines, undo(files, func(file string) bool { return bad[file] != "" })...)
		for _, file := range slices.Sorted(maps.Keys(bad)) {
			lines = append(lines, fmt.Sprintf("%s: put back as it was: %s; write its suppressions by hand", r.Shown(file), bad[file]))
			delete(files, file)
		}
		if _, after, err = c.run(ctx); err != nil {
			return nil, err
		}
	}
	lines = append(lines, c.countWritten(files)...)
	return after, nil
}

func (c *checker) countWritten(files map[string]*written) []string {
	if c.opts.Quiet {
		return nil
	}
	comments := 0
	for _, w := range files {
		comments += w.comments
	}
	if comments == 0 {
		return []string{"no suppression was written"}
	}
	return []string{fmt.Sprintf("%s written in %s", plural(comments, "suppression"), plural(len(files), "file"))}
}

// writeIgnores writes the comments, and says of the files that it leaves alone why.
func (c *checker) writeIgnores(r *report.Report) (map[string]*written, []string) {
	byFile := map[string][]finding.Finding{}
	for _, f := range r.Findings {
		byFile[f.Span.File] = append(byFile[f.Span.File], f)
	}
	files := map[string]*written{}
	var lines []string
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		w, err := writeIgnore(filepath.Join(r.Root, filepath.FromSlash(file)), byFile[file], c.opts.AddIgnore)
		switch {
		case err != nil:
			lines = append(lines, fmt.Sprintf("%s: left alone: %v", r.Shown(file), err))
		case w != nil:
			w.notices = noticesOf(r, file)
			files[file] = w
		}
	}
	return files, lines
}

// writeIgnore writes comments into one file; nil where there is nothing to write: what is said about suppressions
// themselves cannot be silenced.
func writeIgnore(name string, found []finding.Finding, reason string) (*written, error) {
	w := &written{path: name, rest: map[string]int{}}
	var wants []suppress.Want
	for _, f := range found {
		if strings.HasPrefix(f.Code, "CL9") {
			w.rest[f.Code]++
			continue
		}
		wants = append(wants, suppress.Want{Line: f.Span.Line, Code: f.Code})
	}
	if len(wants) == 0 {
		return nil, nil
	}
	if path.Ext(name) == ".ipynb" {
		return nil, fmt.Errorf("suppressions are not written into notebooks; write them by hand, in the cell")
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, cause(err)
	}
	if info.Mode().Perm()&0o200 == 0 {
		return nil, fmt.Errorf("the file is read-only")
	}
	if w.before, err = os.ReadFile(name); err != nil {
		return nil, cause(err)
	}
	if !encodes(w.before, reason) {
		return nil, fmt.Errorf("it is not in UTF-8; give a reason in plain ASCII")
	}
	lang := found[0].Lang
	text, n := suppress.Insert(lang, w.before, wants, reason)
	if lang == "go" {
		text = formatted(w.before, text)
	}
	w.comments = n
	return w, writeFile(name, text)
}

// wrong says of each file what is not as it should be after the comments were written.
func wrong(files map[string]*written, after *report.Report) map[string]string {
	bad := map[string]string{}
	left := map[string]map[string]int{}
	for file, w := range files {
		left[file] = maps.Clone(w.rest)
	}
	for _, f := range after.Findings {
		rest, ours := left[f.Span.File]
		if !ours {
			continue
		}
		if rest[f.Code]--; rest[f.Code] < 0 && bad[f.Span.File] == "" {
			bad[f.Span.File] = fmt.Sprintf("%s is found at line %d with the suppressions", f.Code, f.Span.Line)
		}
	}
	for file, w := range files {
		if noticesOf(after, file) > w.notices {
			bad[file] = "it cannot be analysed in full with the suppressions"
		}
	}
	return bad
}

func noticesOf(r *report.Report, file string) int {
	n := 0
	for _, notice := range r.Notices {
		if notice.Span.File == file {
			n++
		}
	}
	return n
}

// undo puts files back as they were.
func undo(files map[string]*written, which func(file string) bool) (failed []string) {
	for _, file := range slices.Sorted(maps.Keys(files)) {
		if !which(file) {
			continue
		}
		if err := writeFile(files[file].path, files[file].before); err != nil {
			failed = append(failed, err.Error())
		}
	}
	return failed
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

package report

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/concurlint/concurlint/internal/finding"
)

// fixes returns the edits of a finding, by file; none where a file cannot be read any more.
func (b *sarifBuilder) fixes(f finding.Finding) []sarifFix {
	if len(f.Edits) == 0 || b.r.Text == nil {
		return nil
	}
	var changes []sarifArtifactChange
	for _, e := range f.Edits {
		text, err := b.r.Text(e.Span.File)
		if err != nil || e.Span.Start > e.Span.End || e.Span.End > len(text) {
			return nil
		}
		i := slices.IndexFunc(changes, func(c sarifArtifactChange) bool { return c.ArtifactLocation.URI == pathURI(e.Span.File) })
		if i < 0 {
			i = len(changes)
			changes = append(changes, sarifArtifactChange{ArtifactLocation: sarifArtifact{pathURI(e.Span.File), rootID}})
		}
		r := sarifReplacement{DeletedRegion: regionOf(text, e.Span.Start, e.Span.End)}
		if e.New != "" {
			r.InsertedContent = &sarifSnippet{strings.ToValidUTF8(e.New, "\ufffd")}
		}
		changes[i].Replacements = append(changes[i].Replacements, r)
	}
	what := plainText(f.Fix)
	if what == "" {
		what = "mend it"
	}
	if !f.Safe {
		what += " (may change what the code does)"
	}
	return []sarifFix{{sarifMessage{Text: linkless(what) + "."}, changes}}
}

// regionOf returns the lines and UTF-16 columns of a stretch of a text, which may be empty.
func regionOf(text []byte, start, end int) sarifRegion {
	l1, c1 := positionOf(text, start)
	l2, c2 := positionOf(text, end)
	return sarifRegion{StartLine: l1, StartColumn: c1, EndLine: l2, EndColumn: c2}
}

func positionOf(text []byte, at int) (line, column int) {
	begin := bytes.LastIndexByte(text[:at], '\n') + 1
	units := 0
	for _, r := range string(text[begin:at]) {
		units += max(1, utf16.RuneLen(r))
	}
	return 1 + bytes.Count(text[:at], []byte("\n")), 1 + units
}

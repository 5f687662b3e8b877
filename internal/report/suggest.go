package report

import (
	"bytes"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
)

// maxSuggestion is how many lines a suggestion may reach over: nobody reviews a longer one.
const maxSuggestion = 100

// rdSuggestions returns the fix of a finding as one suggestion, because a reader can take one and leave another, and half
// a fix is none: what lies between two edits is repeated. There is none where the edits lie in several files or far
// apart, or where our text of the file is not the one on disk (a notebook, another encoding), so that the reader would
// change other bytes.
func (r *Report) rdSuggestions(f finding.Finding) []rdSuggestion {
	edits := slices.Clone(f.Edits)
	if len(edits) == 0 || slices.ContainsFunc(edits, func(e finding.Edit) bool { return e.Span.File != edits[0].Span.File }) {
		return nil
	}
	text := r.onDisk(edits[0].Span.File)
	slices.SortStableFunc(edits, func(a, b finding.Edit) int { return a.Span.Start - b.Span.Start })
	var joined []byte
	at := edits[0].Span.Start
	for _, e := range edits {
		if e.Span.Start < at || e.Span.End < e.Span.Start || e.Span.End > len(text) {
			return nil // they overlap, or the file changed
		}
		joined = append(joined, text[at:e.Span.Start]...)
		joined = append(joined, e.New...)
		at = e.Span.End
	}
	end := rdPositionOf(text, at)
	span := rdRange{rdPositionOf(text, edits[0].Span.Start), &end}
	if end.Line-span.Start.Line > maxSuggestion {
		return nil
	}
	return []rdSuggestion{{span, string(bytes.ToValidUTF8(joined, []byte("\ufffd")))}}
}

// onDisk returns the text of a file where it is the same as what stands on disk, else nothing.
func (r *Report) onDisk(file string) []byte {
	if r.Text == nil || r.Raw == nil {
		return nil
	}
	text, err := r.Text(file)
	if err != nil {
		return nil
	}
	raw, err := r.Raw(file)
	if err != nil || !bytes.Equal(raw, text) {
		return nil
	}
	return text
}

// rdPositionOf returns the place of a byte of a text.
func rdPositionOf(text []byte, at int) rdPosition {
	before := text[:at]
	return rdPosition{bytes.Count(before, []byte("\n")) + 1, at - bytes.LastIndexByte(before, '\n')}
}

package report

import (
	"unicode/utf8"

	"github.com/concurlint/concurlint/internal/finding"
)

// utf16Columns returns where the first line of a span begins and ends, counted from 1 in UTF-16 units, the end
// exclusive: what SARIF calls utf16CodeUnits and what editors of the web count.
func utf16Columns(span finding.Span, line []byte) (from, to int) {
	if line == nil {
		from = max(span.Col, 1)
		return from, from + 1
	}
	start, end := extent(span, line)
	from = units(line[:start]) + 1
	return from, max(from+units(line[start:end]), from+1)
}

// units counts UTF-16 units. A byte that is no UTF-8 counts as the one replacement character that readers make of it.
func units(text []byte) int {
	n := 0
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

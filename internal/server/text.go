package server

import (
	"sort"
	"unicode/utf8"

	"github.com/concurlint/concurlint/internal/finding"
)

// An encoding says in what units the client counts columns.
type encoding string

const (
	utf16Units encoding = "utf-16" // what every client can
	utf8Units  encoding = "utf-8"
)

// negotiate returns the encoding that the client likes best, of those that we have.
func negotiate(offered []encoding) encoding {
	for _, e := range offered {
		if e == utf8Units || e == utf16Units {
			return e
		}
	}
	return utf16Units
}

// units is the length of a text. A byte that is no UTF-8 counts as the one replacement character that readers make of it.
func (e encoding) units(text []byte) int {
	if e == utf8Units {
		return len(text)
	}
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

// bytes is how many bytes of a text the units are; never more than it has, and whole characters.
func (e encoding) bytes(text []byte, units int) int {
	at := 0
	for at < len(text) && units > 0 {
		_, size := utf8.DecodeRune(text[at:])
		units -= e.units(text[at : at+size])
		at += size
	}
	return at
}

// A text is a file with the places where its lines begin. A line ends at \n, \r\n or \r, as the protocol has it.
type text struct {
	bytes  []byte
	starts []int
}

func newText(src []byte) text {
	t := text{bytes: src, starts: []int{0}}
	for i, c := range src {
		if c == '\n' || c == '\r' && (i+1 == len(src) || src[i+1] != '\n') {
			t.starts = append(t.starts, i+1)
		}
	}
	return t
}

// position is that of an offset.
func (t text) position(offset int, e encoding) position {
	offset = min(max(offset, 0), len(t.bytes))
	line := sort.SearchInts(t.starts, offset+1) - 1
	return position{line, e.units(t.bytes[t.starts[line]:offset])}
}

// offset is that of a position; one behind the end of its line or of the text is at that end.
func (t text) offset(p position, e encoding) int {
	if p.Line < 0 {
		return 0
	}
	if p.Line >= len(t.starts) {
		return len(t.bytes)
	}
	start := t.starts[p.Line]
	return start + e.bytes(t.bytes[start:t.lineEnd(p.Line)], p.Character)
}

// lineEnd is the offset of the end of a line, counted from 0.
func (t text) lineEnd(line int) int {
	end := len(t.bytes)
	if line+1 < len(t.starts) {
		end = t.starts[line+1]
	}
	for end > t.starts[line] && (t.bytes[end-1] == '\n' || t.bytes[end-1] == '\r') {
		end--
	}
	return end
}

// apply returns the text after a change.
func (t text) apply(c change, e encoding) text {
	if c.Range == nil {
		return newText([]byte(c.Text))
	}
	from, to := t.offset(c.Range.Start, e), t.offset(c.Range.End, e)
	if from > to {
		from, to = to, from
	}
	src := make([]byte, 0, len(t.bytes)-(to-from)+len(c.Text))
	src = append(src, t.bytes[:from]...)
	src = append(src, c.Text...)
	return newText(append(src, t.bytes[to:]...))
}

// spanRange is where a span begins, to where it ends in its first line: what reports mark.
func (t text) spanRange(span finding.Span, e encoding) textRange {
	line := min(max(span.Line-1, 0), len(t.starts)-1)
	start, end := t.starts[line], t.lineEnd(line)
	from := min(start+max(span.Col-1, 0), end)
	to := min(from+max(span.End-span.Start, 0), end)
	for to > from && (t.bytes[to-1] == ' ' || t.bytes[to-1] == '\t') {
		to--
	}
	return textRange{t.position(from, e), t.position(to, e)}
}

// edit is an edit in the words of the protocol; false where its span is not in the text.
func (t text) edit(edit finding.Edit, e encoding) (textEdit, bool) {
	s := edit.Span
	if s.Start < 0 || s.End > len(t.bytes) || s.Start > s.End {
		return textEdit{}, false
	}
	return textEdit{textRange{t.position(s.Start, e), t.position(s.End, e)}, edit.New}, true
}

// meets reports whether a range and another one have a place in common; their ends count.
func (r textRange) meets(o textRange) bool {
	return !r.End.before(o.Start) && !o.End.before(r.Start)
}

func (p position) before(q position) bool {
	return p.Line < q.Line || p.Line == q.Line && p.Character < q.Character
}

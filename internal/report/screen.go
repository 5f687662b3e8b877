package report

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// A cell is what one character of source looks like on a screen: a letter with all that joins it.
type cell struct {
	at, end int // byte offsets in the source
	text    string
	width   int
}

// cells lays a text out: tabs are four blanks, wide letters take two columns, marks that join a letter stand in its cell,
// and whatever could steer a terminal or a build log is written out as an escape.
func cells(text []byte, utf8Shown bool) []cell {
	var out []cell
	var g cluster
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		c := draw(r, text[i:i+size], utf8Shown)
		c.at, c.end = i, i+size
		if opensCommand(text[:i], text[i:]) {
			c.text, c.width = " "+c.text, c.width+1
		}
		if joins, wide := g.next(r); len(out) > 0 && utf8Shown && (joins || c.width == 0) {
			last := &out[len(out)-1]
			last.text, last.end = last.text+c.text, c.end
			if wide {
				last.width = 2
			}
		} else {
			out = append(out, c)
		}
		i += size
	}
	return out
}

const tab = "    "

func draw(r rune, raw []byte, utf8Shown bool) cell {
	switch {
	case r == '\t':
		return cell{text: tab, width: len(tab)}
	case r == utf8.RuneError && len(raw) == 1:
		return escaped(fmt.Sprintf(`\x%02x`, raw[0]))
	case unsafe(r) || r > unicode.MaxASCII && !utf8Shown:
		return escaped(escape(r))
	}
	return cell{text: string(r), width: runeWidth(r)}
}

func escaped(text string) cell { return cell{text: text, width: len(text)} }

func escape(r rune) string {
	switch r {
	case '\n':
		return `\n`
	case '\r':
		return `\r`
	}
	if r < 0x100 {
		return fmt.Sprintf(`\x%02x`, r)
	}
	return fmt.Sprintf(`\u{%x}`, r)
}

// unsafe reports whether a character can do more than show itself: control characters, line separators, marks that
// change the direction of what follows or that cannot be seen. The joiners are part of words and of emoji.
func unsafe(r rune) bool {
	if r == '\u200c' || r == '\u200d' || r >= ' ' && r < 0x7f {
		return false
	}
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs)
}

// opensCommand reports whether a build log would read what begins here as a command: ##[ on GitHub, ##vso[ on Azure,
// anywhere in a line. The form that must stand first, ::, never does in our lines.
func opensCommand(before, rest []byte) bool {
	return (rest[0] == '[' || bytes.HasPrefix(rest, []byte("vso["))) && bytes.HasSuffix(before, []byte("##"))
}

func runeWidth(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) || jamoTail(r) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// clean returns a text in a form that is safe to show within a line. A tab stays one blank: messages have no columns.
func clean(text string, s Style) string {
	var b strings.Builder
	for _, c := range cells([]byte(strings.ReplaceAll(text, "\t", " ")), s.UTF8) {
		b.WriteString(c.text)
	}
	return b.String()
}

// Clean returns text in a form that is safe to show within a line of a terminal or a build log.
func Clean(text string, s Style) string { return clean(text, s) }

// columns returns the screen columns from and to which the bytes from and to reach.
func columns(line []cell, from, to int) (int, int) {
	start, end, col := -1, 0, 0
	for _, c := range line {
		if c.end > from && start < 0 {
			start = col
		}
		col += c.width
		if c.at < to {
			end = col
		}
	}
	if start < 0 {
		start = col
	}
	return start, max(end, start+1)
}

// maxColumns is how much of a line an excerpt shows where the width of the terminal is not known: what most hold beside
// the line numbers. On a narrower one than minColumns lines wrap, because what is left of them would say nothing.
const (
	maxColumns = 100
	minColumns = 30
)

// room returns how many columns a text may take that begins in the column after the first ones.
func (s Style) room(first int) int {
	if s.Width == 0 {
		return maxColumns
	}
	return max(s.Width-first, minColumns)
}

// A window is the part of a line that is shown, in screen columns.
type window struct {
	from, to  int
	left, end bool // something was cut off there
}

// ellipsis stands for what was cut off.
const ellipsis = "..."

// around returns a window of some columns that shows the mark, and as much as fits of what is before and after.
func around(columns, total, from, to int) window {
	if total <= columns {
		return window{0, total, false, false}
	}
	room := columns - 2*len(ellipsis)
	start := from - max(0, (room-(to-from))/2)
	start = max(0, min(start, total-room))
	if start+room < from+1 {
		start = from
	}
	return window{start, min(total, start+room), start > 0, start+room < total}
}

// cut returns the text in the window.
func (w window) cut(line []cell) string {
	var b strings.Builder
	if w.left {
		b.WriteString(ellipsis)
	}
	col := 0
	for _, c := range line {
		switch {
		case col >= w.from && col+c.width <= w.to:
			b.WriteString(c.text)
		case col < w.to && col+c.width > w.from: // half of a wide letter is a blank
			b.WriteString(strings.Repeat(" ", min(col+c.width, w.to)-max(col, w.from)))
		}
		col += c.width
	}
	if w.end {
		b.WriteString(ellipsis)
	}
	return b.String()
}

// place returns the columns of a mark inside the window; it is moved to an edge where it lies beyond.
func (w window) place(from, to int) (int, int) {
	lead := 0
	if w.left {
		lead = len(ellipsis)
	}
	start := min(max(from, w.from), max(w.to-1, w.from)) - w.from
	end := min(max(to, w.from), w.to) - w.from
	return lead + start, lead + max(end, start+1)
}

func totalWidth(line []cell) int {
	total := 0
	for _, c := range line {
		total += c.width
	}
	return total
}

// textWidth is how many columns a clean text takes.
func textWidth(text string) int { return totalWidth(cells([]byte(text), true)) }

package suppress

import (
	"bytes"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
)

// Insert returns the edit that writes a suppression of the finding into a source, as its spans count it. It stands at the
// end of the line of the finding where a comment can stand there, else alone above. It reports false where the comment is
// there already, or the finding is about one. Without a reason the comment silences nothing yet: CL902 asks for it.
func Insert(src []byte, f finding.Finding, reason string) (finding.Edit, bool) {
	line, ok := lineAt(src, f.Span.Line)
	if !ok || strings.HasPrefix(f.Code, "CL9") {
		return finding.Edit{}, false
	}
	comment := wording(f, reason)
	text := string(src[line.start:line.end])
	d, ours := parse(text)
	if ours && slices.Contains(d.codes, f.Code) {
		return finding.Edit{}, false
	}
	scan := scanner{src: src, golang: f.Lang == "go"}
	if !ours && !scan.open(line.end) && !scan.continued(line) {
		blank := "  " // as formatters of Python want it
		if scan.golang {
			blank = " "
		}
		end := line.start + len(strings.TrimRight(text, " \t"))
		return finding.Edit{Span: spanAt(f, end, line.end, line), New: blank + comment}, true
	}
	for line.number > 1 {
		above, _ := lineAt(src, line.number-1)
		if !scan.open(line.start) && !scan.continued(above) {
			break
		}
		line = above
	}
	text = string(src[line.start:line.end])
	indent := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
	return finding.Edit{Span: spanAt(f, line.start, line.start, line), New: indent + comment + newline(src)}, true
}

// wording is the comment as the language writes it.
func wording(f finding.Finding, reason string) string {
	form := "# concurlint: ignore[" + f.Code + "]"
	if f.Lang == "go" {
		form = "//concurlint:ignore[" + f.Code + "]"
	}
	return strings.TrimSpace(form + " " + strings.Join(strings.Fields(reason), " "))
}

func spanAt(f finding.Finding, start, end int, l line) finding.Span {
	return finding.Span{File: f.Span.File, Start: start, End: end, Line: l.number, Col: start - l.start + 1}
}

// newline is how the lines of a source end.
func newline(src []byte) string {
	if i := bytes.IndexByte(src, '\n'); i > 0 && src[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// A line is a line of a source without its end.
type line struct{ number, start, end int }

// lineAt returns a line by its number, counted from 1.
func lineAt(src []byte, number int) (line, bool) {
	start := 0
	for n := 1; n < number; n++ {
		i := bytes.IndexByte(src[start:], '\n')
		if i < 0 {
			return line{}, false
		}
		start += i + 1
	}
	end := len(src)
	if i := bytes.IndexByte(src[start:], '\n'); i >= 0 {
		end = start + i
	}
	if end > start && src[end-1] == '\r' {
		end--
	}
	return line{number, start, end}, number > 0
}

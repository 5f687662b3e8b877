package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/concurlint/concurlint/rules"
)

// WriteRule draws the page of a rule for a terminal: markdown is readable as it is, so only what stands out is changed.
func WriteRule(w io.Writer, r rules.Rule, s Style) error {
	e := &errWriter{w: w}
	on := "on by default"
	if !r.Default {
		on = "off by default; run it with --select " + r.Code
	}
	e.line(s.paint(bold, r.Code+" "+r.Name), "  ", clean(r.Title, s))
	e.line(s.paint(faint, fmt.Sprintf("%s; %s; %s; reported at %s", strings.Join(r.Languages, " and "), r.Level, on, r.ReportsAt)))
	e.line(s.paint(faint, weaknesses(r.CWE)))
	e.line()
	code := false
	for _, line := range strings.Split(strings.TrimRight(unwrap(r.Doc), "\n"), "\n") {
		if label, fence := strings.CutPrefix(strings.TrimSpace(line), "```"); fence {
			code = !code
			if label != "" {
				e.line("    ", s.paint(faint, clean(label, s)+":"))
			}
			continue
		}
		for _, part := range pageLine(line, code, s) {
			e.line(part)
		}
	}
	return e.err
}

func pageLine(line string, code bool, s Style) []string {
	heading := strings.TrimLeft(line, "#")
	switch {
	case code:
		return []string{strings.TrimRight("    "+clean(strings.ReplaceAll(line, "\t", "    "), s), " ")}
	case len(heading) < len(line) && strings.HasPrefix(heading, " "):
		return []string{s.paint(bold, strings.ToUpper(clean(strings.TrimSpace(heading), s)))}
	case strings.HasPrefix(line, "|"):
		return []string{clean(line, s)}
	}
	return wrap(clean(strings.ReplaceAll(line, "`", ""), s), min(s.room(0), maxColumns))
}

// wrap breaks a paragraph between words; what follows in an item of a list stands under its text.
func wrap(text string, columns int) []string {
	indent := ""
	if startsItem(text) {
		indent = blanks(strings.Index(text, " ") + 1)
	}
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(text) {
		size := textWidth(word)
		switch {
		case line == "":
			line, used = word, size
		case used+1+size > columns:
			lines = append(lines, line)
			line, used = indent+word, len(indent)+size
		default:
			line, used = line+" "+word, used+1+size
		}
	}
	return append(lines, line)
}

func weaknesses(cwes []int) string {
	var parts []string
	for _, cwe := range cwes {
		parts = append(parts, fmt.Sprintf("CWE-%d", cwe))
	}
	return strings.Join(parts, ", ")
}

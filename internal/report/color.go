package report

import "github.com/concurlint/concurlint/internal/finding"

// ink is a colour or weight of text.
type ink string

const (
	plain  ink = ""
	bold   ink = "1"
	red    ink = "1;31"
	yellow ink = "1;33"
	cyan   ink = "1;36"
	blue   ink = "34"
	faint  ink = "2"
)

// paint returns the text in a colour where the style has any. Text must be clean already.
func (s Style) paint(with ink, text string) string {
	if !s.Color || with == plain || text == "" {
		return text
	}
	return "\x1b[" + string(with) + "m" + text + "\x1b[0m"
}

func levelInk(l finding.Level) ink {
	switch l {
	case finding.Error:
		return red
	case finding.Warning:
		return yellow
	}
	return cyan
}

// Bold returns text that stands out, where the style can.
func (s Style) Bold(text string) string { return s.paint(bold, text) }

// Faint returns text that stands back, where the style can.
func (s Style) Faint(text string) string { return s.paint(faint, text) }

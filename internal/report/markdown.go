package report

import "strings"

// unwrap joins the lines of each paragraph and list item, because code scanning shows every line end as a line break.
// Code, tables and headings stay.
func unwrap(markdown string) string {
	var out []string
	code, open := false, false // inside a fence; whether the last line can be continued
	for _, line := range strings.Split(markdown, "\n") {
		trimmed := strings.TrimSpace(line)
		fence := strings.HasPrefix(trimmed, "```")
		if fence {
			code = !code
		}
		block := code || fence || trimmed == "" || strings.HasPrefix(trimmed, "#") || strings.HasPrefix(trimmed, "|")
		switch {
		case !block && open && !startsItem(trimmed):
			out[len(out)-1] += " " + trimmed
		case block:
			out = append(out, line)
		default:
			out = append(out, strings.TrimRight(line, " "))
		}
		open = !block
	}
	return strings.Join(out, "\n")
}

// startsItem reports whether the line begins an item of a list.
func startsItem(line string) bool {
	if strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ") || strings.HasPrefix(line, "> ") {
		return true
	}
	digits := strings.TrimLeft(line, "0123456789")
	return len(digits) < len(line) && strings.HasPrefix(digits, ". ")
}

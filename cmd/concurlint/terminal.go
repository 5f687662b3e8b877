package main

import (
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/concurlint/concurlint/internal/report"
)

// styleFor returns how to draw on a file. A flag beats the environment; in it, NO_COLOR beats FORCE_COLOR, and both beat
// what the file is.
func styleFor(flag string, out *os.File) report.Style {
	return report.Style{Color: colored(flag, out), UTF8: utf8Locale()}
}

func colored(flag string, out *os.File) bool {
	switch {
	case flag == "always":
		return true
	case flag == "never", os.Getenv("NO_COLOR") != "":
		return false
	case set("FORCE_COLOR"), set("CLICOLOR_FORCE"):
		return true
	}
	return term.IsTerminal(int(out.Fd())) && os.Getenv("TERM") != "dumb"
}

// set reports whether a variable is there and does not say no.
func set(name string) bool {
	value := os.Getenv(name)
	return value != "" && value != "0" && !strings.EqualFold(value, "false")
}

// utf8Locale reports whether letters outside ASCII can be shown: the first variable that is set decides, as in setlocale.
func utf8Locale() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := strings.ToLower(os.Getenv(name)); value != "" {
			return strings.Contains(value, "utf-8") || strings.Contains(value, "utf8")
		}
	}
	return false
}

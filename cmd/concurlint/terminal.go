package main

import (
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"

	"github.com/concurlint/concurlint/internal/report"
)

// styleFor returns how to draw on a file. A flag beats the environment; in it, NO_COLOR beats FORCE_COLOR, and both beat
// what the file is.
func styleFor(flag string, out *os.File) report.Style {
	color := colored(flag, out)
	return report.Style{Color: color, UTF8: utf8Locale(), Links: linked(flag, color, out), Width: columns(out)}
}

// fileStyle returns how to draw in a file that is named: as on no terminal, unless the flag says that there is to be
// colour.
func fileStyle(flag string) report.Style {
	return report.Style{Color: flag == "always", UTF8: utf8Locale()}
}

// linked reports whether text can lead to a page. Asking a terminal is not possible: FORCE_HYPERLINK tells, else those that
// show colour pass over what they do not know, but the console of Linux.
func linked(flag string, color bool, out *os.File) bool {
	switch {
	case flag == "never":
		return false
	case os.Getenv("FORCE_HYPERLINK") != "":
		return set("FORCE_HYPERLINK")
	}
	return color && term.IsTerminal(int(out.Fd())) && os.Getenv("TERM") != "linux"
}

// columns returns how wide the terminal is, 0 where that is not known. COLUMNS wins, because a person who sets it means
// it.
func columns(out *os.File) int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	width, _, err := term.GetSize(int(out.Fd()))
	if err != nil {
		return 0
	}
	return max(width, 0)
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

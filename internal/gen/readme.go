// Package gen writes what is derived from other files of the repository: the tables of the README, and the files that
// a new rule begins with. Nothing of the program imports it.
package gen

import (
	"fmt"
	"strings"

	"github.com/concurlint/concurlint/rules"
)

// README returns the text with the rule table between its marks brought up to date.
func README(text string, all []rules.Rule) (string, error) {
	const begin, end = "<!-- rules: make gen -->\n", "<!-- rules end -->"
	before, rest, ok := strings.Cut(text, begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		return "", fmt.Errorf("README.md: the marks %q and %q are missing", strings.TrimSpace(begin), end)
	}
	return before + begin + table(all) + end + after, nil
}

func table(all []rules.Rule) string {
	var b strings.Builder
	b.WriteString("| code | name | languages | level | what it finds |\n|---|---|---|---|---|\n")
	for _, r := range all {
		level := r.Level
		if !r.Default {
			level += ", off by default"
		}
		page := "rules/" + r.Code + "-" + r.Name + ".md"
		fmt.Fprintf(&b, "| [%s](%s) | %s | %s | %s | %s |\n", r.Code, page, r.Name, strings.Join(r.Languages, ", "), level, strings.ReplaceAll(r.Title, "|", `\|`))
	}
	return b.String()
}

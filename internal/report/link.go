package report

import (
	"slices"

	"github.com/concurlint/concurlint/rules"
)

// rule returns the rule of a code, the zero one where it did not run.
func (r *Report) rule(code string) rules.Rule {
	i := slices.IndexFunc(r.Rules, func(rule rules.Rule) bool { return rule.Code == code })
	if i < 0 {
		return rules.Rule{}
	}
	return r.Rules[i]
}

// ruleURL is the page of the rule of a code, "" where it did not run.
func (r *Report) ruleURL(code string) string {
	if rule := r.rule(code); rule.Code != "" {
		return rule.URL()
	}
	return ""
}

// link makes painted text lead to a page, where the terminal can: OSC 8, which others pass over.
func (s Style) link(url, text string) string {
	if !s.Links || url == "" {
		return text
	}
	return "\x1b]8;;" + url + "\x1b\\" + text + "\x1b]8;;\x1b\\"
}

// code draws the code of a finding, which leads to the page of its rule.
func (r *Report) code(code string, s Style) string {
	return s.link(r.ruleURL(code), s.paint(bold, code))
}

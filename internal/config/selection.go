package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/rules"
)

// A Selection says which rules report. The zero Selection reports nothing.
type Selection struct{ codes map[string]bool }

// Has reports whether the rule is on.
func (s Selection) Has(code string) bool { return s.codes[code] }

// Rules returns those of all rules that are on, in their order.
func (s Selection) Rules(all []rules.Rule) []rules.Rule {
	return slices.DeleteFunc(slices.Clone(all), func(r rules.Rule) bool { return !s.Has(r.Code) })
}

// with returns the selection with the rules that the entries mean on or off.
func (s Selection) with(entries []string, on bool) Selection {
	if len(entries) == 0 {
		return s
	}
	codes := maps.Clone(s.codes)
	for _, r := range rules.All() {
		if longest(entries, r) >= 0 {
			codes[r.Code] = on
		}
	}
	return Selection{codes}
}

// ParseSelection reads codes (CL106), names (unbounded-goroutines), prefixes (CL1, CL) and the word all. Without a
// selection the default rules are on. Where both lists name a rule the longer entry wins, --ignore at a tie.
func ParseSelection(selected, ignored []string, all []rules.Rule) (Selection, error) {
	for _, list := range []struct {
		flag    string
		entries []string
	}{{"--select", selected}, {"--ignore", ignored}} {
		for _, e := range list.entries {
			if err := known(list.flag, e, all); err != nil {
				return Selection{}, err
			}
		}
	}
	s := Selection{map[string]bool{}}
	for _, r := range all {
		on, off := longest(selected, r), longest(ignored, r)
		if len(selected) == 0 && r.Default {
			on = 0
		}
		s.codes[r.Code] = on > off
	}
	return s, nil
}

// longest returns the length of the longest entry that means the rule, -1 where none does.
func longest(entries []string, r rules.Rule) int {
	best := -1
	for _, e := range entries {
		if means(e, r) {
			best = max(best, entryLength(e, r))
		}
	}
	return best
}

// entryLength ranks a name as high as the code it stands for, and "all" below any prefix.
func entryLength(entry string, r rules.Rule) int {
	switch {
	case strings.EqualFold(entry, "all"):
		return 0
	case group(entry, r):
		return 1
	case strings.EqualFold(entry, r.Name):
		return len(r.Code)
	}
	return len(entry)
}

func means(entry string, r rules.Rule) bool {
	if strings.EqualFold(entry, "all") || strings.EqualFold(entry, r.Name) || group(entry, r) {
		return true
	}
	upper := strings.ToUpper(entry)
	return len(upper) >= len("CL") && strings.HasPrefix(r.Code, upper)
}

// group reports whether the entry is a language of the rule, or its family: bound, lifetime, event-loop.
func group(entry string, r rules.Rule) bool {
	family := strings.ReplaceAll(r.Family(), " ", "-")
	return family != "" && strings.EqualFold(entry, family) || slices.ContainsFunc(r.Languages, func(l string) bool { return strings.EqualFold(entry, l) })
}

func known(flag, entry string, all []rules.Rule) error {
	var valid []string
	for _, r := range all {
		if means(entry, r) {
			return nil
		}
		valid = append(valid, r.Code, r.Name, strings.ReplaceAll(r.Family(), " ", "-"))
	}
	return fmt.Errorf("%s names no rule: %q%s; see concurlint rules", flag, entry, didYouMean(entry, valid))
}

// FindRule returns the rule with the code or name, in any case of letters.
func FindRule(word string, all []rules.Rule) (rules.Rule, error) {
	var valid []string
	for _, r := range all {
		if strings.EqualFold(word, r.Code) || strings.EqualFold(word, r.Name) {
			return r, nil
		}
		valid = append(valid, r.Code, r.Name)
	}
	return rules.Rule{}, fmt.Errorf("no rule is called %q%s; see concurlint rules", word, didYouMean(word, valid))
}

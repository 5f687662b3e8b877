package suppress

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/rules"
)

// A directive is what a comment tells us.
type directive struct {
	wholeFile bool
	codes     []string
	reason    string
	until     time.Time // the last day on which it holds; zero: always
	alone     bool      // nothing else is said in the comment
	wrong     string    // why it cannot be understood, "" where it can
}

func (d directive) what() string {
	word := "ignore"
	if d.wholeFile {
		word = "ignore-file"
	}
	return word + "[" + strings.Join(d.codes, ", ") + "]"
}

var (
	// mark finds a directive in a comment: at its begin, or behind what another tool is told (# noqa: X # concurlint: ...).
	mark = regexp.MustCompile(`(?:^|\s)(?:#+|//+|/\*)\s*` + Word + `(\s*)([\w-]*)`)
	// form is what stands behind the word of a directive.
	form  = regexp.MustCompile(`^\s*\[([^\]]*)\]\s*(.*)$`)
	until = regexp.MustCompile(`(?:^|\s)until=(\S*)`)
	// further is where another tool is told something: it is no part of the reason.
	further = regexp.MustCompile(`(?:^|\s+)(?:#|//|\*/).*$`)
)

// others are what people write who know the directives of other tools.
var others = []string{"disable", "skip", "off", "noqa", "nolint", "allow", "suppress", "ignore-next-line", "ignores", "ignored", "ignore-line"}

const howTo = "write concurlint: ignore[CL101] and the reason"

// parse reads a comment; it reports false where the comment is not for us. Prose that begins with our name is not.
func parse(comment string) (directive, bool) {
	at := mark.FindStringSubmatchIndex(comment)
	if at == nil {
		return directive{}, false
	}
	space, word, rest := comment[at[2]:at[3]], strings.ToLower(comment[at[4]:at[5]]), comment[at[1]:]
	d := directive{wholeFile: word == "ignore-file", alone: strings.TrimSpace(comment[:at[0]]) == ""}
	switch {
	case word == "ignore" || word == "ignore-file":
	case slices.Contains(others, word) || space == "" && word != "":
		d.wrong = fmt.Sprintf("%s%s is no directive; %s", Word, word, howTo)
		return d, true
	default:
		return directive{}, false
	}
	m := form.FindStringSubmatch(strings.TrimRight(rest, "\r\n"))
	if m == nil {
		d.wrong = fmt.Sprintf("%s names no rule; %s", word, howTo)
		return d, true
	}
	d.readReason(m[2])
	d.readCodes(word, m[1])
	return d, true
}

func (d *directive) readReason(text string) {
	cut := further.ReplaceAllString(text, "")
	d.alone = d.alone && strings.TrimSpace(cut) == strings.TrimSpace(text)
	if m := until.FindStringSubmatch(cut); m != nil {
		day, err := time.Parse(time.DateOnly, m[1])
		if err != nil {
			d.wrong = fmt.Sprintf("until=%s is no day; write it as until=2027-01-31", m[1])
		}
		d.until = day
		cut = until.ReplaceAllString(cut, "")
	}
	d.reason = strings.Trim(cut, " \t-–—:")
}

func (d *directive) readCodes(word, list string) {
	for _, entry := range strings.Split(list, ",") {
		entry = strings.TrimSpace(entry)
		if entry == "" {
			continue
		}
		rule, err := config.FindRule(entry, rules.All())
		switch {
		case err != nil:
			d.wrong = err.Error()
			return
		case strings.HasPrefix(rule.Code, "CL9"):
			d.wrong = fmt.Sprintf("%s is about suppressions and cannot be suppressed; leave it out of the run with --ignore %s", rule.Code, rule.Code)
			return
		}
		if !slices.Contains(d.codes, rule.Code) {
			d.codes = append(d.codes, rule.Code)
		}
	}
	if len(d.codes) == 0 && d.wrong == "" {
		d.wrong = fmt.Sprintf("%s[] names no rule; %s", word, howTo)
	}
}

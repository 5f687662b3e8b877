package lower

import (
	"regexp"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// Codes by which an HTTP server says that it cannot answer now: too many requests, or an error of its own.
const (
	refusedCode = `(?:429|5\d\d)\b`
	refusedName = `[\w.]*(?i:retr[yi]|force|transient)\w*`
	refusedList = `(?:[(\[{][^)\]}]*\b` + refusedCode + `|` + refusedName + `)`
	answerCode  = `\b(?:status|status_code|http_status)\s*`
)

var (
	refused = regexp.MustCompile(answerCode + `(?:==\s*` + refusedCode + `|>=?\s*(?:[45]00|[34]99)\b|in\s+` + refusedList + `)|` +
		`\b500\s*<=\s*[\w.]*` + answerCode + `|` + answerCode + `==\s*[\w.]*(?i:too_many_requests|service_unavailable)\b`)
	answered = regexp.MustCompile(answerCode + `(?:!=\s*` + refusedCode + `|<\s*[45]00\b|not\s+in\s+` + refusedList + `)`)
)

// noteRefused remembers where an arm begins that runs when the other side answered that it cannot: a way back to the top
// of the loop from there is that of an error. Then says which arm of the condition it is.
func (w *walker) noteRefused(cond syntax.Node, then bool) {
	if len(w.loops) == 0 {
		return
	}
	text := cond.Text()
	is := refused.MatchString(text)
	if !then {
		is = answered.MatchString(text) && !is && !strings.Contains(text, " and ")
	}
	if l := w.loops[len(w.loops)-1]; is {
		l.refused = append(l.refused, w.cur)
	}
}

// asksAgain reports whether a refusal leads back to the top of the loop, and an answer leaves it.
func (w *walker) asksAgain(l *loopFlow, body syntax.Node, top int) site.Tri {
	if l.about(body.Text()) || w.reaches(top, l.next, false, l.refused...) {
		return site.No
	}
	for _, arm := range l.refused {
		if w.reaches(arm, l.next, false) {
			return site.Yes
		}
	}
	return site.No
}

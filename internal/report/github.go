package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
)

// writeGitHub writes workflow commands. A step shows about ten annotations a level, so errors come first and the
// closing line, which the caller adds, says how many there are. Paths are relative to the root, which is the checkout.
func writeGitHub(w io.Writer, r *Report, s Style) error {
	e := &errWriter{w: w}
	src := newSources(r.Text)
	for _, f := range worstFirst(r.Findings) {
		line := src.line(f.Span.File, f.Span.Line)
		from, to := utf16Columns(f.Span, line)
		e.line("::", gitHubLevel(f.Level), fmt.Sprintf(" file=%s,line=%d,endLine=%d,col=%d,endColumn=%d,title=%s", property(f.Span.File), f.Span.Line, f.Span.Line, from, to, property(f.Code)),
			"::", command(f.Code+" "+f.Text))
	}
	for _, n := range r.Notices {
		e.line("::", gitHubNoticeLevel(n), " ", gitHubPlace(n.Span), "title=concurlint::", command(noticeText(n)))
	}
	return e.err
}

func gitHubLevel(l finding.Level) string {
	if l == finding.Note {
		return "notice"
	}
	return l.String()
}

func gitHubNoticeLevel(n finding.Notice) string {
	if n.Fatal {
		return "error"
	}
	return "notice"
}

func gitHubPlace(span finding.Span) string {
	switch {
	case span.File == "":
		return ""
	case span.Line == 0:
		return "file=" + property(span.File) + ","
	}
	return fmt.Sprintf("file=%s,line=%d,", property(span.File), span.Line)
}

// command escapes the text of a workflow command: what could steer anything by our rules, per cent by its own. Ends of
// lines are written out like other control characters, so that no line of an annotation is the scanned file's.
func command(text string) string {
	return strings.ReplaceAll(clean(text, Style{UTF8: true}), "%", "%25")
}

// property escapes a value before the text, where colon and comma have a meaning too.
func property(value string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(command(value))
}

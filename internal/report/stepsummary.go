package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
)

// A summary of a step may hold 1 MiB, and is not shown at all where it holds more. Both limits keep well below.
const (
	maxRows    = 500
	maxSummary = 900_000 // bytes
)

// writeMarkdown writes what stands in $GITHUB_STEP_SUMMARY: how many findings of which rule, and each of them, errors
// first. No text of the scanned code can be markup in it.
func writeMarkdown(w io.Writer, r *Report, _ Style) error {
	var buf bytes.Buffer
	e := &errWriter{w: &buf}
	e.line("## concurlint", "\n\n", inert(r.Summary()))
	if len(r.Findings) > 0 {
		r.markdownRules(e)
		r.markdownFindings(e, &buf)
	}
	r.markdownNotices(e)
	if e.err != nil {
		return e.err
	}
	_, err := w.Write(buf.Bytes())
	return err
}

// markdownRules counts the findings of each rule.
func (r *Report) markdownRules(e *errWriter) {
	counts, order := map[string]int{}, []string{}
	for _, f := range worstFirst(r.Findings) {
		if counts[f.Code] == 0 {
			order = append(order, f.Code)
		}
		counts[f.Code]++
	}
	e.line("\n| rule | findings | what it finds |\n|---|---|---|")
	for _, code := range order {
		e.line("| ", r.markdownCode(code), " | ", itoa(counts[code]), " | ", inert(r.rule(code).Title), " |")
	}
}

func (r *Report) markdownFindings(e *errWriter, written *bytes.Buffer) {
	d := drawer{r: r, src: newSources(r.Text)}
	e.line("\n| level | rule | place | finding |\n|---|---|---|---|")
	sorted := worstFirst(r.Findings)
	for i, f := range sorted {
		if i == maxRows || written.Len() > maxSummary {
			e.line("\nand ", itoa(len(sorted)-i), " more, which the other reports have.")
			return
		}
		place := inert(fmt.Sprintf("%s:%d:%d", f.Span.File, f.Span.Line, d.screenColumn(f.Span)))
		e.line("| ", f.Level.String(), " | ", r.markdownCode(f.Code), " | ", place, " | ", inert(f.Text), " |")
	}
}

// markdownCode names a rule, with a link to its page.
func (r *Report) markdownCode(code string) string {
	if url := r.ruleURL(code); url != "" {
		return "[" + inert(code) + "](" + url + ")"
	}
	return inert(code)
}

func (r *Report) markdownNotices(e *errWriter) {
	if len(r.Notices) == 0 {
		return
	}
	e.line("\n**Not analysed**\n")
	for i, n := range r.Notices {
		if i == maxRows {
			e.line("- and ", itoa(len(r.Notices)-i), " more")
			return
		}
		e.line("- ", noticeLevel(n), ": ", inert(rootNotice(n)))
	}
}

func noticeLevel(n finding.Notice) string {
	if n.Fatal {
		return "error"
	}
	return "note"
}

// rootNotice is a notice with its place, as seen from the root.
func rootNotice(n finding.Notice) string {
	switch {
	case n.Span.File == "":
		return noticeText(n)
	case n.Span.Line == 0:
		return n.Span.File + ": " + noticeText(n)
	}
	return fmt.Sprintf("%s:%d: %s", n.Span.File, n.Span.Line, noticeText(n))
}

// inert returns text that markdown shows as it is: whatever can be markup is written as a character reference, which
// never is. References do not stop what is made into a link after that: an address, which is broken up, and the name of
// a person, which would be told of it.
func inert(text string) string {
	return inertMarks.Replace(clean(text, Style{UTF8: true}))
}

var inertMarks = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", "|", "&#124;", "\\", "&#92;", "`", "&#96;", "*", "&#42;", "_", "&#95;", "~", "&#126;",
	"[", "&#91;", "]", "&#93;", "!", "&#33;", "#", "&#35;", "$", "&#36;",
	"://", ":<!-- -->//", "@", "@<!-- -->", "www.", "www<!-- -->.", "WWW.", "WWW<!-- -->.",
)

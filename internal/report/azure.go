package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
)

// writeAzure writes logging commands, errors first. Azure Pipelines knows errors and warnings only, so a note is a
// warning. Paths are relative to the root, which is the checkout.
func writeAzure(w io.Writer, r *Report, s Style) error {
	e := &errWriter{w: w}
	src := newSources(r.Text)
	for _, f := range worstFirst(r.Findings) {
		col, _ := utf16Columns(f.Span, src.line(f.Span.File, f.Span.Line))
		place := azurePlace(f.Span) + fmt.Sprintf("columnnumber=%d;", col)
		e.line(azureIssue, "type=", azureType(f.Level == finding.Error), ";", place, "code=", azureProperty(f.Code), ";]", azureData(f.Code+" "+f.Text))
	}
	for _, n := range r.Notices {
		e.line(azureIssue, "type=", azureType(n.Fatal), ";", azurePlace(n.Span), "code=", azureProperty(n.Kind), ";]", azureData("concurlint: "+noticeText(n)))
	}
	return e.err
}

const azureIssue = "##vso[task.logissue "

func azureType(bad bool) string {
	if bad {
		return "error"
	}
	return "warning"
}

func azurePlace(span finding.Span) string {
	switch {
	case span.File == "":
		return ""
	case span.Line == 0:
		return "sourcepath=" + azureProperty(span.File) + ";"
	}
	return fmt.Sprintf("sourcepath=%s;linenumber=%d;", azureProperty(span.File), span.Line)
}

// azureData escapes the text of a command: what could steer anything by our rules, which writes out line ends too, per
// cent by its own.
func azureData(text string) string {
	return strings.ReplaceAll(clean(text, Style{UTF8: true}), "%", "%AZP25")
}

// azureProperty escapes a value before the text, where bracket and semicolon have a meaning too.
func azureProperty(value string) string {
	return strings.NewReplacer("]", "%5D", ";", "%3B").Replace(azureData(value))
}

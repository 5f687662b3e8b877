package report

import (
	"encoding/xml"
	"io"

	"github.com/concurlint/concurlint/internal/finding"
)

// The report of Checkstyle, as Jenkins and editors read it. Paths are relative to the root; what belongs to no file
// stands at the root itself.
type checkstyleReport struct {
	XMLName xml.Name         `xml:"checkstyle"`
	Version string           `xml:"version,attr"`
	Files   []checkstyleFile `xml:"file"`
}

type checkstyleFile struct {
	Name   string            `xml:"name,attr"`
	Errors []checkstyleError `xml:"error"`
}

type checkstyleError struct {
	Line     int    `xml:"line,attr"`
	Column   int    `xml:"column,attr,omitempty"`
	Severity string `xml:"severity,attr"` // error, warning, info
	Message  string `xml:"message,attr"`
	Source   string `xml:"source,attr"`
}

// checkstyleVersion is of the form, which has been the same since.
const checkstyleVersion = "4.3"

func writeCheckstyle(w io.Writer, r *Report, _ Style) error {
	out := checkstyleReport{Version: checkstyleVersion}
	d := drawer{r: r, src: newSources(r.Text)}
	for _, p := range r.byFile() {
		file := checkstyleFile{Name: plainText(p.file)}
		if p.file == "" {
			file.Name = "."
		}
		for _, f := range p.findings {
			file.Errors = append(file.Errors, checkstyleError{
				f.Span.Line, d.screenColumn(f.Span), checkstyleSeverity(f.Level), plainText(f.Text), "concurlint." + f.Code,
			})
		}
		for _, n := range p.notices {
			level := finding.Note
			if n.Fatal {
				level = finding.Error
			}
			file.Errors = append(file.Errors, checkstyleError{
				max(n.Span.Line, 1), n.Span.Col, checkstyleSeverity(level), plainText(noticeText(n)), "concurlint." + n.Kind,
			})
		}
		out.Files = append(out.Files, file)
	}
	return encodeXML(w, out)
}

func checkstyleSeverity(l finding.Level) string {
	if l == finding.Note {
		return "info"
	}
	return l.String()
}

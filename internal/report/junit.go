package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
)

// A report in the form of JUnit, with what Jenkins, GitLab and others all read: a suite a file, a case a finding.
type junitReport struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name      string        `xml:"name,attr"`
	Classname string        `xml:"classname,attr"`
	Skipped   *junitOutcome `xml:"skipped"`
	Error     *junitOutcome `xml:"error"`
	Failure   *junitOutcome `xml:"failure"`
	Out       string        `xml:"system-out,omitempty"`
}

type junitOutcome struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// writeJUnit writes a finding that fails the run as a failure, any other as a case that passed and says so; what could not
// be analysed as skipped, or as an error where the run cannot count as complete. A clean run is one case that passed.
func writeJUnit(w io.Writer, r *Report, _ Style) error {
	out := junitReport{Name: "concurlint"}
	d := drawer{r: r, src: newSources(r.Text)}
	for _, p := range r.byFile() {
		if p.file != "" {
			out.add(d.junitSuite(p))
		}
	}
	if run := r.junitRun(); len(run.Cases) > 0 {
		out.add(run)
	}
	return encodeXML(w, out)
}

func (o *junitReport) add(s junitSuite) {
	s.number()
	o.Tests += s.Tests
	o.Failures += s.Failures
	o.Errors += s.Errors
	o.Suites = append(o.Suites, s)
}

// number fills the counts, and tells cases of one name apart: readers follow a case by its name, so that has no line.
func (s *junitSuite) number() {
	seen := map[string]int{}
	for i := range s.Cases {
		c := &s.Cases[i]
		s.Tests++
		switch {
		case c.Failure != nil:
			s.Failures++
		case c.Error != nil:
			s.Errors++
		case c.Skipped != nil:
			s.Skipped++
		}
		seen[c.Name]++
		if n := seen[c.Name]; n > 1 {
			c.Name = fmt.Sprintf("%s (%d)", c.Name, n)
		}
	}
}

func (d *drawer) junitSuite(p filePart) junitSuite {
	s := junitSuite{Name: plainText(p.file)}
	for _, f := range p.findings {
		c := junitCase{Name: strings.TrimSpace(f.Code + " " + d.r.rule(f.Code).Name), Classname: s.Name}
		if f.Func != "" {
			c.Name += " in " + plainText(f.Func)
		}
		if f.Level >= d.r.FailOn {
			c.Failure = &junitOutcome{f.Level.String(), plainText(f.Text), d.proofText(f)}
		} else {
			c.Out = f.Level.String() + ": " + plainText(f.Text) + "\n" + d.proofText(f)
		}
		s.Cases = append(s.Cases, c)
	}
	for _, n := range p.notices {
		s.Cases = append(s.Cases, junitNotice(n, s.Name))
	}
	return s
}

// junitRun is what is said of the run as a whole.
func (r *Report) junitRun() junitSuite {
	s := junitSuite{Name: "concurlint"}
	fatal := false
	for _, n := range r.Notices {
		if n.Span.File == "" {
			s.Cases = append(s.Cases, junitNotice(n, s.Name))
		}
		fatal = fatal || n.Fatal
	}
	if len(r.Findings) == 0 && !fatal {
		same := *r
		same.Elapsed = 0 // two runs over the same tree write the same bytes
		s.Cases = append(s.Cases, junitCase{Name: "no findings", Classname: s.Name, Out: plainText(same.Summary())})
	}
	return s
}

func junitNotice(n finding.Notice, class string) junitCase {
	c := junitCase{Name: n.Kind, Classname: class}
	outcome := &junitOutcome{Type: n.Kind, Message: plainText(noticeText(n))}
	if n.Fatal {
		c.Error = outcome
	} else {
		c.Skipped = outcome
	}
	return c
}

// proofText is the evidence of a finding, a line a step.
func (d *drawer) proofText(f finding.Finding) string {
	lines := []string{d.rootPlace(f.Span)}
	for i, step := range evidence(f) {
		line := fmt.Sprintf("%d", i+1)
		if step.Span.Line > 0 {
			line += " " + d.rootPlace(step.Span)
		}
		lines = append(lines, strings.TrimSpace(line+" "+plainText(step.Text)))
	}
	if f.Fix != "" {
		lines = append(lines, "fix: "+plainText(f.Fix))
	}
	if url := d.r.ruleURL(f.Code); url != "" {
		lines = append(lines, "more: "+url)
	}
	return strings.Join(lines, "\n")
}

// rootPlace names a place from the root.
func (d *drawer) rootPlace(span finding.Span) string {
	return fmt.Sprintf("%s:%d:%d", plainText(span.File), span.Line, d.screenColumn(span))
}

package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/rules"
)

// A reading is what a consumer of a format finds in a report: how many findings and notices, and no more than that.
type reading struct{ findings, notices int }

// readers read each format for programs as its consumer does, and refuse what it would misread.
func readers() map[string]func([]byte) (reading, error) {
	return map[string]func([]byte) (reading, error){
		"json": readJSON, "json-lines": readLines, "sarif": readSARIF, "github": readGitHub, "gitlab": readGitLab, "azure": readAzure,
		"junit": readJUnit, "checkstyle": readCheckstyle, "rdjson": readRD, "markdown": readMarkdown,
	}
}

var code = regexp.MustCompile(`^(concurlint\.)?CL\d{3}$`)

// tally counts a code as a finding and any other kind as a notice.
func (r *reading) tally(kind string) {
	if code.MatchString(kind) {
		r.findings++
	} else {
		r.notices++
	}
}

func readJSON(text []byte) (got reading, err error) {
	var report jsonReport
	err = json.Unmarshal(text, &report)
	return reading{len(report.Findings), len(report.Notices)}, err
}

func readSARIF(text []byte) (got reading, err error) {
	var log sarifLog
	err = json.Unmarshal(text, &log)
	if err != nil {
		return got, err
	}
	return reading{len(log.Runs[0].Results), len(log.Runs[0].Invocations[0].ToolExecutionNotifications)}, nil
}

func readLines(text []byte) (got reading, err error) {
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	for i, line := range lines {
		var item struct{ Type string }
		if err := json.Unmarshal([]byte(line), &item); err != nil {
			return got, err
		}
		switch item.Type {
		case "finding":
			got.findings++
		case "notice":
			got.notices++
		case "summary":
			if i != len(lines)-1 {
				return got, fmt.Errorf("the summary is not the last line")
			}
			return got, nil
		}
	}
	return got, fmt.Errorf("no summary")
}

var gitHubCommand = regexp.MustCompile(`^::(error|warning|notice) ([^:]*)::(.*)$`)

func readGitHub(text []byte) (got reading, err error) {
	for line := range strings.Lines(string(text)) {
		m := gitHubCommand.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		if m == nil {
			return got, fmt.Errorf("no command: %q", line)
		}
		for _, property := range strings.Split(m[2], ",") {
			name, value, ok := strings.Cut(property, "=")
			if !ok || !slices.Contains([]string{"file", "line", "endLine", "col", "endColumn", "title"}, name) {
				return got, fmt.Errorf("property %q in %q", property, line)
			}
			if name == "title" {
				got.tally(value)
			}
		}
	}
	return got, nil
}

func readGitLab(text []byte) (got reading, err error) {
	var issues []gitLabIssue
	if err := json.Unmarshal(text, &issues); err != nil {
		return got, err
	}
	seen := map[string]bool{}
	for _, issue := range issues {
		if seen[issue.Fingerprint] {
			return got, fmt.Errorf("two issues have the fingerprint %s", issue.Fingerprint)
		}
		seen[issue.Fingerprint] = true
		got.tally(issue.CheckName)
	}
	return got, nil
}

// readAzure does as the agent: properties up to the first bracket, apart at semicolons.
func readAzure(text []byte) (got reading, err error) {
	for line := range strings.Lines(string(text)) {
		body, ok := strings.CutPrefix(line, "##vso[")
		command, _, closed := strings.Cut(body, "]")
		name, properties, _ := strings.Cut(command, " ")
		if !ok || !closed || name != "task.logissue" {
			return got, fmt.Errorf("no command: %q", line)
		}
		for _, property := range strings.Split(strings.TrimSuffix(properties, ";"), ";") {
			name, value, ok := strings.Cut(property, "=")
			if !ok || !slices.Contains([]string{"type", "sourcepath", "linenumber", "columnnumber", "code"}, name) {
				return got, fmt.Errorf("property %q in %q", property, line)
			}
			if name == "code" {
				got.tally(value)
			}
		}
	}
	return got, nil
}

func readJUnit(text []byte) (got reading, err error) {
	var report junitReport
	if err := strictXML(text, &report); err != nil {
		return got, err
	}
	passed := 0
	for _, suite := range report.Suites {
		names := map[string]bool{}
		for _, c := range suite.Cases {
			if names[c.Name] {
				return got, fmt.Errorf("two cases are called %q", c.Name)
			}
			names[c.Name] = true
			if c.Name == "no findings" {
				passed++
				continue
			}
			got.tally(strings.SplitN(c.Name, " ", 2)[0])
		}
	}
	if len(report.Suites) == 0 || report.Tests != got.findings+got.notices+passed {
		return got, fmt.Errorf("%d suites, %d tests", len(report.Suites), report.Tests)
	}
	return got, nil
}

func readCheckstyle(text []byte) (got reading, err error) {
	var report checkstyleReport
	if err := strictXML(text, &report); err != nil {
		return got, err
	}
	for _, file := range report.Files {
		for _, e := range file.Errors {
			got.tally(e.Source)
		}
	}
	return got, nil
}

// strictXML reads a document, and wants it to have no elements but those that we write.
func strictXML(text []byte, into any) error {
	known := []string{"testsuites", "testsuite", "testcase", "skipped", "error", "failure", "system-out", "checkstyle", "file"}
	dec := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if !slices.Contains(known, token.Name.Local) {
				return fmt.Errorf("element %s", token.Name.Local)
			}
		case xml.Comment, xml.Directive:
			return fmt.Errorf("%T in the document", token)
		}
	}
	return xml.Unmarshal(text, into)
}

func readRD(text []byte) (got reading, err error) {
	var result rdResult
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	err = dec.Decode(&result)
	for _, d := range result.Diagnostics {
		got.tally(d.Code.Value)
	}
	return got, err
}

var ourLink = regexp.MustCompile(`\[CL\d{3}\]\(` + regexp.QuoteMeta(rules.Homepage) + `/blob/main/rules/[A-Za-z0-9-]+\.md\)`)

var references = regexp.MustCompile(`&#\d+;|&(amp|lt|gt);|@?<!-- -->`)

// readMarkdown wants rows of a table to have their cells, and nothing but our own links to be markup.
func readMarkdown(text []byte) (got reading, err error) {
	cells := 0
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		plain := ourLink.ReplaceAllString(line, "LINK")
		inert := references.ReplaceAllString(plain, "")
		if line != "## concurlint" && line != "**Not analysed**" && strings.ContainsAny(inert, "<>[]`*_#!@\\&") {
			return got, fmt.Errorf("markup in %q", line)
		}
		switch {
		case strings.HasPrefix(line, "| level"), strings.HasPrefix(line, "| rule"):
			cells = strings.Count(line, "|")
		case strings.HasPrefix(line, "|") && strings.Count(line, "|") != cells:
			return got, fmt.Errorf("%d cells in %q", strings.Count(line, "|")-1, line)
		case strings.HasPrefix(line, "|") && cells == 5 && strings.Contains(plain, "LINK"):
			got.findings++
		case strings.HasPrefix(line, "- "):
			got.notices++
		}
	}
	return got, nil
}

package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/concurlint/concurlint/internal/finding"
)

func sarifOf(t *testing.T, r *Report) sarifRun {
	t.Helper()
	var buf bytes.Buffer
	if err := writeSARIF(&buf, r, Style{}); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	dec := json.NewDecoder(&buf)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&log); err != nil && err != io.EOF {
		t.Fatalf("internal/report/sarif.go: what we write does not read back: %v", err)
	}
	return log.Runs[0]
}

var messageLink = regexp.MustCompile(`[^\\]\]\((\d+)\)`)

// What Sarif.Multitool lets pass and code scanning does not.
func TestSARIFHoldsWhatTheValidatorDoesNotSee(t *testing.T) {
	t.Parallel()
	run := sarifOf(t, sample(t))
	if run.ColumnKind != "utf16CodeUnits" {
		t.Errorf("internal/report/sarif.go: columnKind is %q", run.ColumnKind)
	}
	if uri := run.Invocations[0].WorkingDirectory.URI; uri != "file:///src/repo/svc/" {
		t.Errorf("internal/report/sarif.go: workingDirectory is %q", uri)
	}
	if uri := run.OriginalURIBaseIDs[rootID].URI; uri != "file:///src/repo/" {
		t.Errorf("internal/report/sarif.go: the root is %q", uri)
	}
	for _, rule := range run.Tool.Driver.Rules {
		if n := len(rule.Properties.Tags); n > maxTags {
			t.Errorf("internal/report/sarifrules.go: %s has %d tags", rule.ID, n)
		}
		if len(rule.FullDescription.Text) > maxDescription {
			t.Errorf("internal/report/sarifrules.go: the description of %s is too long", rule.ID)
		}
	}
	for i, result := range run.Results {
		t.Run(fmt.Sprintf("%s %d", result.RuleID, i), func(t *testing.T) {
			t.Parallel()
			checkResult(t, run, result)
		})
	}
}

func checkResult(t *testing.T, run sarifRun, result sarifResult) {
	t.Helper()
	if len(result.Locations) != 1 {
		t.Errorf("internal/report/sarif.go: %d locations, want one", len(result.Locations))
	}
	if run.Tool.Driver.Rules[result.RuleIndex].ID != result.RuleID {
		t.Errorf("internal/report/sarif.go: ruleIndex %d is not %s", result.RuleIndex, result.RuleID)
	}
	for _, name := range []string{"primaryLocationLineHash", "concurlintId/v1"} {
		if result.PartialFingerprints[name] == "" {
			t.Errorf("internal/report/sarif.go: no fingerprint %s", name)
		}
	}
	checkLinks(t, result)
	all := append(result.Locations, result.RelatedLocations...)
	for _, flow := range result.CodeFlows {
		for _, step := range flow.ThreadFlows[0].Locations {
			if step.Location.Message == nil || step.Location.Message.Text == "" {
				t.Error("internal/report/sarif.go: a step of a code flow has no message")
			}
			all = append(all, step.Location)
		}
	}
	for _, l := range all {
		checkLocation(t, l)
	}
}

// checkLinks wants every link to have a target and every related location a link.
func checkLinks(t *testing.T, result sarifResult) {
	t.Helper()
	linked := map[int]bool{}
	for _, m := range messageLink.FindAllStringSubmatch(result.Message.Text, -1) {
		id, err := strconv.Atoi(m[1])
		if err != nil {
			t.Fatal(err)
		}
		linked[id] = true
	}
	for _, l := range result.RelatedLocations {
		if !linked[l.ID] {
			t.Errorf("internal/report/sarif.go: related location %d is not linked from %q", l.ID, result.Message.Text)
		}
		delete(linked, l.ID)
	}
	if len(linked) > 0 {
		t.Errorf("internal/report/sarif.go: links to nothing %v in %q", linked, result.Message.Text)
	}
	if strings.Contains(result.Message.Text, "](http") {
		t.Errorf("internal/report/sarif.go: a name of the source became a link in %q", result.Message.Text)
	}
}

func checkLocation(t *testing.T, l sarifLocation) {
	t.Helper()
	uri := l.PhysicalLocation.ArtifactLocation.URI
	if strings.HasPrefix(uri, "/") || strings.ContainsAny(uri, " \x1b\n%") && strings.Contains(uri, "% ") {
		t.Errorf("internal/report/encode.go: %q is no relative URI", uri)
	}
	region := l.PhysicalLocation.Region
	switch {
	case region == nil:
		t.Error("internal/report/sarif.go: no region")
	case region.EndLine != region.StartLine || region.StartLine < 1 || region.StartColumn < 1 || region.EndColumn <= region.StartColumn:
		t.Errorf("internal/report/sarif.go: region %+v", *region)
	}
}

func TestColumnsCountUTF16(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, line, text string
		from, to         int
	}{
		{"ascii", "x = f()", "f()", 5, 8},
		{"a tab is one", "\tf()", "f()", 2, 5},
		{"an emoji is two", "\ts = '😀'; f()", "f()", 12, 15},
		{"a letter of three bytes is one", "日 = f()", "f()", 5, 8},
		{"a bad byte is one", "\xff = f()", "f()", 5, 8},
		{"an empty span has one column", "x = f()", "", 1, 2},
		{"only the first line counts", "x = f(", "f(\n  1)", 5, 7},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			start := strings.Index(row.line, strings.SplitN(row.text, "\n", 2)[0])
			span := finding.Span{Line: 1, Col: start + 1, Start: start, End: start + len(row.text)}
			from, to := utf16Columns(span, []byte(row.line))
			if from != row.from || to != row.to {
				t.Errorf("internal/report/utf16.go: columns %d to %d, want %d to %d", from, to, row.from, row.to)
			}
		})
	}
}

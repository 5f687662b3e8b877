package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/finding"
)

// limited writes the sample within a limit and returns what is left of it and what was said of the rest.
func limited(t *testing.T, r *Report, limit sarifLimit) (sarifRun, []finding.Notice) {
	t.Helper()
	var told []finding.Notice
	r.Cut = func(n finding.Notice) { told = append(told, n) }
	var buf bytes.Buffer
	if err := writeSARIFWithin(&buf, r, limit); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(buf.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	return log.Runs[0], told
}

func TestSARIFKeepsTheWorstWithinTheLimit(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name string
		max  int
		want []string // code and level, in the order of the report
		cut  string
	}{
		{"all fit", 5, []string{"CL101 warning", "CL101 note", "CL501 error", "CL106 error", "CL106 note"}, ""},
		{"the suppressed go first", 4, []string{"CL101 warning", "CL101 note", "CL501 error", "CL106 error"}, "4 of 5 results"},
		{"then notes", 3, []string{"CL101 warning", "CL501 error", "CL106 error"}, "3 of 5 results"},
		{"errors stay", 2, []string{"CL501 error", "CL106 error"}, "2 of 5 results"},
		{"nothing", 0, nil, "0 of 5 results"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			r := sample(t)
			quiet := fanOut(t)
			quiet.Level, quiet.Suppressed = finding.Note, &finding.Suppression{Reason: "three at most"}
			r.Suppressed, r.SarifSuppressed = []finding.Finding{quiet}, true
			run, told := limited(t, r, sarifLimit{row.max, 1 << 30})
			var got []string
			for _, result := range run.Results {
				got = append(got, result.RuleID+" "+result.Level)
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("internal/report/sariflimit.go: results (-want +got):\n%s", diff)
			}
			checkCut(t, run, told, row.cut)
		})
	}
}

// checkCut wants a cut to be said in the report and to the caller, or neither.
func checkCut(t *testing.T, run sarifRun, told []finding.Notice, want string) {
	t.Helper()
	var notes []string
	for _, n := range run.Invocations[0].ToolExecutionNotifications {
		if n.Descriptor.ID == finding.Truncated {
			notes = append(notes, n.Message.Text)
			if id := run.Tool.Driver.Notifications[n.Descriptor.Index].ID; id != finding.Truncated {
				t.Errorf("internal/report/sarif.go: the notification points to %s", id)
			}
		}
	}
	if want == "" {
		if len(notes)+len(told) > 0 {
			t.Errorf("internal/report/sariflimit.go: a cut is said where there is none: %q, %v", notes, told)
		}
		return
	}
	if len(notes) != 1 || len(told) != 1 || !strings.Contains(notes[0], want) || !strings.Contains(told[0].Text, want) {
		t.Errorf("internal/report/sariflimit.go: want %q said once in the report and once to the caller, got %q and %v", want, notes, told)
	}
}

// Texts that compress badly reach the size before the number.
func TestSARIFStaysBelowTheSize(t *testing.T) {
	t.Parallel()
	r := sample(t)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 400 {
		f := fanOut(t)
		f.Level, f.Steps = finding.Warning, nil
		if i%100 == 99 {
			f.Level = finding.Error
		}
		var noise strings.Builder
		for range 40 {
			fmt.Fprintf(&noise, "%016x", random.Uint64())
		}
		f.Text = noise.String()
		r.Findings = append(r.Findings, f)
	}
	const limit = 60_000
	var buf bytes.Buffer
	if err := writeSARIFWithin(&buf, r, sarifLimit{25_000, limit}); err != nil {
		t.Fatal(err)
	}
	size, err := gzippedSize(buf.Bytes(), 0)
	if err != nil || size > limit || size < limit/2 {
		t.Errorf("internal/report/sariflimit.go: %d bytes compressed, want at most %d and not much less (%v)", size, limit, err)
	}
	if n := strings.Count(buf.String(), `"level": "error",`); n < 6 {
		t.Errorf("internal/report/sariflimit.go: %d errors are left, want all 6", n)
	}
}

// The other limits of code scanning hold for any finding.
func TestSARIFResultsStaySmall(t *testing.T) {
	t.Parallel()
	r := sample(t)
	long := fanOut(t)
	for range 12_000 {
		long.Steps = append(long.Steps, finding.Step{Span: long.Span, Text: "one more", Where: finding.Flow})
	}
	r.Findings = []finding.Finding{long}
	result := sarifOf(t, r).Results[0]
	if steps := len(result.CodeFlows[0].ThreadFlows[0].Locations); steps > 10_000 || len(result.RelatedLocations) > 1000 {
		t.Errorf("internal/report/sarif.go: %d steps and %d locations", steps, len(result.RelatedLocations))
	}
	if limit := codeScanning(); limit.results > 25_000 || limit.gzipped > 10<<20 {
		t.Errorf("internal/report/sariflimit.go: %+v is more than code scanning takes", limit)
	}
}

package suppress

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/concurlint/concurlint/internal/finding"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		comment string
		want    string // codes, reason and until; what is wrong; "-" where the comment is not for us
	}{
		{"# concurlint: ignore[CL101] two hosts", "CL101|two hosts|"},
		{"//concurlint:ignore[CL106] two hosts", "CL106|two hosts|"},
		{"// concurlint: ignore[CL106, cl107] two hosts", "CL106 CL107|two hosts|"},
		{"# concurlint: ignore[unbounded-gather] two hosts", "CL101|two hosts|"},
		{"/* concurlint:ignore[CL106] two hosts */", "CL106|two hosts|"},
		{"# concurlint: ignore[CL101] two until=2027-01-31 hosts", "CL101|two hosts|2027-01-31"},
		{"# concurlint: ignore[CL101] until=2027-01-31", "CL101||2027-01-31"},
		{"# concurlint: ignore[CL101] - two hosts\r", "CL101|two hosts|"},
		{"# noqa: E501 # concurlint: ignore[CL101] two hosts # type: ignore", "CL101|two hosts|"},
		{"# concurlint: ignore[CL101] see https://example.org/#x", "CL101|see https://example.org/#x|"},
		{"# concurlint: ignore[CL101]", "CL101||"},
		{"# concurlint: ignore CL101", "wrong: ignore names no rule; write concurlint: ignore[CL101] and the reason"},
		{"# concurlint: ignore[ , ] why", "wrong: ignore[] names no rule; write concurlint: ignore[CL101] and the reason"},
		{"# concurlint: ignore[CL999] why", "wrong: no rule is called \"CL999\""},
		{"# concurlint: ignore[CL101] until=soon why", "wrong: until=soon is no day"},
		{"//concurlint:off", "wrong: concurlint:off is no directive"},
		{"//concurlint:whatever", "wrong: concurlint:whatever is no directive"},
		{"# concurlint: a linter", "-"},
		{"# see concurlint: ignore[CL101] in the docs", "-"},
		{"# concurlint", "-"},
	} {
		d, ok := parse(row.comment)
		got := "-"
		switch {
		case ok && d.wrong != "":
			got = "wrong: " + d.wrong
		case ok:
			day := ""
			if !d.until.IsZero() {
				day = d.until.Format(time.DateOnly)
			}
			got = strings.Join(d.codes, " ") + "|" + strings.Join(strings.Fields(d.reason), " ") + "|" + day
		}
		if strings.HasPrefix(row.want, "wrong") && strings.HasPrefix(got, row.want) {
			continue
		}
		if got != row.want {
			t.Errorf("internal/suppress/directive.go: parse(%q) = %s, want %s", row.comment, got, row.want)
		}
	}
}

// TestReach puts a comment on a line, and a finding on every line: which are silenced?
func TestReach(t *testing.T) {
	t.Parallel()
	// 1 def f():            a function of six lines
	// 2     call(
	// 3         a,
	// 4     )               the call ends here
	// 5     with x:
	// 6         other()
	extents := []Extent{
		{First: 1, Head: 1, Last: 6, Whole: true, Block: true},
		{First: 2, Head: 4, Last: 4},
		{First: 5, Head: 5, Last: 6, Block: true},
		{First: 6, Head: 6, Last: 6},
	}
	for _, row := range []struct {
		name  string
		line  int
		alone bool
		text  string
		want  []int
	}{
		{"above the function", 0, true, "ignore", []int{1, 2, 3, 4, 5, 6}},
		{"at the end of its first line", 1, false, "ignore", []int{1}},
		{"at the begin of a call", 2, false, "ignore", []int{2, 3, 4}},
		{"inside a call", 3, true, "ignore", []int{2, 3, 4}},
		{"at the end of a call", 4, false, "ignore", []int{2, 3, 4}},
		{"at the end of a block", 6, false, "ignore", []int{6}},
		{"above a block", 4, true, "ignore", []int{2, 3, 4}},
		{"at the head of a block", 5, false, "ignore", []int{5}},
		{"at the top", 0, true, "ignore-file", []int{1, 2, 3, 4, 5, 6}},
	} {
		var found []finding.Finding
		for line := 1; line <= 6; line++ {
			found = append(found, finding.Finding{Code: "CL101", Span: finding.Span{File: "a.py", Line: line}}, finding.Finding{Code: "CL102", Span: finding.Span{File: "a.py", Line: line}})
		}
		c := Comment{Text: "# concurlint: " + row.text + "[CL101] why", Span: finding.Span{File: "a.py", Line: row.line}, Alone: row.alone}
		got := Apply(found, []File{{Path: "a.py", Comments: []Comment{c}, Extents: extents, Code: 1}}, "python", time.Now())
		var lines []int
		for _, f := range got {
			if f.Suppressed != nil && f.Code == "CL101" && f.Suppressed.Reason == "why" {
				lines = append(lines, f.Span.Line)
			}
			if f.Suppressed != nil && f.Code == "CL102" {
				t.Errorf("%s: a comment about CL101 silences CL102", row.name)
			}
		}
		if diff := cmp.Diff(row.want, lines); diff != "" {
			t.Errorf("internal/suppress/suppress.go: %s (-want +got):\n%s", row.name, diff)
		}
	}
}

func TestUntil(t *testing.T) {
	t.Parallel()
	c := Comment{Text: "# concurlint: ignore[CL101] until=2026-03-31 why", Span: finding.Span{File: "a.py", Line: 1}}
	file := File{Path: "a.py", Comments: []Comment{c}}
	for _, row := range []struct {
		day        string
		suppressed bool
	}{{"2026-03-30T00:00:00Z", true}, {"2026-03-31T23:59:59Z", true}, {"2026-04-01T00:00:00Z", false}} {
		now, err := time.Parse(time.RFC3339, row.day)
		if err != nil {
			t.Fatal(err)
		}
		got := Apply([]finding.Finding{{Code: "CL101", Span: c.Span}}, []File{file}, "python", now)
		if suppressed := got[0].Suppressed != nil; suppressed != row.suppressed || (len(got) == 1) != row.suppressed {
			t.Errorf("internal/suppress/suppress.go: on %s: %v", row.day, got)
		}
	}
}

func TestPartialFilesHaveNoUnusedComments(t *testing.T) {
	t.Parallel()
	c := Comment{Text: "# concurlint: ignore[CL101] why", Span: finding.Span{File: "a.py", Line: 1}}
	if got := Apply(nil, []File{{Path: "a.py", Comments: []Comment{c}, Partial: true}}, "python", time.Now()); len(got) > 0 {
		t.Errorf("internal/suppress/suppress.go: a file that was not understood has findings about its comments: %v", got)
	}
}

func TestNewCommentCutsItsLine(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		src   string
		alone bool
		want  string
	}{
		{"a = 1  # c\nb", false, "a = 1\nb"},
		{"a = 1\n    # c\nb", true, "a = 1\nb"},
		{"a = 1\r\n# c\r\nb", true, "a = 1\r\nb"},
		{"# c", true, ""},
	} {
		start := strings.Index(row.src, "# c")
		c := NewComment([]byte(row.src), finding.Span{Start: start, End: start + 3, Line: 1, Col: 1})
		if got := row.src[:c.Cut.Start] + row.src[c.Cut.End:]; got != row.want || c.Alone != row.alone {
			t.Errorf("internal/suppress/suppress.go: %q without its comment is %q, alone %v", row.src, got, c.Alone)
		}
	}
}

// FuzzParse: no comment makes it fail, and what is a directive names rules or says what is wrong.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"# concurlint: ignore[CL101] why", "//concurlint:ignore-file[CL106] until=2027-01-31 x", "# concurlint: ignore[", "# concurlint:"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, comment string) {
		if d, ok := parse(comment); ok && len(d.codes) == 0 && d.wrong == "" {
			t.Errorf("parse(%q) says nothing", comment)
		}
	})
}

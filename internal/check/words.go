package check

import (
	"fmt"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// shortAPI cuts a canonical name to what a reader knows it by: net/http.Get is http.Get, a major version is no name
// (pgx/v5.Connect is pgx.Connect), the rest stays.
func shortAPI(api string) string {
	slash := strings.LastIndexByte(api, '/')
	short := strings.TrimLeft(api[slash+1:], ".") // a package without a path is "."
	version, name, dotted := strings.Cut(short, ".")
	if slash < 0 || !dotted || !majorVersion(version) {
		return short
	}
	return api[strings.LastIndexByte(api[:slash], '/')+1:slash] + "." + name
}

func majorVersion(s string) bool {
	digits, ok := strings.CutPrefix(s, "v")
	return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// shortFunc names a function in a text: without the folders of its package, and without what tells several definitions
// or parts of one apart.
func shortFunc(name string) string {
	name, _, _ = strings.Cut(shortAPI(name), "#")
	name, _, _ = strings.Cut(name, "@")
	return name
}

// lastPart is a name without what it is in.
func lastPart(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// repeats says how often a site runs, for a reader.
func repeats(a site.Amount, thing string) string {
	switch {
	case a.Kind == site.Const:
		return fmt.Sprintf("starts %d %ss at once", a.N, thing)
	case a.Kind == site.Endless && a.From != "":
		return fmt.Sprintf("starts one %s per item of '%s'", thing, a.From)
	case a.Kind == site.Endless:
		return fmt.Sprintf("starts %ss in an endless loop", thing)
	case a.From == "":
		return fmt.Sprintf("starts one %s per item of its input", thing)
	}
	return fmt.Sprintf("starts one %s per item of '%s'", thing, a.From)
}

// loopSteps are the heads of the loops that make a site run more often than its function.
func loopSteps(q query, at []site.Frame) []finding.Step {
	var out []finding.Step
	own := q.ownFrames()
	for i, f := range at {
		if f.Kind != site.Loop || !f.Times.Exceeds(1) || f.Span.IsZero() {
			continue
		}
		around := q.f.Name
		if i >= own {
			around = q.s.Via[0].Func
		}
		out = append(out, finding.Step{Span: f.Span, Func: around, Text: loopText(f.Times), Where: finding.Flow})
	}
	return out
}

func loopText(a site.Amount) string {
	switch {
	case a.Kind == site.Const:
		return fmt.Sprintf("runs %d times", a.N)
	case a.Kind == site.Endless && a.From == "":
		return "runs without end"
	case a.From == "":
		return "runs once per item"
	}
	return "runs once per item of '" + a.From + "'"
}

// viaSteps are the calls that lead from the query's function to where the site stands.
func viaSteps(s *site.Site, last string) []finding.Step {
	var out []finding.Step
	for i, v := range s.Via {
		text := last
		if i < len(s.Via)-1 {
			text = "calls " + shortFunc(s.Via[i+1].Func)
		}
		out = append(out, finding.Step{Span: v.Span, Func: v.Func, Text: text, Where: finding.Related})
	}
	return out
}

// near is the step that shows a limiter which is there and does not limit.
func near(got proof.Proof) []finding.Step {
	if got.Near == nil {
		return nil
	}
	return []finding.Step{{Span: proof.Origin(got.Near), Text: "does not limit: " + got.By, Where: finding.Related}}
}

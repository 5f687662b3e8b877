package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/concurlint/concurlint/internal/finding"
)

// Summary returns the closing line. It says what was looked at, so that a green result over nothing does not look
// green.
func (r *Report) Summary() string {
	var parts []string
	if len(r.Findings) == 0 {
		parts = append(parts, fmt.Sprintf("No findings in %s%s.", count(r.Stats.Files, "file"), r.looked()))
	} else {
		parts = append(parts, fmt.Sprintf("%s (%s) in %d of %s.", count(len(r.Findings), "finding"), r.levels(), r.filesHit(), count(r.Stats.Files, "file")))
	}
	parts = append(parts, r.fixable()...)
	parts = append(parts, r.troubles()...)
	if silent := r.silent(); silent != "" {
		parts = append(parts, silent+".")
	}
	if b := r.Baseline; b != nil && b.Stale > 0 {
		parts = append(parts, staleText(b.Stale)+"; run "+clean(b.Prune, Style{UTF8: true})+".")
	}
	if r.Elapsed > 0 {
		parts = append(parts, fmt.Sprintf("%.1f s.", max(r.Elapsed, 100*time.Millisecond).Seconds()))
	}
	return strings.Join(parts, " ")
}

// fixable says how many of the findings can be mended by a command.
func (r *Report) fixable() []string {
	safe, unsafe := 0, 0
	for _, f := range r.Findings {
		switch {
		case len(f.Edits) == 0:
		case f.Safe:
			safe++
		default:
			unsafe++
		}
	}
	switch {
	case safe > 0 && unsafe > 0:
		return []string{fmt.Sprintf("%d fixable with --fix, %d more with --unsafe-fixes.", safe, unsafe)}
	case safe > 0:
		return []string{fmt.Sprintf("%d fixable with --fix.", safe)}
	case unsafe > 0:
		return []string{fmt.Sprintf("%d fixable with --fix --unsafe-fixes.", unsafe)}
	}
	return nil
}

// silent counts what is known and not shown.
func (r *Report) silent() string {
	var parts []string
	if n := len(r.Suppressed); n > 0 {
		parts = append(parts, fmt.Sprintf("%d suppressed", n))
	}
	if b := r.Baseline; b != nil && b.Findings > 0 {
		parts = append(parts, fmt.Sprintf("%d in the baseline", b.Findings))
	}
	if b := r.Revision; b != nil && b.Findings > 0 {
		parts = append(parts, fmt.Sprintf("%d in %s already", b.Findings, clean(b.Name, Style{UTF8: true})))
	}
	return strings.Join(parts, ", ")
}

func staleText(n int) string {
	if n == 1 {
		return "1 entry of the baseline is stale"
	}
	return fmt.Sprintf("%d entries of the baseline are stale", n)
}

// StaleNotice says that entries of a baseline stand for nothing any more, where that fails a run.
func (r *Report) StaleNotice() finding.Notice {
	return finding.Notice{Text: r.Baseline.Name + ": " + staleText(r.Baseline.Stale), Remedy: "run " + r.Baseline.Prune, Kind: finding.StaleBaseline, Fatal: true}
}

// looked says, for a clean run, what of.
func (r *Report) looked() string {
	var parts []string
	for _, p := range r.Parts {
		parts = append(parts, fmt.Sprintf("%d %s", p.Files, p.Title))
	}
	if len(parts) == 0 {
		return ""
	}
	sites := count(r.Stats.Spawns, "spawn site")
	for _, c := range []struct {
		n    int
		word string
	}{{r.Stats.Bounded, "bounded by proof"}, {r.Stats.Assumed, "assumed"}, {r.Stats.Unknown, "unknown"}} {
		if c.n > 0 {
			sites += fmt.Sprintf(", %d %s", c.n, c.word)
		}
	}
	return " (" + strings.Join(parts, ", ") + "; " + sites + ")"
}

func (r *Report) levels() string {
	counts := map[finding.Level]int{}
	for _, f := range r.Findings {
		counts[f.Level]++
	}
	var parts []string
	for l := finding.Error; l >= finding.Note; l-- {
		if counts[l] > 0 {
			parts = append(parts, count(counts[l], l.String()))
		}
	}
	return strings.Join(parts, ", ")
}

func (r *Report) filesHit() int {
	files := map[string]bool{}
	for _, f := range r.Findings {
		files[f.Span.File] = true
	}
	return len(files)
}

// troubles returns a sentence a kind of notice.
func (r *Report) troubles() []string {
	files, order := map[string]map[string]bool{}, []string{}
	for _, n := range r.Notices {
		if n.Kind == finding.StaleBaseline {
			continue // the closing line says so by itself
		}
		if files[n.Kind] == nil {
			files[n.Kind] = map[string]bool{}
			order = append(order, n.Kind)
		}
		place := n.Span.File
		if place == "" {
			place = n.Text // what lies in no file is counted by itself
		}
		files[n.Kind][place] = true
	}
	var out []string
	for _, k := range noticeKinds() {
		if len(files[k.id]) > 0 {
			out = append(out, count(len(files[k.id]), k.unit)+" "+k.counted+".")
			delete(files, k.id)
		}
	}
	for _, kind := range order {
		if len(files[kind]) > 0 {
			out = append(out, count(len(files[kind]), "notice")+" of kind "+kind+".")
		}
	}
	return out
}

// count writes a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// WriteNotices writes a line a notice, for standard error. Where quiet, only those that fail the run and those of which
// nothing else would tell: what a report lacks.
func WriteNotices(w io.Writer, r *Report, s Style, quiet bool) error {
	e := &errWriter{w: w}
	for _, n := range r.Notices {
		if quiet && !n.Fatal && n.Kind != finding.Truncated {
			continue
		}
		word, with := "note: ", cyan
		if n.Fatal {
			word, with = "error: ", red
		}
		e.line(s.paint(with, "concurlint: "+word), clean(r.noticePlace(n.Span)+noticeText(n), s))
	}
	return e.err
}

func (r *Report) noticePlace(span finding.Span) string {
	switch {
	case span.File == "":
		return ""
	case span.Line == 0:
		return r.shown(span.File) + ": "
	}
	return fmt.Sprintf("%s:%d:%d: ", r.shown(span.File), span.Line, max(span.Col, 1))
}

func suffix(with, text string) string {
	if text == "" {
		return ""
	}
	return with + text
}

package ecosystem

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
)

// mostOfOneKind is how many findings of one rule in one package a sample holds: a habit of one author must not stand for
// a rule.
const mostOfOneKind = 4

// A Drawn is one finding of a sample.
type Drawn struct {
	Linted  *Linted
	Finding finding.Finding
}

// Sample draws n findings at warning and above, the same for the same seed and findings.
func Sample(linted []Linted, seed uint64, n int) []Drawn {
	var all []Drawn
	for i := range linted {
		for _, f := range linted[i].Findings {
			if f.Level >= finding.Warning {
				all = append(all, Drawn{&linted[i], f})
			}
		}
	}
	r := rand.New(rand.NewPCG(seed, seed))
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	taken := map[string]int{}
	var out []Drawn
	for _, d := range all {
		kind := d.Finding.Code + d.Linted.Package.Name
		if taken[kind]++; taken[kind] <= mostOfOneKind && len(out) < n {
			out = append(out, d)
		}
	}
	return out
}

// around is how many lines of code a judge sees on either side of a place.
const around = 14

// Sheet writes what a judge sees of a sample: the message, the steps and the code, nothing of the rule.
func Sheet(w io.Writer, drawn []Drawn) error {
	var b bytes.Buffer
	for i, d := range drawn {
		f := d.Finding
		fmt.Fprintf(&b, "## %d  %s %s:%d  %s\n\n%s: %s\n\n", i+1, d.Linted.Package.ID(), f.Span.File, f.Span.Line, f.Code, f.Level, f.Text)
		shown := map[string]bool{}
		for _, s := range append([]finding.Step{{Span: f.Span, Text: "reported here"}}, f.Steps...) {
			fmt.Fprintf(&b, "- %s:%d %s\n", s.Span.File, s.Span.Line, s.Text)
			if block := fmt.Sprintf("%s %d", s.Span.File, s.Span.Line/around); !shown[block] && s.Span.Line > 0 {
				shown[block] = true
				excerpt(&b, d.Linted, s.Span)
			}
		}
		b.WriteString("\n")
	}
	_, err := w.Write(b.Bytes())
	return err
}

func excerpt(b *bytes.Buffer, l *Linted, at finding.Span) {
	text, err := l.Text(at.File)
	if err != nil {
		return
	}
	lines := strings.Split(string(text), "\n")
	b.WriteString("```\n")
	for n := max(1, at.Line-around); n <= min(len(lines), at.Line+around); n++ {
		mark := " "
		if n == at.Line {
			mark = ">"
		}
		fmt.Fprintf(b, "%s%5d %s\n", mark, n, strings.TrimRight(lines[n-1], "\r"))
	}
	b.WriteString("```\n")
}

// Form writes the lines that a judge fills in and appends to the reviewed ones.
func Form(w io.Writer, drawn []Drawn, seed int) error {
	enc := json.NewEncoder(w)
	for _, d := range drawn {
		f := d.Finding
		v := Verdict{Package: d.Linted.Package.Name, Version: d.Linted.Package.Version, Path: f.Span.File, Line: f.Span.Line, Code: f.Code, Seed: seed}
		if err := enc.Encode(v); err != nil {
			return err
		}
	}
	return nil
}

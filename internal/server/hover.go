package server

import (
	"context"
	"fmt"
	"path"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/rules"
)

// hover explains the findings at a place: the rule, what shows it, and how to make it safe.
func (s *server) hover(ctx context.Context, p hoverParams) (any, error) {
	r := s.fresh(ctx, p.TextDocument.URI)
	if r == nil {
		return nil, nil
	}
	s.mu.Lock()
	markdown := s.client.markdown
	s.mu.Unlock()
	var texts []string
	var at textRange
	for _, f := range r.findings {
		if f.at.meets(textRange{p.Position, p.Position}) {
			at = f.at
			texts = append(texts, explain(f.Finding, markdown))
		}
	}
	if len(texts) == 0 {
		return nil, nil
	}
	kind, rule := "plaintext", "\n\n"
	if markdown {
		kind, rule = "markdown", "\n\n---\n\n"
	}
	return hover{markup{kind, strings.Join(texts, rule)}, at}, nil
}

// maxSteps is how much evidence a hover shows; the rest is in the list of related places.
const maxSteps = 12

// explain writes about one finding.
func explain(f finding.Finding, markdown bool) string {
	w := writer{markdown: markdown}
	rule, _ := rules.Get(f.Code)
	w.line(w.bold(f.Code+" "+rule.Name), ": ", w.text(rule.Title), ".")
	w.paragraph(w.text(f.Text), ".")
	if f.Suppressed != nil {
		w.paragraph(w.bold("Suppressed"), ": ", w.text(f.Suppressed.Reason))
	}
	w.paragraph(w.bold("Evidence"))
	for i, step := range f.Steps {
		if i == maxSteps {
			w.line(fmt.Sprintf("%d more", len(f.Steps)-maxSteps))
			break
		}
		w.line(fmt.Sprintf("%d. ", i+1), w.text(stepText(step)+place(step, f)))
	}
	var facts []string
	for _, fact := range [][2]string{{"owner", f.Owner}, {"bound", f.Bound}, {"verdict", f.Verdict}} {
		if fact[1] != "" {
			facts = append(facts, w.text(fact[0]+": "+fact[1]))
		}
	}
	if len(facts) > 0 {
		w.paragraph(strings.Join(facts, "; "))
	}
	if f.Fix != "" {
		w.paragraph(w.bold("Fix"), ": ", w.text(f.Fix))
	}
	if safe := rule.Section("What makes it safe"); safe != "" {
		w.paragraph(w.bold("What makes it safe"))
		w.paragraph(safe) // a page of ours, markdown by itself
	}
	if markdown {
		w.paragraph("[" + rule.Code + " " + rule.Name + "](" + rule.URL() + ")")
	} else {
		w.paragraph(rule.URL())
	}
	return strings.TrimSpace(w.String())
}

func stepText(step finding.Step) string {
	if step.Text == "" {
		return "here"
	}
	return step.Text
}

// place names where a step is, as seen from the finding.
func place(step finding.Step, f finding.Finding) string {
	switch {
	case step.Span.Line == 0:
		return ""
	case step.Span.File == f.Span.File:
		return fmt.Sprintf(" (line %d)", step.Span.Line)
	}
	return fmt.Sprintf(" (%s:%d)", path.Base(step.Span.File), step.Span.Line)
}

// A writer writes what a hover shows. Names of the source are no markup there.
type writer struct {
	strings.Builder
	markdown bool
}

func (w *writer) line(parts ...string) { w.WriteString(strings.Join(parts, "") + "\n") }

func (w *writer) paragraph(parts ...string) {
	w.WriteString("\n")
	w.line(parts...)
	w.WriteString("\n")
}

func (w *writer) bold(text string) string {
	if w.markdown {
		return "**" + w.text(text) + "**"
	}
	return text
}

// markup are the letters that mean something in markdown or in the HTML that it may hold.
const markupLetters = "\\`*_{}[]<>()#+!|~&$"

func (w *writer) text(text string) string {
	text = plain(text)
	if !w.markdown {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune(markupLetters, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

package server

import (
	"path/filepath"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/report"
	"github.com/concurlint/concurlint/internal/suppress"
	"github.com/concurlint/concurlint/rules"
)

// present turns the findings of a run in a document into what the client shows, and what it may ask about them.
func (j *job) present(rep *report.Report, d *document) (*result, []diagnostic) {
	p := presenter{j, rep, map[string]text{}}
	r := &result{version: j.versions[d.uri], versions: j.versions}
	out := []diagnostic{}
	for _, f := range rep.Findings {
		if p.uri(f.Span.File) != d.uri {
			continue
		}
		s := p.shown(f)
		s.diagnostic = p.diagnostic(f, s.at)
		out = append(out, s.diagnostic)
		s.fix, _ = p.edits(f.Edits)
		if edit, ok := suppress.EditFor(p.text(f.Span.File).bytes, f, ""); ok {
			s.suppress, _ = p.edits([]finding.Edit{edit})
		}
		r.findings = append(r.findings, s)
	}
	for _, f := range rep.Suppressed {
		if p.uri(f.Span.File) != d.uri {
			continue
		}
		r.findings = append(r.findings, p.shown(f))
	}
	return r, out
}

type presenter struct {
	*job
	rep   *report.Report
	texts map[string]text // by path relative to the root
}

// text returns a file as the spans of findings count it; one that is gone meanwhile is empty.
func (p presenter) text(file string) text {
	t, ok := p.texts[file]
	if !ok {
		src, _ := p.rep.Text(file)
		t = newText(src)
		p.texts[file] = t
	}
	return t
}

// uri names a file as the client does.
func (p presenter) uri(file string) string {
	path := filepath.FromSlash(file)
	if !filepath.IsAbs(path) {
		path = filepath.Join(p.rep.Root, path)
	}
	if uri, open := p.uris[path]; open {
		return uri
	}
	return uriOf(path)
}

func (p presenter) rangeOf(span finding.Span) textRange {
	return p.text(span.File).spanRange(span, p.client.encoding)
}

func (p presenter) shown(f finding.Finding) shown { return shown{Finding: f, at: p.rangeOf(f.Span)} }

func (p presenter) diagnostic(f finding.Finding, at textRange) diagnostic {
	d := diagnostic{Range: at, Severity: severityOf(f.Level), Code: f.Code, Source: "concurlint", Message: plain(f.Text)}
	if rule, ok := rules.Get(f.Code); ok && p.client.descriptions {
		d.CodeDescription = &codeDescription{rule.URL()}
	}
	if p.client.related {
		d.Related = p.related(f)
	}
	if p.client.data {
		d.Data = &diagnosticData{Fingerprint: f.Print, Confidence: f.Confidence.String(), Verdict: f.Verdict, Fixable: len(f.Edits) > 0, Also: f.Also}
	}
	return d
}

func severityOf(l finding.Level) severity {
	switch l {
	case finding.Error:
		return severityError
	case finding.Note:
		return severityInformation
	}
	return severityWarning
}

// related returns the evidence, but for the place that is marked already. What lies in a notebook has no place that a
// client could go to.
func (p presenter) related(f finding.Finding) []related {
	var out []related
	for _, step := range f.Steps {
		if step.Where == finding.Primary || step.Span.Line == 0 || strings.HasSuffix(step.Span.File, ".ipynb") {
			continue
		}
		out = append(out, related{location{p.uri(step.Span.File), p.rangeOf(step.Span)}, plain(step.Text)})
	}
	return out
}

// edits returns edits by the URI of their file; false where one is not in its file.
func (p presenter) edits(all []finding.Edit) (map[string][]textEdit, bool) {
	out := map[string][]textEdit{}
	for _, e := range all {
		edit, ok := p.text(e.Span.File).edit(e, p.client.encoding)
		if !ok {
			return nil, false
		}
		out[p.uri(e.Span.File)] = append(out[p.uri(e.Span.File)], edit)
	}
	return out, true
}

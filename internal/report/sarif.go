package report

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/rules"
)

// How the consumers read what is written here, as far as it was found out:
//   - code scanning shows only the first location, and on a pull request only if all its lines are in the diff: so the
//     region is one line, and the rest of the evidence is the code flow;
//   - it shows a related location only where the message links to it, and the first sentence of the message alone where
//     room is short: so that sentence stands by itself;
//   - it ends an alert's life by primaryLocationLineHash and looks at no other fingerprint; concurlintId/v1 is for ours;
//   - "concurlint/" is a category without the name of a run: two runs over the same tree write the same bytes.
const (
	sarifSchema   = "https://json.schemastore.org/sarif-2.1.0.json"
	sarifCategory = "concurlint/"
	rootID        = "%SRCROOT%"
	maxSnippet    = 500 // bytes; a longer one is generated code that nobody reads
	maxFlow       = 50  // steps of a code flow; readers give up long before the limit of code scanning
)

// sarifOfRun returns the log of a run with these of its findings.
func sarifOfRun(r *Report, findings []finding.Finding) sarifLog {
	b := &sarifBuilder{r: r, src: newSources(r.Text), hashes: map[string][]string{}}
	return sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{b.run(findings)}}
}

type sarifBuilder struct {
	r      *Report
	src    *sources
	hashes map[string][]string
	rules  []sarifDescriptor
	cwes   []int
}

func (b *sarifBuilder) run(findings []finding.Finding) sarifRun {
	b.describeRules()
	kinds, notifications := b.notifications()
	run := sarifRun{
		Tool: sarifTool{Driver: sarifComponent{
			Name: "concurlint", SemanticVersion: semantic(b.r.Version), Version: semantic(b.r.Version),
			InformationURI: rules.Homepage, Rules: b.rules, Notifications: kinds,
		}},
		Invocations: []sarifInvocation{{
			ExecutionSuccessful: b.r.Exit < 2, ExitCode: b.r.Exit,
			WorkingDirectory:           sarifArtifact{URI: folderURI(b.r.Dir)},
			ToolExecutionNotifications: notifications,
		}},
		AutomationDetails:  sarifAutomation{sarifCategory},
		OriginalURIBaseIDs: map[string]sarifArtifact{rootID: {URI: folderURI(b.r.Root)}},
		ColumnKind:         "utf16CodeUnits",
		Results:            []sarifResult{},
	}
	for _, f := range findings {
		result := b.result(f)
		if f.Suppressed != nil {
			result.Suppressions = []sarifSuppression{{"inSource", plainText(f.Suppressed.Reason)}}
		}
		run.Results = append(run.Results, result)
	}
	if len(b.cwes) > 0 {
		run.Tool.Driver.SupportedTaxonomies = []sarifReference{{cweName}}
		run.Taxonomies = []sarifComponent{cweTaxonomy(b.cwes)}
	}
	return run
}

func (b *sarifBuilder) result(f finding.Finding) sarifResult {
	related := b.related(f)
	return sarifResult{
		RuleID:              f.Code,
		RuleIndex:           slices.IndexFunc(b.rules, func(d sarifDescriptor) bool { return d.ID == f.Code }),
		Level:               f.Level.String(),
		Message:             sarifMessage{Text: message(f, related)},
		Locations:           []sarifLocation{b.primary(f)},
		RelatedLocations:    related,
		CodeFlows:           b.flow(f),
		PartialFingerprints: b.fingerprints(f),
		Fixes:               b.fixes(f),
		Properties:          resultBag(f),
	}
}

// message is the finding's text with its period, then a link to each related location.
func message(f finding.Finding, related []sarifLocation) string {
	text := linkless(plainText(f.Text))
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	var links []string
	for _, l := range related {
		links = append(links, "["+bracketless(strings.TrimSuffix(l.Message.Text, "."))+"]("+itoa(l.ID)+")")
	}
	if len(links) > 0 {
		text += " See: " + strings.Join(links, "; ") + "."
	}
	return text
}

// related returns the steps but the primary one, each with the number that the message links to.
func (b *sarifBuilder) related(f finding.Finding) []sarifLocation {
	var all []sarifLocation
	for _, step := range f.Steps {
		if step.Where == finding.Primary || step.Span.Line == 0 || len(all) == maxFlow {
			continue
		}
		l := b.location(step.Span, step.Func)
		l.ID = len(all) + 1
		l.Message = &sarifMessage{Text: stepText(step)}
		all = append(all, l)
	}
	return all
}

// flow is the list that the text report numbers. One step alone leads nowhere, and is none.
func (b *sarifBuilder) flow(f finding.Finding) []sarifCodeFlow {
	var steps []sarifThreadFlowLocation
	for _, step := range evidence(f) {
		if step.Span.Line == 0 || len(steps) == maxFlow {
			continue
		}
		l := b.location(step.Span, step.Func)
		l.Message = &sarifMessage{Text: stepText(step)}
		steps = append(steps, sarifThreadFlowLocation{l})
	}
	if len(steps) < 2 {
		return nil
	}
	return []sarifCodeFlow{{[]sarifThreadFlow{{steps}}}}
}

func stepText(step finding.Step) string {
	text := linkless(plainText(step.Text))
	if text == "" {
		text = "here"
	}
	return text + "."
}

func (b *sarifBuilder) location(span finding.Span, fn string) sarifLocation {
	l := sarifLocation{PhysicalLocation: sarifPhysicalLocation{
		ArtifactLocation: sarifArtifact{pathURI(span.File), rootID},
	}}
	if fn != "" {
		l.LogicalLocations = []sarifLogicalLocation{{plainText(fn), "function"}}
	}
	if span.Line > 0 {
		line := b.src.line(span.File, span.Line)
		from, to := utf16Columns(span, line)
		l.PhysicalLocation.Region = &sarifRegion{StartLine: span.Line, StartColumn: from, EndLine: span.Line, EndColumn: to}
		if start, end := extent(span, line); end > start && end-start <= maxSnippet {
			l.PhysicalLocation.Region.Snippet = &sarifSnippet{strings.ToValidUTF8(string(line[start:end]), "\ufffd")}
		}
	}
	return l
}

// primary is the place reported, with the lines around it for viewers that do not have the file.
func (b *sarifBuilder) primary(f finding.Finding) sarifLocation {
	l := b.location(f.Span, f.Func)
	from := max(1, f.Span.Line-1)
	to := f.Span.Line
	if b.src.line(f.Span.File, to+1) != nil {
		to++
	}
	var text []string
	for n := from; n <= to; n++ {
		text = append(text, strings.ToValidUTF8(string(b.src.line(f.Span.File, n)), "\ufffd"))
	}
	if snippet := strings.Join(text, "\n"); len(snippet) <= maxSnippet && strings.TrimSpace(snippet) != "" {
		l.PhysicalLocation.ContextRegion = &sarifContext{from, to, sarifSnippet{snippet}}
	}
	return l
}

func (b *sarifBuilder) fingerprints(f finding.Finding) map[string]string {
	prints := map[string]string{}
	if f.Print != "" {
		prints["concurlintId/v1"] = f.Print
	}
	if hashes := b.lineHashes(f.Span.File); f.Span.Line > 0 && f.Span.Line <= len(hashes) {
		prints["primaryLocationLineHash"] = hashes[f.Span.Line-1]
	}
	return prints
}

// lineHashes reads the file as it stands on disk, as code scanning does.
func (b *sarifBuilder) lineHashes(file string) []string {
	hashes, ok := b.hashes[file]
	if !ok && b.r.Raw != nil {
		if text, err := b.r.Raw(file); err == nil {
			hashes = lineHashes(text)
		}
		b.hashes[file] = hashes
	}
	return hashes
}

func resultBag(f finding.Finding) *sarifResultBag {
	return &sarifResultBag{
		Confidence: f.Confidence.String(), Language: f.Lang, Owner: plainText(f.Owner), Bound: plainText(f.Bound),
		Verdict: f.Verdict, Also: f.Also,
	}
}

// notifications returns what could not be analysed, and the descriptors of the kinds that occur.
func (b *sarifBuilder) notifications() (kinds []sarifDescriptor, all []sarifNotification) {
	for _, n := range b.r.Notices {
		index := slices.IndexFunc(kinds, func(d sarifDescriptor) bool { return d.ID == n.Kind })
		if index < 0 {
			index = len(kinds)
			kinds = append(kinds, kindDescriptor(n))
		}
		note := sarifNotification{
			Descriptor: sarifDescriptorRef{n.Kind, index},
			Level:      "warning",
			Message:    sarifMessage{Text: linkless(plainText(noticeText(n))) + "."},
		}
		if n.Fatal {
			note.Level = "error"
		}
		if n.Span.File != "" {
			note.Locations = []sarifLocation{b.location(n.Span, "")}
		}
		all = append(all, note)
	}
	return kinds, all
}

func kindDescriptor(n finding.Notice) sarifDescriptor {
	kinds := noticeKinds()
	i := slices.IndexFunc(kinds, func(k noticeKind) bool { return k.id == n.Kind })
	kind := noticeKind{id: n.Kind, name: "Notice", short: "Something about the run.", help: "See the message."}
	if i >= 0 {
		kind = kinds[i]
	}
	return sarifDescriptor{
		ID: kind.id, Name: kind.name,
		ShortDescription:     &sarifMessage{Text: kind.short},
		FullDescription:      &sarifMessage{Text: kind.short + " " + kind.help},
		HelpURI:              rules.Homepage,
		Help:                 &sarifMessage{Text: kind.help},
		DefaultConfiguration: &sarifConfiguration{"warning"},
	}
}

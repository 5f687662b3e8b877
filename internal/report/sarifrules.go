package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/rules"
)

const (
	cweName = "CWE"
	maxTags = 8 // of twenty that code scanning takes, it shows ten
	// dosSeverity is what makes an alert a security alert: it is given only to rules of level error whose page names
	// resource exhaustion (CWE-400, CWE-770). Medium, because the evidence shows that nothing bounds the work, not that
	// a stranger chooses its size; so it blocks no merge that is gated on high.
	dosSeverity = "5.9"
)

// describeRules fills the rules that ran, because a clean report must have some too, and the CWE they name.
func (b *sarifBuilder) describeRules() {
	for _, rule := range b.r.Rules {
		b.rules = append(b.rules, describeRule(rule))
		b.cwes = append(b.cwes, rule.CWE...)
	}
	slices.Sort(b.cwes)
	b.cwes = slices.Compact(b.cwes)
}

func describeRule(r rules.Rule) sarifDescriptor {
	return sarifDescriptor{
		ID: r.Code, Name: pascal(r.Name),
		ShortDescription:     &sarifMessage{Text: r.Title + "."},
		FullDescription:      &sarifMessage{Text: fullDescription(r)},
		HelpURI:              ruleURL(r),
		Help:                 &sarifMessage{Text: fullDescription(r), Markdown: "# " + r.Code + " " + r.Name + "\n\n" + unwrap(r.Doc)},
		DefaultConfiguration: &sarifConfiguration{r.Level},
		Relationships:        relationships(r.CWE),
		Properties: &sarifRuleBag{
			Tags: ruleTags(r), Precision: r.Confidence, ProblemSeverity: problemSeverity(r.Level), SecuritySeverity: securitySeverity(r),
		},
	}
}

// maxDescription is what code scanning takes.
const maxDescription = 1024

// fullDescription is the title and the first paragraph of the page.
func fullDescription(r rules.Rule) string {
	text := r.Title + "."
	for _, line := range strings.Split(unwrap(r.Doc), "\n") {
		if line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "```") {
			text += " " + line
			break
		}
	}
	if len(text) > maxDescription {
		text = strings.ToValidUTF8(text[:maxDescription-len("...")], "") + "..."
	}
	return text
}

func ruleTags(r rules.Rule) []string {
	tags := slices.Clone(r.Tags)
	for _, cwe := range r.CWE {
		tags = append(tags, fmt.Sprintf("external/cwe/cwe-%03d", cwe))
	}
	return tags[:min(len(tags), maxTags)]
}

func problemSeverity(level string) string {
	if level == finding.Note.String() {
		return "recommendation"
	}
	return level
}

func securitySeverity(r rules.Rule) string {
	if r.Level == finding.Error.String() && (slices.Contains(r.CWE, 400) || slices.Contains(r.CWE, 770)) {
		return dosSeverity
	}
	return ""
}

func relationships(cwes []int) []sarifRelationship {
	var all []sarifRelationship
	for _, cwe := range cwes {
		all = append(all, sarifRelationship{sarifTarget{strconv.Itoa(cwe), sarifReference{cweName}}, []string{"superset"}})
	}
	return all
}

func cweTaxonomy(cwes []int) sarifComponent {
	c := sarifComponent{
		Name: cweName, Version: "4.18", Organization: "MITRE", InformationURI: "https://cwe.mitre.org/data/index.html",
		ShortDescription: &sarifMessage{Text: "The MITRE Common Weakness Enumeration."},
	}
	for _, cwe := range cwes {
		id := strconv.Itoa(cwe)
		c.Taxa = append(c.Taxa, sarifDescriptor{ID: id, HelpURI: "https://cwe.mitre.org/data/definitions/" + id + ".html"})
	}
	return c
}

// pascal turns unbounded-goroutines into UnboundedGoroutines, which the validator wants of names.
func pascal(name string) string {
	var b strings.Builder
	for _, word := range strings.Split(name, "-") {
		if word != "" {
			b.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return b.String()
}

// semantic returns the version without its v; a build without one has a number too, because versions are compared.
func semantic(version string) string {
	v := strings.TrimPrefix(version, "v")
	if v == "" || v[0] < '0' || v[0] > '9' {
		return "0.0.0-dev"
	}
	return v
}

// Package filter decides which findings of a run are shown, and how bad each is for this user. It changes no finding's
// evidence and must not know how reports look.
package filter

import (
	"strings"

	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/rules"
)

// Settings are what the stages depend on.
type Settings struct {
	Selection config.Selection                      // where File is nil
	Folders   []string                              // named on the command line, relative to the root
	File      func(path string) config.FileSettings // what the configuration says of a file, by its path relative to the root
}

// of returns what holds for the file of a finding.
func (s Settings) of(f *finding.Finding) config.FileSettings {
	if s.File == nil {
		return config.FileSettings{Selection: s.Selection}
	}
	return s.File(f.Span.File)
}

// A stage keeps or drops one finding and may change its level.
type stage struct {
	name string
	keep func(*finding.Finding, config.FileSettings, Settings) bool
}

// stages is the order of everything that happens to a finding after it was decided. Comments have silenced it before,
// because go vet and golangci-lint honour them too.
func stages() []stage {
	return []stage{
		{"selected", selected},   // first: what is off must cost nothing and count nowhere
		{"confident", confident}, // a guess is no finding of a default run
		{"levelled", levelled},   // the user's level or the rule's, before it can be lowered
		{"classed", classed},     // after levelled: lowers what that set
	}
}

// Apply returns the findings that a report shows, and those of which a comment says that they stay, both in their order.
func Apply(all []finding.Finding, s Settings) (shown, suppressed []finding.Finding) {
	for _, f := range all {
		switch {
		case !keep(&f, s):
		case f.Suppressed != nil:
			suppressed = append(suppressed, f)
		default:
			shown = append(shown, f)
		}
	}
	finding.Sort(shown)
	finding.Sort(suppressed)
	return shown, suppressed
}

func keep(f *finding.Finding, s Settings) bool {
	own := s.of(f)
	for _, stage := range stages() {
		if !stage.keep(f, own, s) {
			return false
		}
	}
	return true
}

func selected(f *finding.Finding, own config.FileSettings, _ Settings) bool {
	return own.Selection.Has(f.Code)
}

func confident(f *finding.Finding, _ config.FileSettings, _ Settings) bool {
	return f.Confidence != finding.Low
}

func levelled(f *finding.Finding, own config.FileSettings, _ Settings) bool {
	if level, ok := own.Levels[f.Code]; ok {
		f.Level = level
		return true
	}
	if f.Level != finding.Default {
		return true
	}
	f.Level = finding.Warning
	if r, ok := rules.Get(f.Code); ok {
		if level, ok := finding.ParseLevel(r.Level); ok {
			f.Level = level
		}
	}
	return true
}

// classed makes a finding a note where little depends on it, in tests, examples, benchmarks, scripts and migrations, unless the
// finding is firm.
func classed(f *finding.Finding, own config.FileSettings, s Settings) bool {
	class := own.Class
	if class == "" {
		class = config.ClassOf(below(f.Span.File, s.Folders))
	}
	if class == "" && f.ForTests {
		class = "test"
	}
	if !f.Firm && config.Lowered(f.Code) && class != "" && class != config.NoClass {
		f.Level = finding.Note
	}
	return true
}

// below returns the part of the path that lies under the deepest folder named on the command line.
func below(path string, folders []string) string {
	rest := path
	for _, dir := range folders {
		if cut, ok := strings.CutPrefix(path, dir+"/"); ok && len(cut) < len(rest) {
			rest = cut
		}
	}
	return rest
}

package engine

import (
	"slices"
	"unicode/utf8"

	"github.com/concurlint/concurlint/internal/check"
)

// maxText is how long a message can be, in bytes. A parser's error can quote a token of megabytes, and an expression of
// the source has any length; nobody reads either.
const maxText = 400

// clipped returns the scan with its messages cut. It copies what it changes: steps may be shared between findings.
func clipped(scan check.Scan) check.Scan {
	for i := range scan.Notices {
		scan.Notices[i].Text = clip(scan.Notices[i].Text)
	}
	for i := range scan.Findings {
		f := &scan.Findings[i]
		f.Text, f.Bound, f.Owner, f.Fix = clip(f.Text), clip(f.Bound), clip(f.Owner), clip(f.Fix)
		f.Steps = slices.Clone(f.Steps)
		for j := range f.Steps {
			f.Steps[j].Text = clip(f.Steps[j].Text)
		}
	}
	return scan
}

func clip(text string) string {
	if len(text) <= maxText {
		return text
	}
	end := maxText - len("...")
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "..."
}

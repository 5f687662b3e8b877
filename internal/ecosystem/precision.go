package ecosystem

import (
	"fmt"
	"strings"
)

// A Tally counts the verdicts on one rule.
type Tally struct {
	True, False, Unsure, Blind int
}

// Right is the share of true ones in percent; unsure counts as false.
func (t Tally) Right() int { return 100 * t.True / t.Judged() }

// Judged is how many verdicts there are.
func (t Tally) Judged() int { return t.True + t.False + t.Unsure }

// Precision tallies the verdicts of the last sample of each language, by rule: it was drawn after what earlier ones showed
// was mended. A sample has the larger seed the later it was drawn. Verdicts that belong to no sample say nothing of
// precision.
func Precision(verdicts []Verdict) map[string]Tally {
	last := map[bool]int{}
	for _, v := range verdicts {
		last[v.golang()] = max(last[v.golang()], v.Seed)
	}
	out := map[string]Tally{}
	for _, v := range verdicts {
		if v.Seed == 0 || v.Seed != last[v.golang()] {
			continue
		}
		t := out[v.Code]
		switch v.Verdict {
		case "true":
			t.True++
		case "false":
			t.False++
		default:
			t.Unsure++
		}
		if v.Blind {
			t.Blind++
		}
		out[v.Code] = t
	}
	return out
}

const precisionHead = "## Precision\n"

// WithPrecision returns the text of a rule's page with what the tally says as its last section; without the section where
// nothing was judged.
func WithPrecision(page string, t Tally) string {
	if i := strings.Index(page, "\n"+precisionHead); i >= 0 {
		page = page[:i]
	}
	page = strings.TrimRight(page, "\n") + "\n"
	if t.Judged() == 0 {
		return page
	}
	return page + "\n" + precisionHead + fmt.Sprintf(
		"\nFindings at level warning and above, drawn from published packages and read by people: %d, of them %d by somebody who had not seen the rule. "+
			"True: %d, false: %d, unsure: %d; %d%% right. `make sample` draws, `testdata/ecosystem/reviewed.jsonl` holds the verdicts.\n",
		t.Judged(), t.Blind, t.True, t.False, t.Unsure, t.Right())
}

package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/site"
)

// maxPlaces is how many places that lead to one cause are told one by one. Where there are more, the cause is to be
// mended and not the places: the nearest one stands for all.
const maxPlaces = 12

// maxShown is how many of the places that a finding stands for it shows.
const maxShown = 5

// A cause is what a rule says of one call that places lead to.
type cause struct {
	code   string
	origin site.Span
}

// oneCause folds findings of one rule about one call deep below them.
func oneCause(all []candidate) []candidate {
	places := map[cause][]candidate{}
	for _, c := range all {
		if !c.origin.IsZero() {
			places[cause{c.Code, c.origin}] = append(places[cause{c.Code, c.origin}], c)
		}
	}
	nearest := map[cause]site.Span{} // of the large groups
	for of, group := range places {
		if len(group) > maxPlaces {
			nearest[of] = slices.MinFunc(group, nearerPlace).Span
		}
	}
	var out []candidate
	for _, c := range all {
		of := cause{c.Code, c.origin}
		if at, many := nearest[of]; !many {
			out = append(out, c)
		} else if at == c.Span {
			out = append(out, standingFor(c, places[of]))
		}
	}
	return out
}

// nearerPlace prefers what weighs more, then the shorter way to the cause.
func nearerPlace(a, b candidate) int {
	return cmp.Or(cmp.Compare(b.Level, a.Level), compareStory(a, b))
}

// standingFor says how many other places a finding stands for, and where the next ones are.
func standingFor(c candidate, group []candidate) candidate {
	why, fix, _ := strings.Cut(c.Text, "; ")
	c.Text = fmt.Sprintf("%s, and in %d more places; %s", why, len(group)-1, fix)
	shown := 0
	for _, other := range group {
		if other.Span != c.Span && shown < maxShown {
			c.Steps = append(slices.Clip(c.Steps), finding.Step{Span: other.Span, Func: other.Func, Text: "the same is reached from here", Where: finding.Related})
			shown++
		}
	}
	return c
}

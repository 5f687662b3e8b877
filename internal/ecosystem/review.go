package ecosystem

import (
	"bufio"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"slices"
	"strings"
)

// mostReviewed is how many findings of one change need a verdict.
const mostReviewed = 30

// A Verdict is what somebody who read the code says of one finding. It holds no line of that code.
type Verdict struct {
	Package string `json:"package"`
	Version string `json:"version"`
	Path    string `json:"path"`
	Line    int    `json:"line"`
	Code    string `json:"code"`
	Verdict string `json:"verdict"`         // true, false, unsure
	Reason  string `json:"reason"`          // in the judge's own words
	Blind   bool   `json:"blind,omitempty"` // judged without sight of the rule's source
	Seed    int    `json:"seed,omitempty"`  // of the sample that drew it
}

func (v Verdict) golang() bool { return strings.HasSuffix(v.Path, ".go") }

func (v Verdict) key() string {
	return fmt.Sprintf("%s\t%s\t%s\t%s:%d", v.Code, v.Package, v.Version, v.Path, v.Line)
}

// Verdicts reads a file with one verdict a line.
func Verdicts(file string) ([]Verdict, error) {
	f, err := os.Open(file)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []Verdict
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		var v Verdict
		dec := json.NewDecoder(strings.NewReader(lines.Text()))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&v); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		if !slices.Contains([]string{"true", "false", "unsure"}, v.Verdict) || v.Reason == "" {
			return nil, fmt.Errorf("%s:%d: a verdict is true, false or unsure, and has a reason", file, n)
		}
		out = append(out, v)
	}
	return out, lines.Err()
}

// Draw is the number that decides whether an entry belongs to the sample of its batch: the same for everybody.
func (e Entry) Draw() uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d\t%s", e.Batch, e.key())
	x := h.Sum64() // fnv leaves the high bits of short texts alike: mix them
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}

// Advance returns the lock for what is observed now: what was there keeps its batch, what is new makes one.
func (l Lock) Advance(now Lock) Lock {
	old := map[string]int{}
	for _, e := range l.Entries {
		old[e.key()] = e.Batch
	}
	next := Batch{Number: len(l.Batches) + 1}
	var draws []uint64
	for i := range now.Entries {
		e := &now.Entries[i]
		if b, ok := old[e.key()]; ok {
			e.Batch = b
			continue
		}
		e.Batch = next.Number
		draws = append(draws, e.Draw())
	}
	now.Batches = l.Batches
	if next.New = len(draws); next.New > 0 {
		slices.Sort(draws)
		next.Last = draws[min(len(draws), mostReviewed)-1]
		now.Batches = append(slices.Clone(now.Batches), next)
	}
	return now
}

// Due returns the entries that need a verdict and have none.
func (l Lock) Due(verdicts []Verdict) []Entry {
	given := map[string]bool{}
	for _, v := range verdicts {
		given[v.key()] = true
	}
	var due []Entry
	for _, e := range l.Entries {
		last := uint64(0)
		for _, b := range l.Batches {
			if b.Number == e.Batch {
				last = b.Last
			}
		}
		withoutColumn := e.key()[:strings.LastIndexByte(e.key(), ':')]
		if e.Draw() <= last && !given[withoutColumn] {
			due = append(due, e)
		}
	}
	return due
}

// Changes are the differences between two locks, as lines that begin with + or -.
func Changes(was, is Lock) []string {
	var out []string
	diff := func(mark string, a, b map[string]bool) {
		for row := range a {
			if !b[row] {
				out = append(out, mark+row)
			}
		}
	}
	a, b := was.lines(), is.lines()
	diff("-", a, b)
	diff("+", b, a)
	slices.SortFunc(out, func(x, y string) int { return strings.Compare(x[1:]+x[:1], y[1:]+y[:1]) })
	return out
}

// lines is all of a lock that a run must repeat.
func (l Lock) lines() map[string]bool {
	set := map[string]bool{}
	for _, e := range l.Entries {
		set[fmt.Sprintf("%s %s %s-%s %s", e.Code, e.Level, e.Package, e.Version, e.Place)] = true
	}
	for _, c := range l.Counts {
		set[fmt.Sprintf("%s: %s: %d", c.Package, c.What, c.N)] = true
	}
	return set
}

package check

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/internal/workers"
	"github.com/concurlint/concurlint/rules"
)

// Decide solves the unit, runs every decision, and lets the more specific finding of one place win. Findings are
// sorted; the caller filters by rule, level and path. When the context ends, so does the work: what was found until then
// is not all.
func Decide(ctx context.Context, u Unit, opts Options) Result {
	if opts.MaxConstant == 0 {
		opts.MaxConstant = DefaultMaxConstant
	}
	solved := site.Solve(ctx, u.Funcs, u.Facts)
	p := proof.New(solved, u.Facts, opts.MaxConstant)
	deciders := make([]decider, len(solved))
	workers.Each(ctx, len(solved), func(jobs iter.Seq[int]) {
		for i := range jobs {
			deciders[i] = decider{unit: &u, program: p}
			deciders[i].function(&solved[i])
		}
	})
	var found []candidate
	stats := map[string]finding.Stats{}
	for i := range deciders {
		found = append(found, deciders[i].found...)
		file := solved[i].Span.File
		stats[file] = stats[file].Add(deciders[i].stats)
	}
	all := Result{Findings: onePlace(found), Solved: solved, PerFile: stats}
	return all.Only(func(string) bool { return true })
}

// A decider decides one function.
type decider struct {
	unit    *Unit
	program *proof.Program
	found   []candidate
	stats   finding.Stats
}

// A candidate is a finding and the places it stands for besides its own.
type candidate struct {
	finding.Finding
	covers []site.Span
	origin site.Span
}

func (d *decider) function(f *site.Func) {
	d.stats.Functions++
	for i := range f.Sites {
		s := &f.Sites[i]
		if s.Do == site.Call || s.Do == site.Gap {
			continue
		}
		q := query{Program: d.program, lang: d.unit.Lang, models: d.unit.Models, f: f, s: s}
		d.stats = d.stats.Add(count(q))
		for _, decision := range table {
			if v, guilty := decision.ask(q); guilty {
				d.add(q, v)
			}
		}
	}
}

// count keeps the numbers of the closing line. Sites that came from helpers are counted where they stand. A spawn that
// nothing limits and that is no finding either is unknown: why it was left alone is no proof.
func count(q query) finding.Stats {
	if !q.own() {
		return finding.Stats{}
	}
	if q.s.Do != site.Spawn {
		return finding.Stats{Sites: 1}
	}
	got := q.Limited(q.f, q.s)
	if got.Trivial {
		return finding.Stats{Sites: 1}
	}
	_, guilty := unboundedFanOut(q)
	switch {
	case guilty:
		return finding.Stats{Sites: 1, Spawns: 1, Unbounded: 1}
	case got.Answer != site.Yes:
		return finding.Stats{Sites: 1, Spawns: 1, Unknown: 1}
	case got.Assumed:
		return finding.Stats{Sites: 1, Spawns: 1, Assumed: 1}
	}
	return finding.Stats{Sites: 1, Spawns: 1, Bounded: 1}
}

// add turns a verdict into a finding. A verdict whose rule has no page, or not for this language, says nothing.
func (d *decider) add(q query, v verdict) {
	rule, ok := rules.Get(v.code)
	if !ok || !rule.In(d.unit.Lang) {
		return
	}
	f := finding.Finding{
		Code: v.code, Level: v.level, Confidence: finding.High, Span: v.at, Func: cmp.Or(v.in, q.f.Name), Text: v.text, Fix: v.fix,
		Owner: v.owner, Bound: v.bound, Verdict: v.class, Lang: d.unit.Lang, Firm: v.firm,
	}
	if f.Level == finding.Default {
		f.Level, _ = finding.ParseLevel(rule.Level)
	}
	if q.s.Guess || v.guess {
		f.Confidence = finding.Medium
	}
	if f.Span.IsZero() {
		f.Span = q.s.Span
	}
	f.Steps = steps(q, v, f.Span)
	d.found = append(d.found, candidate{f, v.covers, v.origin})
}

// steps puts the primary step where the story wants it: after what leads to it, before what it leads to.
func steps(q query, v verdict, at site.Span) []finding.Step {
	primary := finding.Step{Span: at, Text: v.here, Func: cmp.Or(v.in, q.f.Name), Where: finding.Primary}
	var before, after []finding.Step
	for _, s := range v.steps {
		if s.Where == finding.Related {
			after = append(after, s)
		} else {
			before = append(before, s)
		}
	}
	return slices.DeleteFunc(append(append(before, primary), after...), func(s finding.Step) bool { return s.Span.IsZero() && s.Where != finding.Primary })
}

// onePlace keeps one finding a place: of several at one place, or of one that covers another's place, the more
// specific code; the others are named in Also.
func onePlace(found []candidate) []finding.Finding {
	slices.SortStableFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(specific(a.Code), specific(b.Code)), compareStory(a, b))
	})
	var kept []candidate
	at := map[spot][]int{} // which of kept stand, or stand for something, there
	for _, c := range found {
		here := at[spotOf(c.Span)]
		if i := slices.IndexFunc(here, func(i int) bool { return standsFor(kept[i], c) }); i >= 0 {
			if k := &kept[here[i]]; k.Code != c.Code && !slices.Contains(k.Also, c.Code) {
				k.Also = append(k.Also, c.Code)
			}
			continue
		}
		for _, s := range append([]site.Span{c.Span}, c.covers...) {
			at[spotOf(s)] = append(at[spotOf(s)], len(kept))
		}
		kept = append(kept, c)
	}
	kept = oneCause(kept)
	out := make([]finding.Finding, len(kept))
	for i, k := range kept {
		slices.Sort(k.Also)
		out[i] = k.Finding
	}
	finding.Sort(out)
	return out
}

// compareStory prefers the shorter evidence of two findings of one rule at one place.
func compareStory(a, b candidate) int {
	return cmp.Or(cmp.Compare(len(a.Steps), len(b.Steps)), cmp.Compare(a.Span.File, b.Span.File), cmp.Compare(a.Span.Line, b.Span.Line),
		cmp.Compare(a.Span.Col, b.Span.Col), cmp.Compare(a.Func, b.Func), cmp.Compare(a.Text, b.Text))
}

func standsFor(k, c candidate) bool {
	if k.Code == c.Code {
		return samePlace(k.Span, c.Span)
	}
	place := func(s site.Span) bool { return samePlace(s, c.Span) }
	return covered(k.Code, c.Code) && (place(k.Span) || slices.ContainsFunc(k.covers, place))
}

func samePlace(a, b site.Span) bool { return spotOf(a) == spotOf(b) }

// A spot is where a finding stands, however long it is.
type spot struct {
	file      string
	line, col int
}

func spotOf(s site.Span) spot { return spot{s.File, s.Line, s.Col} }

// ranks says which code wins where several speak of one thing: the first. Codes that are not in one line do not compete.
// A code that is in several has its rank from the first of them.
var ranks = [][]string{
	{"CL704", "CL705", "CL708", "CL105", "CL101", "CL102", "CL103", "CL104", "CL106", "CL107", "CL108", "CL110"},
	{"CL201", "CL103"},
	{"CL208", "CL207"},
	{"CL703", "CL702", "CL701"},
	{"CL307", "CL712", "CL302", "CL301", "CL304", "CL303"},
	{"CL501", "CL502", "CL503", "CL505", "CL504", "CL507", "CL506", "CL509", "CL510"},
}

func question(code string) int {
	return slices.IndexFunc(ranks, func(line []string) bool { return slices.Contains(line, code) })
}

func specific(code string) int {
	if q := question(code); q >= 0 {
		return slices.Index(ranks[q], code)
	}
	return 0
}

// covered reports whether a finding of code winner may stand for one of code loser at another place.
func covered(winner, loser string) bool {
	both := func(line []string) bool { return slices.Contains(line, winner) && slices.Contains(line, loser) }
	return winner != loser && slices.ContainsFunc(ranks, both)
}

package check

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// An Explained is one site of a line, with what was asked of it and what came out.
type Explained struct {
	Func    string // the function around it
	Span    site.Span
	What    string // "asyncio.gather starts tasks"
	Via     string // the function of ours by whose call it happens, "" where it stands here itself
	Answers []Answer
}

// An Answer is one question that the decisions ask.
type Answer struct {
	Question string // limit, owner, released, runs ...
	Answer   string // yes, no, unknown, or what the question is about
	Why      string // what decided, or what was looked for
}

// Explain returns the sites of a line that the decisions look at, in their order, with the proofs that they are asked for.
// solved are the functions of a run; lang is the language of the file.
func Explain(solved []site.Func, lang string, models *rules.Models, maxConstant int64, file string, line int) []Explained {
	p := proof.New(solved, nil, cmp.Or(maxConstant, DefaultMaxConstant))
	var out []Explained
	for i := range solved {
		f := &solved[i]
		for k := range f.Sites {
			s := &f.Sites[k]
			if s.Span.File != file || s.Span.Line != line || !asked(s) {
				continue
			}
			q := query{Program: p, lang: lang, models: models, f: f, s: s}
			out = append(out, q.explained())
		}
	}
	slices.SortStableFunc(out, func(a, b Explained) int { return a.Span.Col - b.Span.Col })
	return slices.CompactFunc(out, func(a, b Explained) bool { return a.What == b.What && a.Span == b.Span && a.Via == b.Via })
}

// Lines returns the lines of a file that have something to explain, sorted.
func Lines(solved []site.Func, file string) []int {
	var out []int
	for i := range solved {
		for k := range solved[i].Sites {
			if s := &solved[i].Sites[k]; s.Span.File == file && asked(s) {
				out = append(out, s.Span.Line)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// asked reports whether a decision asks for proofs about a site.
func asked(s *site.Site) bool {
	switch s.Do {
	case site.Spawn, site.Open, site.Enter, site.Block, site.Offload:
		return s.API != ""
	case site.Wait:
		return s.For != ""
	}
	return false
}

func (q query) explained() Explained {
	e := Explained{Func: q.f.Name, Span: q.s.Span, What: q.name() + " " + doing(q.s)}
	if !q.own() {
		e.Via = q.s.Via[0].Func
	}
	switch q.s.Do {
	case site.Spawn:
		e.Answers = q.aboutSpawn()
	case site.Open:
		e.Answers = q.aboutOpen()
	case site.Enter:
		e.Answers = append(e.Answers, Answer{"permits", amountText(q.s.Cap), ""})
	case site.Block, site.Wait, site.Offload:
		e.Answers = append(e.Answers, Answer{"timeout", amountText(q.s.Time), "as the call or its model says, in milliseconds"})
	}
	colour := "in a plain function"
	if q.f.Colour == site.Async {
		colour = "in a coroutine"
	}
	return Explained{e.Func, e.Span, e.What, e.Via, append(e.Answers, Answer{"runs", runsText(q.Runs(q.f)), colour})}
}

func doing(s *site.Site) string {
	switch s.Do {
	case site.Spawn:
		return "starts concurrent work"
	case site.Open:
		if s.On.Kind == site.Object {
			return "opens something"
		}
		return "makes a " + s.On.Kind.String()
	case site.Enter:
		return "takes a permit"
	case site.Offload:
		return "hands work to another thread"
	case site.Block:
		return "stands still until it has an answer"
	}
	return "waits"
}

func (q query) aboutSpawn() []Answer {
	got := q.Limited(q.f, q.s)
	limit := Answer{"limit", tri(got.Answer), got.By}
	if got.Answer == site.No && got.By == "" {
		limit.Why = "looked for a semaphore or another permit around it and in what runs, a group's limit, a pool, a bounded queue, a constant count: none"
	}
	out := []Answer{{"how often", "", amountText(q.s.Times())}, limit}
	if got.Answer == site.No {
		if why := q.whySilent(got.Alive); why != "" {
			out = append(out, Answer{"weight", "a note or none", why})
		}
	}
	owned := q.Owned(q.f, q.s)
	out = append(out, Answer{"owner", tri(owned.Answer), owned.By})
	if q.s.On.Kind == site.Task && q.lang == "python" {
		kept := q.Kept(q.f, q.s)
		out = append(out, Answer{"kept alive", tri(kept.Answer), kept.By})
	}
	return out
}

// whySilent says why a start that nothing limits is not reported, or as a note only.
func (q query) whySilent(alive []site.Frame) string {
	switch {
	case !q.s.Times().Exceeds(q.MaxConstant):
		return fmt.Sprintf("it happens %d times at most", q.MaxConstant)
	case q.decidedInHelper():
		return "the helper that starts it is asked instead"
	case q.happensOnce():
		return "the loop is left after it, or a flag says that it happened"
	case q.rarely():
		return "it starts on some ways only, or nothing is known of what it starts"
	case q.paced():
		return "each turn of the loop waits some time"
	case q.serves():
		return "it lasts as long as the program does"
	case q.s.Body == nil:
		return ""
	}
	return q.mild(alive)
}

func (q query) aboutOpen() []Answer {
	var out []Answer
	if row := q.model(q.s.API); row != nil && q.closes(row) {
		got, _ := q.Released(q.f, q.s)
		out = append(out, Answer{"released", tri(got.Answer), got.By})
	}
	if perCallCode(q.s) != "" {
		when := q.PerCall(q.f, q.s)
		out = append(out, Answer{"made for each call", tri(when.Answer), when.By})
	}
	if q.s.Cap.Kind != site.AmountUnknown {
		out = append(out, Answer{"size", amountText(q.s.Cap), ""})
	}
	return out
}

func tri(t site.Tri) string {
	switch t {
	case site.Yes:
		return "yes"
	case site.No:
		return "no"
	}
	return "unknown"
}

func amountText(a site.Amount) string {
	switch {
	case a.Kind == site.Const && a.N == 1:
		return "once"
	case a.Kind == site.Const:
		return fmt.Sprint(a.N)
	case a.Kind == site.Endless && a.From == "":
		return "without end"
	case a.Kind == site.Config:
		return "as a setting says: " + cmp.Or(a.From, "its value is not known here")
	case a.From != "":
		return fmt.Sprintf("as many as '%s' has or says", a.From)
	}
	return "not known"
}

func runsText(r site.Runs) string {
	switch r {
	case site.Hot:
		return "for each request or message"
	case site.PerCall:
		return "per item of work"
	case site.Once:
		return "once"
	}
	return "not known how often"
}

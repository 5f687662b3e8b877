package site

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"github.com/concurlint/concurlint/internal/workers"
)

// Solve inlines what functions do into their callers, to a fixpoint over functions that call each other, and numbers
// the sites. Facts are functions of other packages, solved there, by name. The functions come back in the order given; those
// that are not reached before the context ends come back as they are.
func Solve(ctx context.Context, funcs []Func, facts map[string]*Func) []Func {
	u := &unit{own: map[string]int{}, facts: facts, funcs: funcs, solved: slices.Clone(funcs)}
	for i := range funcs {
		u.own[funcs[i].Name] = i
	}
	calls := u.calls()
	for _, level := range levels(components(calls), calls) {
		u.solveLevel(ctx, calls, level)
	}
	return u.solved
}

// A unit is what is solved together. Only solved changes, each of its functions by one solver.
type unit struct {
	own    map[string]int
	facts  map[string]*Func
	funcs  []Func
	solved []Func
}

// calls lists for each function the own functions that it calls, starts or offloads, in order and once each.
func (u *unit) calls() [][]int {
	met := make([]int, len(u.funcs)) // function -> the last one that met it, from 1
	out := make([][]int, len(u.funcs))
	for i := range u.funcs {
		eachCall(u.funcs[i].Sites, func(name string) {
			if j, ok := u.own[name]; ok && met[j] != i+1 {
				met[j] = i + 1
				out[i] = append(out[i], j)
			}
		})
	}
	return out
}

// solveLevel solves groups that do not call each other, at the same time.
func (u *unit) solveLevel(ctx context.Context, calls [][]int, groups [][]int) {
	workers.Each(ctx, len(groups), func(jobs iter.Seq[int]) {
		s := solver{unit: u, kin: map[kin]int{}, cut: map[bodyCut]*Func{}}
		for i := range jobs {
			s.solveGroup(ctx, groups[i], calls)
		}
	})
}

// A solver solves one group after the other.
type solver struct {
	*unit
	room []Site      // what is being put together: a stack, as bodies lie within functions
	kin  map[kin]int // for distinct
	most int         // sites that a function of this group may be made of
	cut  map[bodyCut]*Func
}

// A bodyCut is a body that may hold so many levels only. Callers share what is left of it.
type bodyCut struct {
	body   *Func
	levels int
}

// maxRounds bounds the rounds over functions that call each other. A site is carried at most maxVia calls, so more
// rounds cannot bring anything new.
const maxRounds = maxVia

func (s *solver) solveGroup(ctx context.Context, group []int, calls [][]int) {
	s.most = min(maxSize, maxRing/len(group))
	for range maxRounds {
		changed := false
		for _, i := range group {
			if ctx.Err() != nil {
				return
			}
			before := len(s.solved[i].Sites)
			s.solved[i] = s.expand(s.funcs[i])
			changed = changed || len(s.solved[i].Sites) != before
		}
		if len(group) == 1 && !slices.Contains(calls[group[0]], group[0]) || !changed {
			return
		}
	}
}

func eachCall(sites []Site, visit func(name string)) {
	for i := range sites {
		s := &sites[i]
		if s.Do == Call {
			visit(s.API)
		}
		if s.Body != nil {
			eachCall(s.Body.Sites, visit)
		}
	}
}

func (s *solver) function(name string) *Func {
	if i, ok := s.own[name]; ok {
		return &s.solved[i]
	}
	return s.facts[name]
}

func (s *solver) expand(f Func) Func {
	next := 0
	for i := range f.Sites {
		for _, frame := range f.Sites[i].At {
			next = max(next, frame.ID)
		}
	}
	e := expander{solver: s, name: f.Name, nextFrame: next}
	f.Sites = e.sites(f.Sites)
	return f
}

// An expander inlines into one function. Frames of callees get numbers that the function does not use yet.
type expander struct {
	*solver
	name      string
	nextFrame int
	inlined   int
	size      int
	nested    int // bodies around what is being put together
}

// maxInlined bounds what one function can be made of, maxSize what it can be made of with all that the work it starts is
// made of; what is beyond them is a Gap, and a Gap is unknown.
const (
	maxInlined = 600
	maxSize    = 40 * maxInlined
)

// maxRing bounds what functions that call each other in a ring are made of together. Each of them can reach what all of
// them do, so without it memory grows with the square of their number.
const maxRing = 1_000_000

// maxNested bounds how deep bodies lie within bodies: work that starts work that starts work. No decision asks deeper,
// and functions that await and start each other in a ring would multiply their bodies with every round.
const maxNested = 2

func (e *expander) sites(sites []Site) []Site {
	start := len(e.room)
	for i, s := range sites {
		s.Seq = i + 1
		if s.Body != nil {
			body := *s.Body
			e.nested++
			body.Sites = e.sites(body.Sites)
			e.nested--
			s.Body = &body
		}
		e.room = append(e.room, s)
		if s.Do == Call && s.API != e.name {
			e.call(&s)
		}
	}
	out := append([]Site(nil), e.room[start:]...) // nil for none, whoever used the room before
	e.room = e.room[:start]
	number(out)
	return out
}

// call puts what the callee does behind the call.
func (e *expander) call(s *Site) {
	callee := e.function(s.API)
	if callee == nil {
		return
	}
	start := len(e.room)
	if !e.full() {
		e.room = inline(e.room, callee, s, e.renumber())
		in := e.distinct(e.strange(e.room[start:]))
		e.room = e.room[:start+len(in)]
		for i := range in {
			in[i].Body = e.shallow(in[i].Body, maxNested-e.nested)
		}
		e.inlined += len(in)
		e.size += size(in)
	}
	if e.full() {
		e.room = append(e.room[:start], Site{Do: Gap, API: s.API, Span: s.Span, At: s.At, Must: s.Must})
	}
}

func (e *expander) full() bool { return e.inlined > maxInlined || e.size > e.most }

func (s *solver) shallow(f *Func, levels int) *Func {
	if f == nil || levels >= depth(f, levels+1) {
		return f
	}
	key := bodyCut{f, levels}
	if s.cut[key] == nil {
		s.cut[key] = shallow(f, levels)
	}
	return s.cut[key]
}

// shallow is the body with at most so many bodies one in another, itself counted. What a deeper one does is unknown.
func shallow(f *Func, levels int) *Func {
	switch {
	case f == nil || levels >= depth(f, levels+1):
		return f
	case levels <= 0:
		return &Func{Name: f.Name, Colour: f.Colour, Sites: []Site{{Do: Gap, API: f.Name, Span: f.Span}}}
	}
	g := *f
	g.Sites = slices.Clone(f.Sites)
	for i := range g.Sites {
		g.Sites[i].Body = shallow(g.Sites[i].Body, levels-1)
	}
	return &g
}

// size counts the sites, those in bodies too.
func size(sites []Site) int {
	n := len(sites)
	for i := range sites {
		if b := sites[i].Body; b != nil {
			n += size(b.Sites)
		}
	}
	return n
}

// depth counts the bodies one in another, itself counted, up to most.
func depth(f *Func, most int) int {
	if f == nil || most <= 0 {
		return 0
	}
	deepest := 0
	for i := range f.Sites {
		deepest = max(deepest, depth(f.Sites[i].Body, most-1))
	}
	return 1 + deepest
}

// renumber gives the frames of one callee numbers that the function does not use yet.
func (e *expander) renumber() func(id int) int {
	ids := map[int]int{}
	return func(id int) int {
		if ids[id] == 0 {
			e.nextFrame++
			ids[id] = e.nextFrame
		}
		return ids[id]
	}
}

// strange leaves out the sites of the function itself that come back through a recursion.
func (e *expander) strange(sites []Site) []Site {
	kept := sites[:0]
	for i := range sites {
		if !slices.ContainsFunc(sites[i].Via, func(v Step) bool { return v.Func == e.name }) {
			kept = append(kept, sites[i])
		}
	}
	return kept
}

// A kin is what makes two inlined sites equal for a caller. Phase keeps the order that holding needs: what stands before
// and after a limiter was taken is not the same.
type kin struct {
	do    Do
	on    Ref
	api   string
	phase int
	depth int
	frame int
	must  Tri
	cap   Amount
	time  Amount
	body  *Func
}

// fewKin is how large a map is kept: to clear one costs as much as it ever held.
const fewKin = 64

// distinct keeps one of equal sites, the one with the shortest way; ties by path, line and column.
func (s *solver) distinct(sites []Site) []Site {
	if len(s.kin) > fewKin {
		s.kin = map[kin]int{}
	}
	clear(s.kin)
	out := sites[:0]
	phase := 0
	for i := range sites {
		k := kinOf(&sites[i], phase)
		if orders(sites[i].Do) {
			phase++
		}
		j, seen := s.kin[k]
		if !seen || k.body != nil {
			s.kin[k] = len(out)
			out = append(out, sites[i])
		} else if nearer(&sites[i], &out[j]) {
			out[j].Via, out[j].Guess = sites[i].Via, sites[i].Guess
		}
	}
	return out
}

func kinOf(s *Site, phase int) kin {
	k := kin{do: s.Do, on: s.On.identity(), api: s.API, phase: phase, depth: len(s.At), must: s.Must, cap: s.Cap, time: s.Time, body: s.Body}
	if len(s.At) > 0 {
		k.frame = s.At[len(s.At)-1].ID
	}
	if s.Do == Wait && !s.On.Known() && s.Time == (Amount{}) {
		k.api = "" // one wait is as good as another
	}
	return k
}

func orders(d Do) bool {
	switch d {
	case Enter, Leave, Spawn, Limit, Tell:
		return true
	}
	return false
}

func nearer(a, b *Site) bool {
	if len(a.Via) != len(b.Via) {
		return len(a.Via) < len(b.Via)
	}
	for i := range a.Via {
		x, y := a.Via[i].Span, b.Via[i].Span
		if c := cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line), cmp.Compare(x.Col, y.Col)); c != 0 {
			return c < 0
		}
	}
	return false
}

// number sets Seq and First.
func number(sites []Site) {
	first := Yes
	for i := range sites {
		sites[i].Seq = i + 1
		sites[i].First = first
		if waits(&sites[i]) {
			if sites[i].Must == Yes {
				first = No
			}
			first = first.And(Unknown)
		}
	}
}

// waits reports whether other work may run or start while the site does what it does. A wait of no time does not.
func waits(s *Site) bool {
	switch s.Do {
	case Wait, Block:
		return s.Time != N(0) && s.For != "file" // a local file is there at once
	case Spawn, Offload:
		return true
	}
	return false
}

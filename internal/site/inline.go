package site

import (
	"slices"
	"strconv"
	"strings"
)

// Inline returns the sites that callee brings to the function in which call stands: parameters become the arguments,
// results what they are assigned to, frames the call's frames and then the callee's own, renumbered by frame. Sites that
// only matter inside callee are left out.
func Inline(callee *Func, call Site, frame func(id int) int) []Site {
	return inline(nil, callee, &call, frame)
}

// inline is Inline behind the sites that are there already.
func inline(out []Site, callee *Func, call *Site, frame func(id int) int) []Site {
	in := inliner{callee: callee, call: call, frame: frame, suffix: "@" + strconv.Itoa(call.Seq)}
	for i := range callee.Sites {
		if s := &callee.Sites[i]; in.transfers(s) {
			if t := in.site(*s); !idle(&t) {
				out = append(out, t)
			}
		}
	}
	return out
}

// idle reports whether an inlined site tells a caller nothing: what the callee hands on is no object of the caller's, or
// one that outlives it anyway and whose places are looked up by its name.
func idle(s *Site) bool {
	return s.Do == Escape && (!s.On.Known() || s.On.Kind == Object && s.On.Scope.Outlives())
}

// maxVia bounds how many calls a site is carried up. Deeper evidence convinces nobody, and every level costs: a sixth
// made a quarter of all sites and brought no finding to 17,000 files, but hid some where a function grew too large.
const maxVia = 5

// An inliner brings one callee to one call. What many of its sites have in common is made once: large projects inline
// millions of sites.
type inliner struct {
	callee *Func
	call   *Site
	frame  func(id int) int
	suffix string  // of the names of the callee's own objects
	at     []Frame // the frames handled last, as the callee has them
	framed []Frame // and as the caller has them
	unsure []Way   // the ways of the call, for what may be missed; nil: not made yet
}

// transfers reports whether the caller has a use for the site. What the callee does with a returned object on its way
// to the caller (Escape), or on the ways on which it does not return it (Leave), says nothing about the caller's object;
// that it stores it elsewhere too, does.
func (in *inliner) transfers(s *Site) bool {
	if len(s.Via) >= maxVia || in.passes(s.Via) {
		return false
	}
	switch s.Do {
	case Call, Legacy, Swallow, None:
		return false
	case Escape:
		return s.On.Scope == ScopeParam || s.API == Stored || s.API == Handed && s.On.Scope == ScopeResult || in.captured(s.On)
	case Use:
		return !s.Guess || s.API != "" || s.On.Scope != ScopeCall || in.captured(s.On) // what becomes of an object of the callee's own
	case Leave:
		return s.On.Scope != ScopeResult || in.captured(s.On) || in.callee.ReturnsEnded(s)
	}
	return true
}

// Ends reports whether the function ends an object, on some way at least.
func (f *Func) Ends(on Ref) bool {
	return slices.ContainsFunc(f.Sites, func(s Site) bool { return s.Do == Leave && s.On.Same(on) })
}

// ReturnsEnded reports whether the function returns what one of its sites ends: a way on which it returns the object passes
// that site.
func (f *Func) ReturnsEnded(end *Site) bool {
	for i := range f.Sites {
		s := &f.Sites[i]
		if s.Do != Escape || s.API != "" || !s.On.Same(end.On) {
			continue
		}
		for _, w := range s.Ways {
			if coveredBy(end.Ways, w.ID) {
				return true
			}
		}
	}
	return false
}

// captured reports whether a closure names an object of the function around it: it keeps its name.
func (in *inliner) captured(r Ref) bool { return r.Func != "" && r.Func != in.callee.Name && r.Known() }

// passes reports whether the way already leads through the callee: a second round through a recursion says nothing new.
func (in *inliner) passes(via []Step) bool {
	for _, v := range via {
		if v.Func == in.callee.Name {
			return true
		}
	}
	return false
}

func (in *inliner) site(s Site) Site {
	looped := InnermostLoop(s.At) != nil
	s.Via = in.via(&s)
	s.Span = in.call.Span
	s.At = in.frames(s.At)
	s.Late = in.call.Late
	s.Ways = in.ways(&s) // asks what On is to the callee
	s.On = in.ref(s.On)
	s.Hears = in.ref(s.Hears)
	s.Args = in.refs(s.Args)
	s.Guess = s.Guess || in.call.Guess
	if !looped {
		s.Must = s.Must.And(in.call.Must)
	}
	if s.Body != nil {
		s.Body = in.body(s.Body)
	}
	return s
}

func (in *inliner) via(s *Site) []Step {
	via := make([]Step, 1, 1+len(s.Via))
	via[0] = Step{Func: in.callee.Name, Span: s.Span, Colour: in.callee.Colour}
	return append(via, s.Via...)
}

// body is what a started function does, in the caller's names. One that names nothing of the callee stays what it is:
// bodies are large, and every level of calls hands them on.
func (in *inliner) body(f *Func) *Func {
	if !in.renames(f) {
		return f
	}
	g := *f
	g.Sites = make([]Site, len(f.Sites))
	for i, s := range f.Sites {
		s.On, s.Hears, s.Args = in.ref(s.On), in.ref(s.Hears), in.refs(s.Args)
		s.At = in.renamed(s.At)
		if s.Body != nil {
			s.Body = in.body(s.Body)
		}
		g.Sites[i] = s
	}
	return &g
}

// renames reports whether the caller has another name for anything in a body.
func (in *inliner) renames(f *Func) bool {
	for i := range f.Sites {
		s := &f.Sites[i]
		if in.other(s.On) || in.other(s.Hears) || slices.ContainsFunc(s.Args, in.other) || slices.ContainsFunc(s.At, func(f Frame) bool { return in.other(f.On) }) {
			return true
		}
		if s.Body != nil && in.renames(s.Body) {
			return true
		}
	}
	return false
}

func (in *inliner) other(r Ref) bool {
	if r.Scope == ScopeCall {
		return r.Func == in.callee.Name
	}
	return in.ref(r) != r
}

// frames are the call's frames and then the callee's own. Neighbours stand in the same ones and share them.
func (in *inliner) frames(at []Frame) []Frame {
	if len(at) == 0 {
		return slices.Clip(in.call.At)
	}
	if in.framed == nil || !slices.Equal(at, in.at) {
		in.at, in.framed = at, in.renumbered(at)
	}
	return in.framed
}

func (in *inliner) renumbered(at []Frame) []Frame {
	out := make([]Frame, 0, len(in.call.At)+len(at))
	out = append(out, in.call.At...)
	for _, f := range at {
		f.ID = in.frame(f.ID)
		f.On = in.ref(f.On)
		out = append(out, f)
	}
	return out
}

// renamed keeps the frames of a body, which are its own, and renames what they name.
func (in *inliner) renamed(at []Frame) []Frame {
	if !slices.ContainsFunc(at, func(f Frame) bool { return in.ref(f.On) != f.On }) {
		return at
	}
	out := slices.Clone(at)
	for i := range out {
		out[i].On = in.ref(out[i].On)
	}
	return out
}

func (in *inliner) refs(rs []Ref) []Ref {
	if len(rs) == 0 {
		return nil
	}
	out := make([]Ref, len(rs))
	for i, r := range rs {
		out[i] = in.ref(r)
	}
	return out
}

// ref says what the caller calls the object.
func (in *inliner) ref(r Ref) Ref {
	switch r.Scope {
	case ScopeParam:
		return in.argument(r)
	case ScopeResult:
		return in.result(r)
	case ScopeCall:
		if r.Func == in.callee.Name {
			r.Name += in.suffix
		}
	}
	return r
}

func (in *inliner) argument(r Ref) Ref {
	if in.captured(r) {
		return r
	}
	if r.N >= in.callee.Params || r.N >= len(in.call.Args) {
		return Ref{Kind: r.Kind}
	}
	arg := in.call.Args[r.N]
	if _, path, ok := strings.Cut(r.Name, "."); ok && arg.Known() {
		arg.Name += "." + path
		arg.Kind = r.Kind
	}
	return known(arg, r.Kind)
}

func (in *inliner) result(r Ref) Ref {
	if in.captured(r) {
		return r
	}
	i := in.callee.Params + r.N
	if i < len(in.call.Args) && in.call.Args[i].Known() {
		return known(in.call.Args[i], r.Kind)
	}
	// Nobody holds the result: it is still one object of this call.
	return Ref{Kind: r.Kind, Scope: ScopeCall, Func: in.callee.Name, Name: r.Name + in.suffix}
}

// known gives the object the kind that the callee knows where the caller knows none.
func known(r Ref, kind ObjKind) Ref {
	if r.Kind == Object || r.Kind == Item {
		r.Kind = kind
	}
	return r
}

// ways: what the callee surely does before it returns lies before the same ways out as the call; anything else perhaps.
func (in *inliner) ways(s *Site) []Way {
	out := slices.Clip(in.call.Ways)
	if !in.surelyBeforeReturn(s) {
		out = in.unsureWays()
	}
	if s.On.Scope == ScopeResult && !in.captured(s.On) && len(in.call.Fails) > 0 {
		out = slices.DeleteFunc(slices.Clone(out), func(w Way) bool { return slices.Contains(in.call.Fails, w.ID) })
	}
	return out
}

func (in *inliner) unsureWays() []Way {
	if in.unsure == nil {
		in.unsure = slices.Clone(in.call.Ways)
		for i := range in.unsure {
			if in.unsure[i].Sure == Yes {
				in.unsure[i].Sure = Unknown
			}
		}
	}
	return in.unsure
}

func (in *inliner) surelyBeforeReturn(s *Site) bool {
	next := 0 // both lists stand in one order as a rule
	for _, w := range in.callee.Ways {
		if w.Kind != Return {
			continue
		}
		for next < len(s.Ways) && s.Ways[next].ID != w.ID {
			next++
		}
		if next == len(s.Ways) {
			next = 0
		}
		if !coveredBy(s.Ways[next:], w.ID) && !coveredBy(s.Ways, w.ID) {
			return false
		}
	}
	return true
}

func coveredBy(ways []Way, id int) bool {
	for _, w := range ways {
		if w.ID == id && w.Sure == Yes {
			return true
		}
	}
	return false
}

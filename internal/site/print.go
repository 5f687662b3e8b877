package site

import (
	"fmt"
	"strconv"
	"strings"
)

// String returns the text form: a header line, then one indented line a site. CONVENTIONS.md describes it.
func (f Func) String() string {
	var b strings.Builder
	b.WriteString(f.header())
	b.WriteByte('\n')
	for _, s := range f.Sites {
		b.WriteString("  ")
		b.WriteString(printer{fn: f.Name}.site(s))
		b.WriteByte('\n')
	}
	return b.String()
}

func (f Func) header() string {
	w := words{"func " + f.Name}
	w.add(f.Colour == Async, "async")
	w.add(f.Public, "public")
	w.add(f.Main, "main")
	w.add(f.Command, "command")
	w.add(f.OneGo, "onego")
	w.tri(f.Takes, "takes", "takesnot")
	w.add(f.Keeps == Yes, "keeps")
	w.add(f.Entry != RunsUnknown, f.Entry.String())
	w.add(f.Params > 0, "params="+strconv.Itoa(f.Params))
	w.add(f.Owner != "", "owner="+f.Owner)
	var ways []string
	for _, v := range f.Ways {
		ways = append(ways, strconv.Itoa(v.ID)+string("ren"[v.Kind]))
	}
	w.add(len(ways) > 0, "ways="+strings.Join(ways, ","))
	w.place(f.Span)
	return w.String()
}

// String returns the site in its text form, as a line of the function it names its objects by.
func (s Site) String() string { return printer{}.site(s) }

// A printer knows the function around, whose name is left out of refs.
type printer struct{ fn string }

func (p printer) site(s Site) string {
	w := words{s.Do.String()}
	w.add(s.API != "", s.API)
	w.add(!s.On.IsZero(), "on="+p.ref(s.On))
	w.add(len(s.Args) > 0, "args="+p.refs(s.Args))
	w.add(!s.Hears.IsZero(), "hears="+p.ref(s.Hears))
	w.add(s.For != "", "for="+s.For)
	w.add(s.Cap != Amount{}, "cap="+amount(s.Cap))
	w.add(s.Time != Amount{Rand: s.Time.Rand}, "time="+amount(s.Time))
	w.tri(s.Time.Rand, "rand", "norand")
	w.add(len(s.At) > 0, "at="+p.frames(s.At))
	w.tri(s.Must, "must", "maybe")
	w.tri(s.First, "first", "notfirst")
	w.add(len(s.Ways) > 0, "ways="+ways(s.Ways))
	w.add(len(s.Fails) > 0, "fails="+numbers(s.Fails))
	w.add(s.Seq > 0, "seq="+strconv.Itoa(s.Seq))
	w.add(s.Guess, "guess")
	w.add(s.Late, "late")
	var via []string
	for _, v := range s.Via {
		via = append(via, v.String())
	}
	w.add(len(via) > 0, "via="+strings.Join(via, ","))
	w.place(s.Span)
	if s.Body != nil {
		w = append(w, p.body(*s.Body))
	}
	return w.String()
}

// String returns the function called, with a star where it is a coroutine.
func (v Step) String() string {
	if v.Colour == Async {
		return v.Func + "*"
	}
	return v.Func
}

func (p printer) body(f Func) string {
	parts := []string{}
	if h := f.header(); h != "func " {
		parts = append(parts, h)
	}
	inner := printer{fn: f.Name}
	for _, s := range f.Sites {
		parts = append(parts, inner.site(s))
	}
	return "{ " + strings.Join(parts, "; ") + " }"
}

func (p printer) ref(r Ref) string {
	kind := r.Kind.String() + ":"
	name := ""
	if r.Name != "" {
		name = "/" + r.Name
	}
	switch r.Scope {
	case ScopeParam, ScopeResult:
		return kind + r.Scope.String() + strconv.Itoa(r.N) + name
	case ScopeInstance:
		return kind + "instance:" + r.Func + name
	case ScopeCall, ScopeRequest:
		if r.Func != p.fn && r.Func != "" {
			return kind + r.Scope.String() + ":" + r.Func + name
		}
	}
	return kind + r.Scope.String() + name
}

func (p printer) refs(rs []Ref) string {
	var parts []string
	for _, r := range rs {
		if r.IsZero() {
			parts = append(parts, "-")
			continue
		}
		parts = append(parts, p.ref(r))
	}
	return strings.Join(parts, ",")
}

func (p printer) frames(at []Frame) string {
	var parts []string
	for _, f := range at {
		text := f.Kind.String() + "#" + strconv.Itoa(f.ID)
		in := words{}
		in.add(!f.On.IsZero(), p.ref(f.On))
		in.add(f.Times != Amount{}, frameAmount(f.Times))
		in.tri(f.Retry, "retry", "noretry")
		in.add(f.Once == Yes, "once")
		if len(in) > 0 {
			text += "(" + in.String() + ")"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ",")
}

// frameAmount writes data(urls) as "data urls": inside a frame the parentheses are taken.
func frameAmount(a Amount) string {
	if a.Kind == Const {
		return amount(a)
	}
	return strings.TrimSpace(a.Kind.String() + " " + quoteFrom(a.From))
}

func amount(a Amount) string {
	switch {
	case a.Kind == Const && a.From == "":
		return strconv.FormatInt(a.N, 10)
	case a.Kind == Const:
		return fmt.Sprintf("const(%d %s)", a.N, quoteFrom(a.From))
	case a.From != "":
		return a.Kind.String() + "(" + quoteFrom(a.From) + ")"
	}
	return a.Kind.String()
}

// quoteFrom quotes a text that would not read back as one word.
func quoteFrom(s string) string {
	if strings.ContainsAny(s, " ,;(){}\"\n\t@=") {
		return strconv.Quote(s)
	}
	return s
}

func numbers(ns []int) string {
	var parts []string
	for _, n := range ns {
		parts = append(parts, strconv.Itoa(n))
	}
	return strings.Join(parts, ",")
}

func ways(ws []Way) string {
	var parts []string
	for _, v := range ws {
		parts = append(parts, strconv.Itoa(v.ID)+map[bool]string{true: "n"}[v.Kind == Next]+map[Tri]string{Yes: "", Unknown: "?", No: "!"}[v.Sure])
	}
	return strings.Join(parts, ",")
}

// words collects the parts of a line.
type words []string

func (w *words) add(when bool, word string) {
	if when {
		*w = append(*w, word)
	}
}

func (w *words) tri(t Tri, yes, no string) {
	w.add(t == Yes, yes)
	w.add(t == No, no)
}

func (w *words) place(s Span) {
	w.add(s.Line > 0, fmt.Sprintf("@%d:%d", s.Line, s.Col))
}

func (w words) String() string { return strings.Join(w, " ") }

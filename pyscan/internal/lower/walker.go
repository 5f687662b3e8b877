package lower

import (
	"strconv"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// A walker lowers one function, or the body of a literal inside it.
type walker struct {
	*typer
	flow
	file  *index.File
	fn    *index.Function // nil for a module body
	name  string          // of the site.Func: the names of its objects
	async bool
	plan  plan
	env   env
	runs  versions // of the code being walked
	asked string   // the variable whose random part is being looked for

	entries  []entry
	at       []int // frames around the walk
	frames   *[]site.Frame
	branches []branch
	objects  *int // how many objects without a name there are
	defs     map[*index.Binding]int
	renamed  map[site.Ref]site.Ref // objects that turned out to be in a list
	told     map[site.Ref]bool     // mixed objects that were given up
	depth    int
	hooks    *[]hook
	left     map[site.Ref]bool  // objects that are ended here
	endsOf   map[site.Ref][]int // object -> nodes that end it or hand it on
	born     map[site.Ref][]int // object -> entries that bring it to life
	exits    map[int][]int      // way out -> its nodes
	// firstYield is how many entries there were at the first yield.
	firstYield int
	cleanup    int // how many finally blocks the walk is in
	yields     int
}

// An entry is a site that is being made.
type entry struct {
	site.Site
	node   int
	frames []int
	// results is where the results begin among the arguments of a Call.
	results int
	yielded bool  // handed out for a while: an object that is ended later comes back
	gone    bool  // taken into a body, or a coroutine that never runs
	taker   *call // the call that took it into a body
	fillsIn bool  // opened where its variable has nothing yet: it lives on into the next run of a loop
	lazy    bool  // a coroutine that somebody has to await
}

// A branch is a condition around the walk; a loop hides those outside of it.
type branch struct {
	cond    syntax.Node
	barrier bool
	choice  bool // one of several functions: nobody knows which
}

// A hook says that a function given to a registrar runs in some way.
type hook struct {
	fn   string
	runs site.Runs
}

// span is the place of a node.
func (w *walker) span(n syntax.Node) site.Span { return spanOf(w.file, n) }

func spanOf(f *index.File, n syntax.Node) site.Span {
	return finding.Span{File: f.Path, Start: n.Start(), End: n.End(), Line: n.Line(), Col: n.Col()}
}

// emit adds a site where the walk stands and returns its number. Nothing is
// added where the walk cannot get.
func (w *walker) emit(s site.Site, n syntax.Node) int {
	if !w.alive() {
		return -1
	}
	s.Span = w.span(n)
	s.Must = w.must(s)
	w.entries = append(w.entries, entry{Site: s, node: w.step(), frames: append([]int(nil), w.at...), fillsIn: w.fillsIn(&s)})
	return len(w.entries) - 1
}

// must says whether a branch stands between the walk and its innermost loop. A
// condition on the object itself, or on its size, says nothing.
func (w *walker) must(s site.Site) site.Tri {
	must := site.Yes
	for i := len(w.branches) - 1; i >= 0 && !w.branches[i].barrier; i-- {
		if b := w.branches[i]; !b.choice && !asksAbout(b.cond, s) {
			return site.No
		}
		must = site.Unknown
	}
	return must
}

// fillsIn reports whether a condition around the walk, in the same run of the loop, asks about the variable of what is
// opened: the variable is older than the run, and the object lives on into the next one.
func (w *walker) fillsIn(s *site.Site) bool {
	if s.Do != site.Open || !s.On.Known() {
		return false
	}
	for i := len(w.branches) - 1; i >= 0 && !w.branches[i].barrier; i-- {
		if b := w.branches[i]; !b.choice && !b.cond.IsNull() && hasWord(b.cond.Text(), s.On.Short()) {
			return true
		}
	}
	return false
}

func asksAbout(cond syntax.Node, s site.Site) bool {
	if cond.IsNull() {
		return false
	}
	text := cond.Text()
	return s.On.Known() && hasWord(text, s.On.Short()) || s.Cap.From != "" && hasWord(text, s.Cap.From)
}

// hasWord reports whether the last part of a dotted name stands in text.
func hasWord(text, name string) bool {
	name = name[strings.LastIndexByte(name, '.')+1:]
	for from := 0; name != ""; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return false
		}
		i += from
		if !wordByte(text, i-1) && !wordByte(text, i+len(name)) {
			return true
		}
		from = i + len(name)
	}
	return false
}

func wordByte(s string, i int) bool {
	if i < 0 || i >= len(s) {
		return false
	}
	c := s[i]
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// inBranch walks something that happens only if a condition holds.
func (w *walker) inBranch(cond syntax.Node, walk func()) {
	w.branches = append(w.branches, branch{cond: cond})
	walk()
	w.branches = w.branches[:len(w.branches)-1]
}

// inChoice walks one of several functions that may be behind a call: it is no branch that decides, but what the receiver
// is.
func (w *walker) inChoice(walk func()) {
	w.branches = append(w.branches, branch{choice: true})
	walk()
	w.branches = w.branches[:len(w.branches)-1]
}

// inFrame walks something inside a frame and returns the frame's number.
func (w *walker) inFrame(f site.Frame, walk func()) int {
	id := w.pushFrame(f)
	walk()
	w.at = w.at[:len(w.at)-1]
	return id
}

func (w *walker) pushFrame(f site.Frame) int {
	f.ID = len(*w.frames) + 1
	*w.frames = append(*w.frames, f)
	w.at = append(w.at, f.ID)
	return f.ID
}

func (w *walker) frame(id int) *site.Frame { return &(*w.frames)[id-1] }

// fresh names an object that the source does not name.
func (w *walker) fresh() site.Ref {
	*w.objects++
	return site.Ref{Scope: site.ScopeCall, Func: w.name, Name: strconv.Itoa(*w.objects)}
}

// target is the Ref that an object gets by being assigned to a variable now.
func (w *walker) target(b *index.Binding) site.Ref {
	switch b.Scope.Kind {
	case index.ModuleScope:
		return site.Ref{Scope: site.ScopeProcess, Name: b.Scope.File.Module + "." + b.Name}
	case index.ClassScope:
		return site.Ref{Scope: site.ScopeInstance, Func: b.Scope.Class.Path, Name: b.Name}
	}
	if w.fn != nil && outside(b.Scope, w.fn) && b.Scope.Kind != index.ComprehensionScope {
		return site.Ref{Name: b.Name} // nonlocal: the function around has it
	}
	if r, ok := w.plan.stored[b]; ok {
		return r
	}
	name := b.Name
	if n := w.defs[b]; n > 0 {
		name += "#" + strconv.Itoa(n+1)
	}
	if result, ok := w.plan.returned[b]; ok {
		return site.Ref{Scope: site.ScopeResult, N: result, Name: name}
	}
	return site.Ref{Scope: site.ScopeCall, Func: w.name, Name: name}
}

// literal walks the body of a function literal that runs elsewhere: its sites
// name captured objects as this function does.
func (w *walker) literal(walk func(in *walker)) *site.Func {
	in := *w
	in.flow = newFlow()
	in.entries, in.at, in.branches = nil, nil, nil
	in.env = w.env.clone()
	walk(&in)
	return &site.Func{Sites: in.finish()}
}

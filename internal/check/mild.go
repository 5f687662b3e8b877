package check

import (
	"slices"
	"strings"
	"unicode"

	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// mild says why a fan-out that nothing limits is worth a note only, "" where it is a finding: its count follows what
// somebody set up and not the data, it happens at the beginning or the end of a life, or its runs hardly meet. Only a
// fan-out of known work comes here.
func (q query) mild(alive []site.Frame) string {
	switch {
	case q.fewItems(alive):
		return "the program decides how many there are, not its data"
	case q.atStartOrEnd(q.f, map[string]bool{}), q.atStart(q.f, map[string]bool{}):
		return "it happens as something begins or ends"
	case q.models.Called(q.lang, "loads a batch", lastPart(q.f.Name)):
		return "a loader hands it one batch of what is asked for"
	case q.oneATurn():
		return "each turn of the loop waits before or after it starts one"
	case q.sharesPool(), q.entersLimiter():
		return "some of what a run does takes a permit that all share"
	case q.onlyJoins():
		return "each run waits for what runs already"
	case q.waitsForThread():
		return "its work waits for a thread of an executor"
	case q.handsToWorkers():
		return "it hands its work to workers"
	case q.endsItem():
		return "it ends what runs already"
	case q.forwardsItem():
		return "it passes on what another one sends"
	}
	return ""
}

// fewItems reports whether the loops run over what somebody set up, not over data. It may still grow, which is worth a note.
func (q query) fewItems(alive []site.Frame) bool {
	few := false
	for i, f := range alive {
		if !f.Times.Grows() || f.Times.Kind == site.Endless && q.bySignal(f.ID) {
			continue
		}
		if f.Times.Kind == site.Endless || !q.setUp(&f) && !replaces(alive[:i], &f) {
			return false
		}
		few = true
	}
	return few
}

// setUp reports whether a loop runs over parts of a program that are named as such, over functions, as often as a
// parameter for the number of workers says, over a part of data that every caller cuts, or over what an object keeps
// when nothing is known to cost much.
func (q query) setUp(f *site.Frame) bool {
	from := f.Times.From
	kept := (f.On.Scope == site.ScopeInstance || strings.HasPrefix(from, "self.")) && !q.joinsOthers()
	return q.namedSetUp(from) || writtenByHand(from) || q.models.Named(q.lang, "components", itemsOf(q.producer(f.On))) || q.models.Named(q.lang, "workers", from) ||
		kept && !reachesOut(q.s.Body) || q.callsItem(f) || q.cutByCallers(f) || q.lang == "go" && (q.eachNamedSetUp() || q.startsComponent() || q.callsParameter(f))
}

// writtenByHand reports whether what a loop runs over are the parts of one text between commas, as people write a short list
// in an option, a header or a variable of the environment. Lines, or words, may be as many as a file has.
func writtenByHand(from string) bool {
	return strings.HasSuffix(from, `.split(",")`) || strings.HasSuffix(from, `.split(", ")`) || strings.HasSuffix(from, ".split(',')") ||
		strings.HasPrefix(from, "strings.Split(") && strings.HasSuffix(from, `, ",")`)
}

// joinsOthers reports whether what is started goes into a group of the caller: more goes into it with each call.
func (q query) joinsOthers() bool {
	return q.lang == "go" && slices.ContainsFunc(q.s.Args, func(r site.Ref) bool {
		return r.Kind == site.Group && r.Scope == site.ScopeParam
	})
}

// eachNamedSetUp reports whether what each run is handed is named for a part of a program: `for node, cmds := range byOwner`.
func (q query) eachNamedSetUp() bool {
	return slices.ContainsFunc(q.s.Args, func(r site.Ref) bool {
		return r.Kind == site.Item && q.models.Named(q.lang, "components", itemsOf(r.Name))
	})
}

// callsParameter reports whether what runs, and how often, is what the caller says: a helper that runs a function so many times
// at once.
func (q query) callsParameter(f *site.Frame) bool {
	if f.Times.From == "" || strings.ContainsAny(f.Times.From, ".()[") || f.On.Scope != site.ScopeParam || f.On.Name != f.Times.From {
		return false
	}
	if slices.ContainsFunc(q.s.Args, func(r site.Ref) bool { return r.Kind == site.Item }) {
		return false // once per element is the helper's own doing
	}
	given := func(s site.Site) bool { return s.Do == site.Call && s.Guess && !strings.Contains(s.API, ".") }
	return q.lastsOnlyBy(func(s *site.Site) (counts, passes bool) {
		callee := q.Func(s.API)
		return given(*s) || s.Do == site.Call && callee != nil && slices.ContainsFunc(callee.Sites, given), false
	})
}

// startsComponent reports whether each run is started by a function that is named for it: `startInformer`.
func (q query) startsComponent() bool {
	if len(q.s.Via) == 0 {
		return false
	}
	name := lastPart(q.s.Via[0].Func)
	return q.models.Named(q.lang, "begins or ends", name) && q.models.Named(q.lang, "components", name)
}

// namedSetUp reports whether a name says that it holds parts of a program, addresses that it is configured with, or what
// there is a handful of.
func (q query) namedSetUp(name string) bool {
	phrase := strings.Join(nameOf(name), "_")
	return q.models.Named(q.lang, "components", itemsOf(name)) || q.models.Called(q.lang, "addresses", phrase) || q.models.Called(q.lang, "handful", phrase)
}

// producer is the function of ours whose result a variable holds, "" where none is known.
func (q query) producer(of site.Ref) string {
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if callee := q.Func(s.API); callee != nil && len(s.Args) > callee.Params && s.Args[callee.Params].Same(of) {
			return shortFunc(s.API)
		}
	}
	return ""
}

// callsItem reports whether what a run or its loop does is to call the item itself: a list of functions is written, not
// received.
func (q query) callsItem(f *site.Frame) bool {
	items := strings.ToLower(itemsOf(f.Times.From))
	calls := func(s site.Site) bool { return s.Do == site.Call && s.On.Kind == site.Item && inFrame(s.At, f.ID) }
	return slices.ContainsFunc(q.f.Sites, calls) || slices.ContainsFunc(q.s.Body.Sites, func(s site.Site) bool {
		bare := s.Guess && s.API != "" && !strings.Contains(s.API, ".")
		return bare && (s.On.Kind == site.Item || strings.HasPrefix(items, strings.ToLower(itemsOf(s.API))))
	})
}

// cutByCallers reports whether the loop runs over what is named for a part of some data, and a caller hands over one part
// after the other.
func (q query) cutByCallers(f *site.Frame) bool {
	return q.models.Named(q.lang, "parts", f.Times.From) && q.repeated(q.f, 1)
}

// repeated reports whether a function is called in a loop, or by one that is: what is left over may be handed in behind it.
func (q query) repeated(f *site.Func, deeper int) bool {
	return slices.ContainsFunc(q.Callers(f.Name), func(c proof.Caller) bool {
		return c.Site.Do == site.Call && (site.InnermostLoop(c.Site.At) != nil || deeper > 0 && q.repeated(c.Func, deeper-1))
	})
}

// replaces reports whether the loop starts one run for each that has ended: it goes through finished work inside a loop that
// waits for some of it.
func replaces(around []site.Frame, f *site.Frame) bool {
	return f.On.Kind == site.Task && slices.ContainsFunc(around, func(o site.Frame) bool { return o.Kind == site.Loop })
}

// atStartOrEnd reports whether the function is named for the beginning or the end of something's life and is not asked for by
// each call or item: `close`, `on_startup`; `drain_queues` where such a function alone calls it. What a store's schema needs
// is as much as the program declares, whoever asks for it.
func (q query) atStartOrEnd(f *site.Func, seen map[string]bool) bool {
	name := lastPart(f.Name)
	if q.models.Named(q.lang, "schema", name) && q.models.NamedOnly(q.lang, name, "schema", "fillers") {
		return true
	}
	if seen[f.Name] || q.Runs(f) >= site.PerCall || !q.models.Named(q.lang, "begins or ends", name) {
		return false
	}
	if q.models.NamedOnly(q.lang, name, "begins or ends", "fillers") {
		return true
	}
	seen[f.Name] = true
	callers := q.callersOf(f)
	for _, c := range callers {
		if !q.atStartOrEnd(c.Func, seen) {
			return false
		}
	}
	return len(callers) > 0
}

// oneATurn reports whether a loop that waits for something in each turn starts but one short thing meanwhile: what the
// loop waits for is a helper that starts it on the way, a block that has ended starts it, or the loop waits for a task
// after the helper.
func (q query) oneATurn() bool {
	if q.lang == "go" || q.own() || q.ownGroup() {
		return false
	}
	loop := site.InnermostLoop(q.s.At[:q.ownFrames()])
	if loop == nil {
		return false
	}
	if slices.ContainsFunc(q.s.Via, func(v site.Step) bool { return strings.HasSuffix(v.Func, site.Exits) }) {
		return true
	}
	for i := range q.f.Sites {
		s := &q.f.Sites[i]
		if !inFrame(s.At, loop.ID) || s.Do != site.Wait && s.Do != site.Block && s.Do != site.Use {
			continue
		}
		after := s.Seq > q.s.Seq && len(s.Via) == 0 && s.Do == site.Wait && s.On.Kind == site.Task
		inHelper := s.Seq < q.s.Seq && s.Span == q.s.Span && s.Must == site.Yes && len(s.Via) > 0 && s.Via[0].Func == q.s.Via[0].Func && remoteOrWaits(s)
		if after || inHelper {
			return true
		}
	}
	return false
}

func remoteOrWaits(s *site.Site) bool { return s.Do == site.Wait || remote(s) }

// poolDepth is how many calls lie between a run and the permit of a pool that it goes through: one that is nearer is the
// fan-out's own, and what is wrong with it is shown.
const poolDepth = 2

// sharesPool reports whether what a run calls takes or gives back a permit that another object keeps, on some way: a pool of
// connections lets go on who has one already.
func (q query) sharesPool() bool {
	return q.lang != "go" && slices.ContainsFunc(q.s.Body.Sites, func(s site.Site) bool {
		return (s.Do == site.Enter || s.Do == site.Leave) && s.On.Kind == site.Limiter && s.On.Scope == site.ScopeInstance && s.On.Func != q.f.Owner && len(s.Via) >= poolDepth
	})
}

// entersLimiter reports whether a run enters what a function makes of which only the name is known: a semaphore, a limiter.
func (q query) entersLimiter() bool {
	return slices.ContainsFunc(q.s.Body.Sites, func(s site.Site) bool {
		return s.Do == site.Enter && s.Guess && q.models.Named(q.lang, "limiters", lastPart(s.API))
	})
}

// onlyJoins reports whether a run waits for work that is there already, and does nothing else that is known to last.
func (q query) onlyJoins() bool {
	return q.lang != "go" && q.lastsOnlyBy(func(s *site.Site) (counts, passes bool) {
		joins := s.Do == site.Wait && s.On.Kind == site.Task && !s.Guess
		return joins, s.Do == site.Spawn && q.takesRunning(s)
	})
}

// waitsForThread reports whether a run does nothing but hand work to an executor: that has a number of workers, and the rest
// waits for one of them. What comes from outside piles up there.
func (q query) waitsForThread() bool {
	return !q.takesFromOutside() && q.lastsOnlyBy(func(s *site.Site) (counts, passes bool) {
		return s.Do == site.Offload && q.toExecutor(s), false
	})
}

// handsToWorkers reports whether a goroutine does nothing but send its work to goroutines that draw from a channel which outlives it,
// and wait for the answer: that many work at once.
func (q query) handsToWorkers() bool {
	return q.lang == "go" && q.lastsOnlyBy(func(s *site.Site) (counts, passes bool) {
		if s.Do == site.Tell && s.On.Kind == site.Channel && s.On.Scope.Outlives() {
			return q.drawnFrom(s.On), false
		}
		own := slices.ContainsFunc(q.s.Body.Sites, func(o site.Site) bool { return o.Do == site.Open && o.On.Same(s.On) })
		return false, own && (s.On.Kind == site.Group || s.On.Kind == site.Channel)
	})
}

// endsItem reports whether each goroutine ends the item, or a method that is named for that has started it.
func (q query) endsItem() bool {
	if q.lang != "go" {
		return false
	}
	if len(q.s.Via) > 0 && q.models.NamedOnly(q.lang, lastPart(q.s.Via[0].Func), "ends") {
		return true
	}
	return slices.ContainsFunc(q.s.Body.Sites, func(s site.Site) bool {
		return s.Do == site.Call && s.Must == site.Yes && q.models.NamedOnly(q.lang, lastPart(s.API), "ends") && (len(s.Args) == 0 || q.isItem(s.Args[0]))
	})
}

// forwardsItem reports whether a goroutine does nothing but receive from the item and send on what it gets: there are as many
// as there are senders.
func (q query) forwardsItem() bool {
	return q.lang == "go" && q.lastsOnlyBy(func(s *site.Site) (counts, passes bool) {
		return s.Do == site.Wait && s.Times().Kind == site.Endless && q.isItem(s.On), s.Do == site.Tell
	})
}

// isItem reports whether an object is what each run is handed of the loop.
func (q query) isItem(r site.Ref) bool {
	return slices.ContainsFunc(q.s.Args, func(a site.Ref) bool {
		return a.Kind == site.Item && (a.Same(r) || a.Scope == r.Scope && a.Func == r.Func && a.Name == r.Name)
	})
}

// drawnFrom reports whether some function receives from the channel again and again.
func (q query) drawnFrom(ch site.Ref) bool {
	return slices.ContainsFunc(q.On(ch), func(p proof.Place) bool {
		return p.Site.Do == site.Wait && p.Site.Times().Kind == site.Endless
	})
}

// lastsOnlyBy reports whether a run does what counts, and besides that and what passes nothing that is known to last.
func (q query) lastsOnlyBy(what func(*site.Site) (counts, passes bool)) bool {
	some := false
	for i := range q.s.Body.Sites {
		s := &q.s.Body.Sites[i]
		counts, passes := what(s)
		switch {
		case counts:
			some = true
		case passes:
		case s.Do == site.Wait, s.Do == site.Spawn, s.Do == site.Block, s.Do == site.Open, s.Do == site.Offload, s.Do == site.Gap, s.Do == site.Enter, s.For != "":
			return false
		case s.Do == site.Call && q.Func(s.API) == nil:
			return false
		}
	}
	return some
}

// toExecutor reports whether what runs elsewhere does so in the threads of an executor.
func (q query) toExecutor(s *site.Site) bool {
	row := q.model(s.API)
	return row != nil && row.Object == "executor" && row.Colour == "thread"
}

// takesRunning reports whether a collector takes what is given to it as it is: work that runs.
func (q query) takesRunning(s *site.Site) bool {
	row := q.model(s.API)
	return row != nil && row.Body != nil && row.Body.Each
}

// itemsOf is the word for what an iterable holds: the last one of its name that says what, not which of it or in what.
// `server_urls` holds URLs; `server_names`, `servers_with_url`, `self.servers.values()`, `list(servers)`,
// `enabled_servers(user)` and `settings.get("servers")` hold servers.
func itemsOf(iterable string) string {
	words := nameOf(iterable)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// nameOf are the words of an iterable's name, up to the one that says what it holds.
func nameOf(iterable string) []string {
	text := iterable
	for strings.HasSuffix(text, ")") {
		called, args := splitCall(text)
		name := lastPart(called)
		switch {
		case name == "get" && strings.IndexAny(args, `"'`) == 0:
			text, _, _ = strings.Cut(args[1:], args[:1])
		case slices.Contains(views, name):
			text = called[:max(0, len(called)-len(name)-1)]
		case name == "get" && len(called) > len(name)+1:
			text = called[:len(called)-len(name)-1]
		case slices.Contains(copies, name):
			text = args
		default:
			text = called
		}
	}
	text = strings.TrimRight(text, "]}")
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	if i := slices.IndexFunc(words, func(w string) bool { return slices.Contains(relations, w) }); i > 0 {
		words = words[:i]
	}
	for len(words) > 1 && slices.Contains(labels, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return words
}

var (
	views     = []string{"values", "keys", "items", "copy", "all"}
	copies    = []string{"len", "list", "tuple", "set", "frozenset", "sorted", "reversed", "enumerate", "iter", "dict", "zip", "filter", "chain", "partition"}
	relations = []string{"for", "by", "from", "with", "in", "to"}
	labels    = []string{"list", "names", "configs", "specs", "addrs", "addresses"}
)

// splitCall cuts `f(args)` in two, at the bracket that the last one closes.
func splitCall(text string) (called, args string) {
	depth := 0
	for i := len(text) - 1; i >= 0; i-- {
		switch text[i] {
		case ')':
			depth++
		case '(':
			if depth--; depth == 0 {
				return text[:i], text[i+1 : len(text)-1]
			}
		}
	}
	return strings.TrimSuffix(text, ")"), ""
}

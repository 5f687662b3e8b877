package lower

import (
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// A flow is the control flow of the function that is being walked: where the
// walk stands, where an exception would go, and what runs on the way out.
type flow struct {
	g     site.Graph
	cur   int // the node after which the walk goes on; dead: -1
	exc   int // where an exception goes
	error int // the way out by an exception

	guards []*guard
	loops  []*loopFlow
	// handlers are the except arms around the walk.
	handlers []handler
	raised   map[int]int    // node -> where its exception goes
	caught   map[int]bool   // nodes that some exception reaches
	guarding map[int]int    // entries of guards: how many guards are being closed around them
	closing  int            // how many guards the walk is closing
	usual    map[int]bool   // nodes reached by an exception that is no failure: a pause that ran out
	past     map[[2]int]int // edge into a guard, no exception under way -> where it goes on behind the guard
	unheld   map[[2]int]int // edge -> index into nulls: the object named there is None on it
	nulls    []string
	nexts    map[int]int // frame of a loop -> the node that ends a run
	ways     int
}

const dead = -1

// A handler is an except arm: what it catches, and how many loops are around it.
type handler struct {
	node  syntax.Node
	names []string
	loops int
	ended cancellation // that ends in this arm, if one does
	other bool         // it changes what the next attempt sends
}

// A guard is code that runs on every way out of a block: finally, the exit of a
// with. Its paths are kept together: what comes after is reached from its end.
type guard struct {
	entry, outer int
	jumps        []jump
}

// A jump is a return, break or continue that passes through guards.
type jump struct{ from, target, depth int }

// A loopFlow is one loop around the walk.
type loopFlow struct {
	frame int // its frame
	next  int // the node that ends one run
	after int // where break goes
	depth int // guards outside
	tries []tryFlow
	// refused is where arms begin that run when the other side answered that it cannot.
	refused []int
	exits   []env // environments at break
	left    bool  // by a break
	item    string
	// counter is the loop's variable where it runs over numbers; paced: the variable says how long to sleep.
	counter string
	paced   bool
}

// A tryFlow is a try statement in a loop, for telling retries. Item: it tries
// the loop's element, so the next run is about something else.
type tryFlow struct {
	node            syntax.Node
	start, dispatch int
	item            bool
}

func newFlow() flow {
	f := flow{raised: map[int]int{}, caught: map[int]bool{}, guarding: map[int]int{}, usual: map[int]bool{}, past: map[[2]int]int{}, unheld: map[[2]int]int{}, nexts: map[int]int{}}
	f.cur = f.g.Node()
	f.error = f.g.Node()
	f.exc = f.error
	f.g.Exit[f.error] = site.Way{ID: f.way(), Kind: site.Error}
	return f
}

func (f *flow) way() int {
	f.ways++
	return f.ways
}

func (f *flow) alive() bool { return f.cur != dead }

// node adds a node that nothing leads to yet.
func (f *flow) node() int { return f.g.NodeIn(f.closing) }

// step adds a node after the current one and stands on it.
func (f *flow) step() int {
	n := f.node()
	if f.alive() {
		f.g.Edge(f.cur, n)
		f.cur = n
	}
	return n
}

// raises says that what comes here may raise.
func (f *flow) raises() {
	if !f.alive() {
		return
	}
	f.throw(f.step(), f.exc)
}

// throw leads an exception from a node to where exceptions go.
func (f *flow) throw(from, to int) {
	n := f.node() // its own: from may lead there without an exception too
	f.g.Edge(from, n)
	f.g.Edge(n, to)
	f.raised[n] = to
	f.caught[to] = true
	if inside, ok := f.guarding[to]; ok {
		f.g.Turn(n, to, site.Thrown, inside)
	}
}

// raise leaves by an exception.
func (f *flow) raise() {
	if f.alive() {
		f.throw(f.step(), f.exc)
		f.cur = dead
	}
}

// exit adds a way out back to the caller.
func (f *flow) exit() int {
	n := f.g.Node()
	f.g.Exit[n] = site.Way{ID: f.way(), Kind: site.Return}
	return n
}

// leave jumps to a node outside of all guards above depth.
func (f *flow) leave(target, depth int) {
	if !f.alive() {
		return
	}
	if n := len(f.guards); n > depth {
		g := f.guards[n-1]
		f.g.Edge(f.cur, g.entry)
		g.jumps = append(g.jumps, jump{f.cur, target, depth})
	} else {
		f.g.Edge(f.cur, target)
	}
	f.cur = dead
}

// openGuard begins a block with code that runs on every way out of it.
func (f *flow) openGuard() *guard {
	g := &guard{entry: f.node(), outer: f.exc}
	f.guards = append(f.guards, g)
	f.guarding[g.entry] = f.closing
	f.exc = g.entry
	return g
}

// closeGuard ends the block; run walks the code that runs on the way out.
func (f *flow) closeGuard(g *guard, run func()) {
	normal, last := f.alive(), dead
	if normal {
		last = f.step() // the one before may have an edge there already, for what it raises
		f.g.Edge(last, g.entry)
	}
	f.guards = f.guards[:len(f.guards)-1]
	f.exc = g.outer
	f.cur = g.entry
	f.closing++
	run()
	f.closing--
	end := f.cur
	if end == dead {
		return
	}
	if f.caught[g.entry] {
		f.throw(f.after(end, site.Rethrown), f.exc)
	}
	for _, j := range g.jumps {
		f.cur = f.after(end, site.Resumed)
		f.past[[2]int{j.from, g.entry}] = f.cur
		f.leave(j.target, j.depth)
	}
	f.cur = dead
	if normal {
		f.cur = f.after(end, site.Resumed)
		f.past[[2]int{last, g.entry}] = f.cur
	}
}

// after is a node behind the end of a guard, which is reached with or without an exception under way.
func (f *flow) after(end int, turn site.Turn) int {
	n := f.node()
	f.g.Edge(end, n)
	f.g.Turn(end, n, turn, f.closing)
	return n
}

// join goes on from several ends that are alive; dead where none is.
func (f *flow) join(ends ...int) {
	f.cur = dead
	for _, e := range ends {
		if e == dead {
			continue
		}
		if f.cur == dead {
			f.cur = f.node()
		}
		f.g.Edge(e, f.cur)
	}
}

// reaches reports whether node to can be reached from a node, and whether it
// can be without an exception and without some other nodes.
func (f *flow) reaches(from, to int, exceptions bool, without ...int) bool {
	seen := map[int]bool{from: true}
	for _, n := range without {
		seen[n] = true
	}
	todo := []int{from}
	for len(todo) > 0 {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if n == to {
			return true
		}
		for _, next := range f.g.Succ[n] {
			if target, raised := f.raised[n]; raised && target == next && !exceptions && !f.usual[target] {
				continue
			}
			if behind, ok := f.past[[2]int{n, next}]; ok && !exceptions {
				next = behind
			}
			if !seen[next] {
				seen[next] = true
				todo = append(todo, next)
			}
		}
	}
	return false
}

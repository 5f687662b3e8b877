package site

// A Graph is the control flow of one function, as far as ways out need it: nodes by number, edges to what may run
// next. Both lowerings build one and ask it for the Ways of their sites.
type Graph struct {
	Succ   [][]int        // by node
	Exit   []Way          // by node: the way out that the node is, Kind and ID; IDs of nodes that are no exit are 0
	turns  []map[int]turn // by node: those of its edges that have to do with a finally, by where they lead
	inside []int          // by node: how much code of a finally stands around it
}

// A Turn says what an edge has to do with code that runs on every way out of a block (finally): what comes in with an
// exception goes out with it, anything else goes on.
type Turn uint8

// Thrown: into such code, with an exception. Rethrown: out of it, with one. Resumed: out of it, without.
const (
	Thrown Turn = iota + 1
	Rethrown
	Resumed
)

// A turn is a Turn and the exception it is about: by the number of finally blocks around the code.
type turn struct {
	Turn
	exception uint8
}

// maxThrown is how many exceptions can be under way at once: one a finally block that stands in another one. Beyond it
// any path is possible.
const maxThrown = 3

// Turn marks an edge of code inside of so many other finally blocks.
func (g *Graph) Turn(from, to int, t Turn, inside int) {
	if inside >= maxThrown {
		return
	}
	if g.turns[from] == nil {
		g.turns[from] = map[int]turn{}
	}
	g.turns[from][to] = turn{t, 1 << inside}
}

// Node adds a node and returns its number.
func (g *Graph) Node() int { return g.NodeIn(0) }

// NodeIn adds a node inside of so many finally blocks: whoever stands there may have come with an exception or without.
func (g *Graph) NodeIn(finally int) int {
	g.Succ = append(g.Succ, nil)
	g.Exit = append(g.Exit, Way{})
	g.inside = append(g.inside, min(finally, maxThrown))
	g.turns = append(g.turns, nil)
	return len(g.Succ) - 1
}

// Edge says that to may run right after from.
func (g *Graph) Edge(from, to int) { g.Succ[from] = append(g.Succ[from], to) }

// Ways returns the ways out that can be reached after the node at, each with whether every path to it from the nodes
// born (right after them; 0, the entry, where born is empty) passes through at. Cut, which may be nil, reports edges
// that do not carry the object, such as `err != nil` right after its open. Branched says that at stands in a branch
// (Must is not Yes): a path that misses it may then be one that never has the object, so No becomes Unknown.
func (g *Graph) Ways(born []int, at int, branched bool, cut func(from, to int) bool) []Way {
	after := g.reach(g.Succ[at], -1, at, cut)
	starts := []int{0}
	if len(born) > 0 {
		starts = nil
		for _, b := range born {
			if b == at { // the birth itself: nothing misses it
				starts = nil
				break
			}
			starts = append(starts, g.Succ[b]...)
		}
	}
	missing := g.reach(starts, at, -1, cut)
	var ways []Way
	for n, w := range g.Exit {
		if w.ID == 0 || after[n] == 0 {
			continue
		}
		w.Sure = Yes
		switch {
		case missing[n] != 0 && branched:
			w.Sure = Unknown
		case missing[n] != 0:
			w.Sure = No
		}
		ways = append(ways, w)
	}
	return ways
}

// Alive marks the nodes that can be reached after the node at without passing through one that ends the life of what was
// born there.
func (g *Graph) Alive(at int, ends []int, cut func(from, to int) bool) []bool {
	ended := make([]bool, len(g.Succ))
	for _, n := range ends {
		ended[n] = true
	}
	seen := g.reach(g.Succ[at], -1, at, func(from, to int) bool { return ended[to] || cut != nil && cut(from, to) })
	alive := make([]bool, len(seen))
	for n, thrown := range seen {
		alive[n] = thrown != 0
	}
	return alive
}

// A place is a node, and the exceptions under way there that code on the way out will hand on: a bit each.
type place struct {
	node   int
	thrown uint8
}

// follow is what an edge makes of them; it reports false where the edge is no way on.
func (g *Graph) follow(p place, to int) (thrown uint8, ok bool) {
	var t turn
	if p.node >= 0 {
		t = g.turns[p.node][to]
	}
	under := p.thrown&t.exception != 0
	switch t.Turn {
	case Thrown:
		return p.thrown | t.exception, true
	case Rethrown:
		return p.thrown &^ t.exception, under
	case Resumed:
		return p.thrown, !under
	}
	return p.thrown, true
}

// reach marks the nodes that can be reached from the starts without passing through avoid: a bit for each of the sets of
// exceptions that can be under way there. From is the node before the starts, for cut; -1 where it is not known.
func (g *Graph) reach(starts []int, avoid, from int, cut func(from, to int) bool) []uint8 {
	seen := make([]uint8, len(g.Succ))
	var todo []place
	visit := func(p place, to int) {
		thrown, ok := g.follow(p, to)
		if !ok || to == avoid || seen[to]&(1<<thrown) != 0 || cut != nil && p.node >= 0 && cut(p.node, to) {
			return
		}
		seen[to] |= 1 << thrown
		todo = append(todo, place{to, thrown})
	}
	for _, s := range starts {
		around := g.inside[s]
		if from >= 0 {
			around = g.inside[from]
		}
		for thrown := range uint8(1 << around) {
			visit(place{from, thrown}, s)
		}
	}
	for len(todo) > 0 {
		p := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, to := range g.Succ[p.node] {
			visit(p, to)
		}
	}
	return seen
}

package site

// A Graph is the control flow of one function, as far as ways out need it: nodes by number, edges to what may run
// next. Both lowerings build one and ask it for the Ways of their sites.
type Graph struct {
	Succ [][]int // by node
	Exit []Way   // by node: the way out that the node is, Kind and ID; IDs of nodes that are no exit are 0
}

// Node adds a node and returns its number.
func (g *Graph) Node() int {
	g.Succ = append(g.Succ, nil)
	g.Exit = append(g.Exit, Way{})
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
		if w.ID == 0 || !after[n] {
			continue
		}
		w.Sure = Yes
		switch {
		case missing[n] && branched:
			w.Sure = Unknown
		case missing[n]:
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
	return g.reach(g.Succ[at], -1, at, func(from, to int) bool { return ended[to] || cut != nil && cut(from, to) })
}

// reach marks the nodes that can be reached from the starts without passing through avoid. From is the node before the
// starts, for cut; -1 where it is not known.
func (g *Graph) reach(starts []int, avoid, from int, cut func(from, to int) bool) []bool {
	seen := make([]bool, len(g.Succ))
	var todo []int
	visit := func(from, to int) {
		if to == avoid || seen[to] || cut != nil && from >= 0 && cut(from, to) {
			return
		}
		seen[to] = true
		todo = append(todo, to)
	}
	for _, s := range starts {
		visit(from, s)
	}
	for len(todo) > 0 {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, to := range g.Succ[n] {
			visit(n, to)
		}
	}
	return seen
}

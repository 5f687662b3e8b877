package site

// components returns the strongly connected components of a graph, callees before their callers (Tarjan). It keeps its
// own stack: call chains in generated code are deep.
func components(next [][]int) [][]int {
	n := len(next)
	t := tarjan{next: next, index: make([]int, n), low: make([]int, n), onStack: make([]bool, n)}
	for i := range n {
		if t.index[i] == 0 {
			t.visit(i)
		}
	}
	return t.out
}

// levels sorts components, callees before their callers, into levels: those of one call only into levels before it.
func levels(groups [][]int, next [][]int) [][][]int {
	var out [][][]int
	level := make([]int, len(next)) // of a node's group, from 1; 0: the group itself
	for _, group := range groups {
		above := 0
		for _, node := range group {
			for _, to := range next[node] {
				above = max(above, level[to])
			}
		}
		if above == len(out) {
			out = append(out, nil)
		}
		out[above] = append(out[above], group)
		for _, node := range group {
			level[node] = above + 1
		}
	}
	return out
}

type tarjan struct {
	next    [][]int
	index   []int // 0: not visited
	low     []int
	onStack []bool
	stack   []int
	count   int
	out     [][]int
}

type visiting struct {
	node int
	todo []int
}

func (t *tarjan) visit(root int) {
	calls := []visiting{t.enter(root)}
	for len(calls) > 0 {
		v := &calls[len(calls)-1]
		if len(v.todo) > 0 {
			to := v.todo[0]
			v.todo = v.todo[1:]
			if t.index[to] == 0 {
				calls = append(calls, t.enter(to))
			} else if t.onStack[to] {
				t.low[v.node] = min(t.low[v.node], t.index[to])
			}
			continue
		}
		node := v.node
		calls = calls[:len(calls)-1]
		if len(calls) > 0 {
			parent := calls[len(calls)-1].node
			t.low[parent] = min(t.low[parent], t.low[node])
		}
		t.leave(node)
	}
}

func (t *tarjan) enter(node int) visiting {
	t.count++
	t.index[node], t.low[node] = t.count, t.count
	t.stack = append(t.stack, node)
	t.onStack[node] = true
	return visiting{node, t.next[node]}
}

func (t *tarjan) leave(node int) {
	if t.low[node] != t.index[node] {
		return
	}
	var group []int
	for {
		top := t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		t.onStack[top] = false
		group = append(group, top)
		if top == node {
			t.out = append(t.out, group)
			return
		}
	}
}

package lower

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/cfg"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// A flow is the control flow of one function: a node a statement or condition, a node a way out, and one on each way
// back to the head of a loop.
type flow struct {
	site.Graph
	spots []spot
	conds map[int]ast.Expr // nodes that are conditions: their first successor is where it holds, the second where not
	backs map[ast.Stmt]int // loops: the node through which their next run begins
	heads map[ast.Stmt]int
	items map[ast.Stmt]int // range loops: the node at which there is one more
	ways  []site.Way
	pred  [][]int
}

// A spot is a stretch of source and its node.
type spot struct {
	pos, end token.Pos
	node     int
}

type exit struct {
	node int
	pos  token.Pos
	kind site.WayKind
}

// flowOf returns the control flow of the function; nil for initialisers.
func (u *unit) flowOf(f *function) *flow {
	if f.graph != nil || f.body == nil {
		return f.graph
	}
	b := &flowBuilder{
		unit: u, f: f, flow: &flow{conds: map[int]ast.Expr{}, backs: map[ast.Stmt]int{}, heads: map[ast.Stmt]int{}, items: map[ast.Stmt]int{}},
		entry: map[*cfg.Block]int{}, last: map[*cfg.Block]int{}, comms: map[ast.Node]bool{}, tagged: map[ast.Expr]bool{},
	}
	b.build(f.body)
	f.graph = b.flow
	return f.graph
}

type flowBuilder struct {
	*unit
	f *function
	*flow
	entry  map[*cfg.Block]int
	last   map[*cfg.Block]int
	comms  map[ast.Node]bool // statements that stand at an arm of a select
	tagged map[ast.Expr]bool // cases of a switch over a value: they are compared, not tested
	exits  []exit
}

func (b *flowBuilder) build(body *ast.BlockStmt) {
	ast.Inspect(body, b.survey)
	g := cfg.New(body, b.mayReturn)
	for _, block := range g.Blocks {
		if block.Live {
			b.block(block)
		}
	}
	for _, block := range g.Blocks {
		if block.Live {
			b.edges(block)
		}
	}
	b.number()
}

func (b *flowBuilder) survey(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FuncLit:
		return false
	case *ast.CommClause:
		if n.Comm != nil {
			b.comms[n.Comm] = true
		}
	case *ast.SwitchStmt:
		for _, c := range n.Body.List {
			for _, e := range c.(*ast.CaseClause).List {
				b.tagged[e] = n.Tag != nil
			}
		}
	}
	return true
}

func (b *flowBuilder) block(block *cfg.Block) {
	at := b.Node()
	b.entry[block] = at
	if block.Kind == cfg.KindRangeBody {
		b.items[block.Stmt] = at
	}
	add := func(n ast.Node) {
		next := b.Node()
		b.Edge(at, next)
		at = next
		b.spots = append(b.spots, spot{n.Pos(), n.End(), at})
	}
	if c, ok := block.Stmt.(*ast.CommClause); ok && block.Kind == cfg.KindSelectCaseBody && c.Comm != nil {
		add(c.Comm)
	}
	for _, n := range block.Nodes {
		if b.comms[n] {
			continue
		}
		add(n)
		if r, ok := n.(*ast.ReturnStmt); ok {
			out := b.Node()
			b.Edge(at, out)
			b.exits = append(b.exits, exit{out, r.Pos(), site.Return})
			at = out
		}
	}
	b.last[block] = at
}

func (b *flowBuilder) edges(block *cfg.Block) {
	from := b.last[block]
	if len(block.Succs) == 1 && block.Kind == cfg.KindSelectAfterCase && noArmLeft(block) {
		return
	}
	if len(block.Succs) == 2 && len(block.Nodes) > 0 {
		if e, ok := block.Nodes[len(block.Nodes)-1].(ast.Expr); ok && block.Succs[0].Kind != cfg.KindRangeBody && !b.tagged[e] {
			b.conds[from] = e
		}
	}
	for _, succ := range block.Succs {
		if succ.Kind == cfg.KindRangeDone && b.ticks(block.Stmt) {
			continue
		}
		to := b.entry[succ]
		if loop := backEdge(block, succ); loop != nil {
			to = b.back(loop, to)
		}
		b.Edge(from, to)
	}
}

// noArmLeft: behind the last arm of a select without a default nothing happens.
func noArmLeft(block *cfg.Block) bool {
	done := block.Succs[0]
	s, ok := done.Stmt.(*ast.SelectStmt)
	if !ok || done.Kind != cfg.KindSelectDone || len(block.Nodes) > 0 {
		return false
	}
	return !slices.ContainsFunc(s.Body.List, func(c ast.Stmt) bool { return c.(*ast.CommClause).Comm == nil })
}

// ticks reports whether a loop ranges over what a timer sends, which nobody closes: the range has no end of its own.
func (b *flowBuilder) ticks(loop ast.Stmt) bool {
	r, ok := loop.(*ast.RangeStmt)
	s := scope{b.unit, b.f}
	if !ok || !s.isChan(r.X) {
		return false
	}
	x := unparen(r.X)
	if v := b.variable(x); v != nil && len(v.defs) == 1 && v.defs[0].kind == value {
		x = unparen(v.defs[0].expr)
	}
	switch x := x.(type) {
	case *ast.SelectorExpr:
		return slices.ContainsFunc(s.fieldRows(x), func(m *rules.Model) bool { return m.Same == "receiver" })
	case *ast.CallExpr:
		_, rows := s.rows(x)
		return slices.ContainsFunc(rows, func(m *rules.Model) bool { return m.Object == "signal" && slices.Contains(m.Does, "open") })
	}
	return false
}

// backEdge returns the loop whose next run the edge begins. Blocks are numbered as they are made: those of a loop after
// its first.
func backEdge(from, to *cfg.Block) ast.Stmt {
	first := to.Index
	switch to.Kind {
	case cfg.KindForLoop:
		first = to.Index - 2
	case cfg.KindForBody:
		if s, ok := to.Stmt.(*ast.ForStmt); !ok || s.Cond != nil {
			return nil
		}
	case cfg.KindRangeLoop:
	default:
		return nil
	}
	if from.Index < first {
		return nil
	}
	return to.Stmt
}

func (b *flowBuilder) back(loop ast.Stmt, head int) int {
	if n, ok := b.backs[loop]; ok {
		return n
	}
	n := b.Node()
	b.Edge(n, head)
	b.backs[loop], b.heads[loop] = n, head
	b.exits = append(b.exits, exit{n, loop.Pos(), site.Next})
	return n
}

// number gives the ways out their numbers: returns in the order of the source, then the loops. What cannot be reached is none.
func (b *flowBuilder) number() {
	live := b.Alive(0, nil, nil)
	b.exits = slices.DeleteFunc(b.exits, func(e exit) bool { return !live[e.node] })
	slices.SortStableFunc(b.exits, func(x, y exit) int { return cmp.Or(cmp.Compare(x.kind, y.kind), cmp.Compare(x.pos, y.pos)) })
	for i, e := range b.exits {
		w := site.Way{ID: i + 1, Kind: e.kind}
		b.Exit[e.node] = w
		w.Sure = site.Yes
		b.ways = append(b.ways, w)
	}
}

// mayReturn reports whether control comes back from a call: not from panic, nor from what a model says ends the run, be it the
// first call of a chain: log.Fatal().Msg("...").
func (b *flowBuilder) mayReturn(call *ast.CallExpr) bool {
	if b.builtin(call, "panic") {
		return false
	}
	id, ok := unparen(call.Fun).(*ast.Ident)
	if sel, isSel := unparen(call.Fun).(*ast.SelectorExpr); isSel {
		id, ok = sel.Sel, true
		if before, chained := unparen(sel.X).(*ast.CallExpr); chained && !b.mayReturn(before) {
			return false
		}
	}
	if !ok {
		return true
	}
	fn, ok := b.Info.Uses[id].(*types.Func)
	if !ok {
		return true
	}
	_, rows := b.Catalog.rows(funcName(fn))
	return !slices.ContainsFunc(rows, func(m *rules.Model) bool { return m.Ends })
}

// at returns the node of the innermost statement or condition around a position; -1 where there is none.
func (fl *flow) at(pos token.Pos) int {
	best, size := -1, token.Pos(0)
	for _, s := range fl.spots {
		if s.pos <= pos && pos < s.end && (best < 0 || s.end-s.pos < size) {
			best, size = s.node, s.end-s.pos
		}
	}
	return best
}

// before visits the nodes that may run before a node, nearest first, as long as more says so.
func (fl *flow) before(node int, more func(int) bool) (entry bool) {
	if fl.pred == nil {
		fl.pred = make([][]int, len(fl.Succ))
		for n, succ := range fl.Succ {
			for _, s := range succ {
				fl.pred[s] = append(fl.pred[s], n)
			}
		}
	}
	seen := make([]bool, len(fl.Succ))
	todo := []int{node}
	for len(todo) > 0 {
		n := todo[0]
		todo = todo[1:]
		if n == 0 {
			entry = true
		}
		for _, p := range fl.pred[n] {
			if !seen[p] {
				seen[p] = true
				if more(p) {
					todo = append(todo, p)
				}
			}
		}
	}
	return entry
}

// reaches reports whether any of the targets can be reached from a node without leaving through a stop.
func (fl *flow) reaches(from, target int, stop map[int]bool) bool {
	seen := map[int]bool{from: true}
	todo := []int{from}
	for len(todo) > 0 {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if n == target {
			return true
		}
		if stop[n] {
			continue
		}
		for _, s := range fl.Succ[n] {
			if !seen[s] {
				seen[s] = true
				todo = append(todo, s)
			}
		}
	}
	return false
}

package lower

import (
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// A loopHead is what is known of a loop before its body.
type loopHead struct {
	times   site.Amount
	on      site.Ref
	span    site.Span
	endless bool // nothing but break leaves it
	retry   site.Tri
	item    string // the loop's variable, where it runs over data
	counter string // the same, where it runs over numbers
	body    syntax.Node
}

// loop walks the body of a loop in a frame of its own.
func (w *walker) loop(head loopHead, body func()) {
	frame := site.Frame{Kind: site.Loop, Times: head.times, On: head.on, Retry: head.retry, Span: head.span}
	top := w.step()
	l := &loopFlow{next: w.node(), after: w.node(), depth: len(w.guards), item: head.item, counter: head.counter}
	l.paced = w.sleepsFor(head.body, head.item)
	w.g.Exit[l.next] = site.Way{ID: w.way(), Kind: site.Next}
	w.g.Edge(l.next, top)
	w.loops = append(w.loops, l)
	w.branches = append(w.branches, branch{barrier: true})
	start := w.env.clone()
	l.frame = w.inFrame(frame, func() {
		w.nexts[w.at[len(w.at)-1]] = l.next
		body()
	})
	w.branches = w.branches[:len(w.branches)-1]
	w.loops = w.loops[:len(w.loops)-1]
	if w.alive() {
		w.g.Edge(w.cur, l.next)
	}
	if head.retry == site.Unknown {
		w.frame(l.frame).Retry = w.retries(l, head.body, top)
		w.capRetry(l, head)
	}
	w.endLoop(l, head, top, start)
}

// sleepsFor reports whether a body hands the variable to something that is named for waiting: delays are tried out.
func (t *table) sleepsFor(body syntax.Node, name string) bool {
	for n := range body.Inside() {
		if n.Kind() == syntax.Call && name != "" && t.models.Named(lang, "pauses", n.Field(syntax.FieldFunction).Text()) && hasWord(n.Field(syntax.FieldArguments).Text(), name) {
			return true
		}
	}
	return false
}

// endLoop goes on behind a loop.
func (w *walker) endLoop(l *loopFlow, head loopHead, top int, start env) {
	end := w.env
	if !head.endless {
		w.g.Edge(top, l.after)
		end = meet(start, end)
	}
	for _, e := range l.exits {
		end = meet(end, e)
	}
	w.env = end
	w.cur = dead
	if !head.endless || len(l.exits) > 0 || l.left {
		w.cur = l.after
	}
}

// capRetry: an endless loop that tries again, but leaves after an error under some condition, is not endless: how often
// it runs is not known.
func (w *walker) capRetry(l *loopFlow, head loopHead) {
	f := w.frame(l.frame)
	if f.Retry == site.Yes && f.Times.Kind == site.Endless && w.givesUp(l, head.body) {
		f.Times = site.Amount{}
	}
}

// givesUp reports whether an endless loop of attempts can be left other than by success: by a return, raise or break that
// stands neither in what is tried nor in an arm that leaves in any case.
func (w *walker) givesUp(l *loopFlow, n syntax.Node) bool {
	switch n.Kind() {
	case syntax.ReturnStatement, syntax.RaiseStatement, syntax.BreakStatement:
		return true
	case syntax.FunctionDefinition, syntax.Lambda, syntax.ClassDefinition:
		return false
	}
	for c := range n.Named() {
		if w.isTried(l, n, c) || c.Kind() == syntax.ExceptClause && alwaysLeaves(c) {
			continue
		}
		if w.givesUp(l, c) {
			return true
		}
	}
	return false
}

// isTried: part of a try that success leads through.
func (w *walker) isTried(l *loopFlow, parent, n syntax.Node) bool {
	for _, t := range l.tries {
		if t.node.ID() == parent.ID() && !t.item {
			return n.Role() == syntax.FieldBody || n.Kind() == syntax.ElseClause
		}
	}
	return false
}

// alwaysLeaves reports whether an arm ends in a statement that leaves.
func alwaysLeaves(arm syntax.Node) bool {
	var last syntax.Node
	for c := range arm.Named() {
		if c.Kind() == syntax.Block {
			for s := range c.Named() {
				last = s
			}
		}
	}
	switch last.Kind() {
	case syntax.ReturnStatement, syntax.RaiseStatement, syntax.BreakStatement:
		return true
	}
	return false
}

// retries reports whether an error in the loop, or an answer that is one, leads back to its top while success leaves it.
func (w *walker) retries(l *loopFlow, body syntax.Node, top int) site.Tri {
	answer := site.No
	if len(l.refused) > 0 {
		answer = w.asksAgain(l, body, top)
	}
	for _, t := range l.tries {
		if t.item || !w.reaches(t.dispatch, l.next, true) {
			continue
		}
		if !w.reaches(t.start, l.next, false, l.refused...) {
			return site.Yes
		}
		if answer == site.No && w.leavesFrom(t.start, l) {
			answer = site.Unknown
		}
	}
	return answer
}

// leavesFrom reports whether some path without an exception leaves the loop.
func (w *walker) leavesFrom(start int, l *loopFlow) bool {
	return w.reaches(start, l.after, false)
}

// forLoop walks the head of a for, or of a for in a comprehension, and its body.
func (w *walker) forLoop(n syntax.Node, body func()) {
	target, iterable := n.Field(syntax.FieldLeft), n.Field(syntax.FieldRight)
	v := w.expr(iterable, site.Ref{})
	if v.lazy {
		w.run(v)
	}
	head := loopHead{times: w.count(iterable), on: w.overRef(iterable), span: w.span(n), body: n.Field(syntax.FieldBody)}
	if head.body.Kind() == syntax.Block {
		head.span = site.Span{File: w.file.Path, Start: n.Start(), End: iterable.End(), Line: n.Line(), Col: n.Col()}
	}
	async := n.HasToken("async")
	if v.size.Kind != site.AmountUnknown {
		head.times = v.size
	}
	if !w.isCounter(iterable) {
		head.item = target.Text()
	} else {
		head.counter = target.Text()
	}
	policy := w.retryPolicy(&v, &head)
	element := w.elementOf(iterable, v, target)
	w.loop(head, func() {
		if async {
			w.raises()
			w.drawn(v, n, iterable)
		}
		if v.row != nil && !async {
			w.iterated(v, iterable)
		}
		w.store(target, element, n)
		start := w.cur
		body()
		if policy != nil {
			w.apart(start, func() { w.policyWait(policy, v.ctor, iterable) })
		}
	})
}

// apart walks what happens on another way from a node.
func (w *walker) apart(from int, walk func()) {
	end := w.cur
	w.cur = from
	w.step()
	w.inBranch(syntax.Node{}, walk)
	w.cur = end
}

// drawn is the wait of an async for, or what the row of the iterated type does.
func (w *walker) drawn(v value, n, iterable syntax.Node) {
	if w.iterated(v, iterable) {
		return
	}
	on := v.ref
	if on.Kind == site.Object || on.Kind == site.Item {
		on = site.Ref{}
	}
	w.emit(site.Site{Do: site.Wait, API: v.api, On: on, Guess: v.guess}, iterable)
}

// iterated applies the row that says what iterating an object does.
func (w *walker) iterated(v value, n syntax.Node) bool {
	if v.typ.name == "" {
		return false
	}
	for _, method := range []string{".__aiter__", ".__iter__"} {
		c := &call{node: n, file: w.file}
		if rows := w.holding(v.typ.name+method, c); len(rows) > 0 {
			w.apply(callable{api: v.typ.name + method, recv: &v}, rows, c, site.Ref{})
			return true
		}
	}
	return false
}

// isCounter reports whether a for runs over numbers rather than data.
func (w *walker) isCounter(n syntax.Node) bool {
	if n.Kind() != syntax.Call {
		return false
	}
	name := w.file.Resolve(n.Field(syntax.FieldFunction))
	if name.Is("builtins.range") {
		return true
	}
	if name.Kind != index.External {
		return false
	}
	for _, row := range w.rows(name.Path) {
		if row.Cap != nil && row.Cap.Default == "endless" {
			return true
		}
	}
	return false
}

func (w *walker) forStatement(n syntax.Node) {
	w.forLoop(n, func() { w.block(n.Field(syntax.FieldBody)) })
	w.elseOf(n)
}

// elseOf walks the else of a loop.
func (w *walker) elseOf(n syntax.Node) {
	if alt := n.Field(syntax.FieldAlternative); !alt.IsNull() {
		w.inBranch(syntax.Node{}, func() { w.block(alt.Field(syntax.FieldBody)) })
	}
}

func (w *walker) whileStatement(n syntax.Node) {
	cond := n.Field(syntax.FieldCondition)
	endless := cond.Kind() == syntax.True || cond.Text() == "1"
	head := loopHead{times: w.whileTimes(cond, endless), endless: endless, span: w.span(cond), body: n.Field(syntax.FieldBody)}
	head.span.Start, head.span.Line, head.span.Col = n.Start(), n.Line(), n.Col()
	w.loop(head, func() {
		w.run(w.expr(cond, site.Ref{}))
		w.block(n.Field(syntax.FieldBody))
	})
	w.elseOf(n)
}

// whileTimes is how often a while runs: `while queue:` follows the data,
// `while i < 5` is a count, anything else is not known.
func (w *walker) whileTimes(cond syntax.Node, endless bool) site.Amount {
	if endless {
		return site.Amount{Kind: site.Endless}
	}
	switch cond.Kind() {
	case syntax.ParenthesizedExpression:
		return w.whileTimes(cond.First(), false)
	case syntax.Identifier:
		if v := w.variable(cond); v != nil && v.ref.Scope == site.ScopeParam && v.typ == (typ{}) {
			return data(cond)
		}
	case syntax.ComparisonOperator:
		return w.comparedTimes(cond)
	}
	return site.Amount{}
}

func (w *walker) comparedTimes(cond syntax.Node) site.Amount {
	op := cond.Field(syntax.FieldOperators).Text()
	if op != "<" && op != "<=" {
		return site.Amount{}
	}
	var right syntax.Node
	for c := range cond.Named() {
		right = c
	}
	got := w.number(right, maxFollow)
	if got.Kind == site.Data && right.Kind() != syntax.Call {
		return site.Amount{}
	}
	return got
}

// breakStatement and continueStatement leave the innermost loop, or its run.
func (w *walker) breakStatement() {
	if len(w.loops) == 0 || !w.alive() {
		return
	}
	l := w.loops[len(w.loops)-1]
	l.exits = append(l.exits, w.env.clone())
	l.left = true
	w.leave(l.after, l.depth)
}

func (w *walker) continueStatement() {
	if len(w.loops) > 0 {
		l := w.loops[len(w.loops)-1]
		for i := len(w.handlers) - 1; i >= 0 && w.handlers[i].loops == len(w.loops); i-- {
			w.swallow(w.handlers[i])
		}
		w.leave(l.next, l.depth)
	}
}

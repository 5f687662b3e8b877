package lower

import (
	"iter"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// block walks statements until one leaves.
func (w *walker) block(n syntax.Node) {
	frames, runs := len(w.at), w.runs
	for s := range n.Named() {
		if !w.alive() {
			break
		}
		w.statement(s)
	}
	w.at, w.runs = w.at[:frames:frames], runs // guard clauses open frames, and cut versions, for what follows them
}

// statement walks one statement.
func (w *walker) statement(n syntax.Node) {
	switch n.Kind() {
	case syntax.ExpressionStatement:
		w.expressionStatement(n)
	case syntax.ReturnStatement:
		w.returnStatement(n)
	case syntax.IfStatement:
		w.ifStatement(n)
	case syntax.ForStatement:
		w.forStatement(n)
	case syntax.WhileStatement:
		w.whileStatement(n)
	case syntax.TryStatement:
		w.tryStatement(n)
	case syntax.WithStatement:
		w.withStatement(n)
	case syntax.MatchStatement:
		w.matchStatement(n)
	case syntax.RaiseStatement:
		w.runParts(n)
		w.raise()
	case syntax.BreakStatement:
		w.breakStatement()
	case syntax.ContinueStatement:
		w.continueStatement()
	case syntax.AssertStatement:
		w.runParts(n)
		w.raises()
	case syntax.ClassDefinition:
		w.block(n.Field(syntax.FieldBody))
	case syntax.DecoratedDefinition:
		w.decoratedDefinition(n)
	case syntax.Error:
		w.emit(site.Site{Do: site.Gap}, n)
	}
}

func (w *walker) runParts(n syntax.Node) {
	for c := range n.Named() {
		w.run(w.expr(c, site.Ref{}))
	}
}

func (w *walker) expressionStatement(n syntax.Node) {
	for c := range n.Named() {
		switch c.Kind() {
		case syntax.Assignment:
			w.assignment(c)
		case syntax.AugmentedAssignment:
			w.augmented(c)
		default:
			w.expr(c, site.Ref{}) // a coroutine that nobody awaits never runs
		}
	}
}

// augmented walks `x += y`: a list grows, anything else becomes another value.
func (w *walker) augmented(n syntax.Node) {
	left := n.Field(syntax.FieldLeft)
	v := w.expr(n.Field(syntax.FieldRight), site.Ref{})
	if left.Kind() == syntax.Identifier || left.Kind() == syntax.Attribute {
		if held := w.listIn(left); held != nil {
			w.extend(held, v, n)
			return
		}
	}
	w.run(v)
	if left.Kind() != syntax.Identifier || w.bindingOf(left) != nil && w.bindingOf(left).Scope.Kind == index.ModuleScope {
		w.escape(v, n)
	}
	if left.Kind() == syntax.Identifier {
		if b := w.bindingOf(left); b != nil && w.env.vars[b] != nil {
			old := *w.env.vars[b]
			old.node, old.size, old.item = syntax.Node{}, site.Amount{}, old.item && v.item
			w.env.vars[b] = &old
		}
	}
}

// decoratedDefinition: what a decorator does with a nested function nobody knows.
func (w *walker) decoratedDefinition(n syntax.Node) {
	d := n.Field(syntax.FieldDefinition)
	if d.Kind() == syntax.ClassDefinition {
		w.statement(d)
		return
	}
	if fn := w.file.FunctionOf(d.Field(syntax.FieldBody)); fn != nil && fn.Outer != nil {
		w.escapeCaptured(fn, n)
	}
}

// returnStatement hands objects to the caller.
func (w *walker) returnStatement(n syntax.Node) {
	value := n.First()
	if isTuple(value) {
		i := 0
		for part := range value.Named() {
			w.hand(part, i, n)
			i++
		}
	} else if !value.IsNull() {
		w.hand(value, 0, n)
	}
	w.leave(w.exit(), 0)
}

func (w *walker) hand(value syntax.Node, result int, n syntax.Node) {
	into := w.fresh()
	into.Scope, into.Func, into.N = site.ScopeResult, "", result
	v := w.expr(value, into)
	w.run(v)
	for _, r := range objectsOf(v) {
		if r.Scope == site.ScopeResult || r.Scope == site.ScopeCall {
			w.emit(site.Site{Do: site.Escape, On: r}, n)
		}
	}
	if v.fn != nil {
		w.escape(v, n)
	}
	w.handLater(value, n)
}

// handLater: a generator, or what a builtin makes of a file, reads it only when the caller asks for more.
func (w *walker) handLater(value, n syntax.Node) {
	var parts iter.Seq[syntax.Node]
	fn := value.Field(syntax.FieldFunction)
	switch {
	case value.Kind() == syntax.Call && strings.HasPrefix(w.file.Resolve(fn).Path, "builtins."):
		parts = value.Field(syntax.FieldArguments).Named()
	case value.Kind() == syntax.GeneratorExpression:
		parts = value.Inside()
	default:
		return
	}
	for part := range parts {
		if r := w.peek(part); r.Kind == site.Resource {
			w.emit(site.Site{Do: site.Escape, On: r}, n)
		}
	}
}

// matchStatement: each case is a branch.
func (w *walker) matchStatement(n syntax.Node) {
	for s := range n.Fields(syntax.FieldSubject) {
		w.run(w.expr(s, site.Ref{}))
	}
	start, before := w.cur, w.env
	ends := []int{}
	var after *env
	exhaustive := false
	for c := range n.Field(syntax.FieldBody).Named() {
		if c.Kind() != syntax.CaseClause {
			continue
		}
		exhaustive = exhaustive || isWildcard(c)
		w.cur, w.env = start, before.clone()
		w.step()
		w.inBranch(n.Field(syntax.FieldSubject), func() { w.block(c.Field(syntax.FieldConsequence)) })
		ends = append(ends, w.cur)
		after = w.merged(after)
	}
	if !exhaustive {
		ends = append(ends, start)
		w.cur, w.env = start, before
		after = w.merged(after)
	}
	if after != nil {
		w.env = *after
	}
	w.join(ends...)
}

func isWildcard(c syntax.Node) bool {
	for p := range c.Named() {
		if p.Kind() == syntax.CasePattern {
			return p.Text() == "_" && c.Field(syntax.FieldGuard).IsNull()
		}
	}
	return false
}

// merged adds the environment of the walk to those of other paths that go on.
func (w *walker) merged(others *env) *env {
	if !w.alive() {
		return others
	}
	here := w.env
	if others != nil {
		here = meet(*others, here)
	}
	return &here
}

// ifStatement walks an if with its elifs and else.
func (w *walker) ifStatement(n syntax.Node) {
	cond := n.Field(syntax.FieldCondition)
	then := n.Field(syntax.FieldConsequence)
	var others []syntax.Node
	for alt := range n.Fields(syntax.FieldAlternative) {
		others = append(others, alt)
	}
	w.ifArms(cond, then, others)
}

func (w *walker) ifArms(cond, then syntax.Node, others []syntax.Node) {
	runs := w.runs
	yes, no, guarded := runs.guard(w.file, cond)
	defer func() { w.runs = runs }()
	if guarded && yes.empty() {
		w.runs = no
		w.otherArms(others)
		return
	}
	if guarded && no.empty() {
		w.block(then)
		return
	}
	w.run(w.expr(cond, site.Ref{}))
	test := w.nullTest(cond)
	start, before := w.cur, w.env
	if !w.alive() {
		return
	}
	w.env = before.clone()
	w.runs = yes
	entries := len(w.entries)
	w.step()
	w.noteNull(test, start, w.cur, true)
	w.noteRefused(cond, true)
	w.inBranch(cond, func() {
		w.inUnset(test, true, cond, func() {
			w.inNoLoop(w.noLoop(w.file, cond, true, maxFollow), cond, func() {
				w.inOnce(cond, then, func() { w.block(then) })
			})
		})
	})
	w.noteFull(cond, entries)
	end := w.cur
	after := w.merged(nil)

	w.cur, w.env, w.runs = start, before, no
	w.step()
	w.noteNull(test, start, w.cur, false)
	w.noteRefused(cond, false)
	none := w.noLoop(w.file, cond, false, maxFollow)
	if len(others) > 0 {
		w.inBranch(cond, func() {
			w.inUnset(test, false, cond, func() { w.inNoLoop(none, cond, func() { w.otherArms(others) }) })
		})
	} else if end == dead {
		w.openUnset(test, cond)
		w.openNoLoop(none, cond)
	}
	if merged := w.merged(after); merged != nil {
		w.env = *merged
	}
	if end == dead {
		runs = no
		return // a guard clause: what follows goes on from here
	}
	w.join(end, w.cur)
}

// noteFull: `if len(tasks) >= 10: await ...` limits the set, though not by an
// object of its own. Entries is how many there were before the arm.
func (w *walker) noteFull(cond syntax.Node, entries int) {
	if cond.Kind() != syntax.ComparisonOperator || !w.alive() {
		return
	}
	op := cond.Field(syntax.FieldOperators).Text()
	counted, size := cond.First(), syntax.Node{}
	for c := range cond.Named() {
		size = c
	}
	if op != ">=" && op != ">" && op != "==" || counted.Kind() != syntax.Call || !w.file.Resolve(counted.Field(syntax.FieldFunction)).Is("builtins.len") {
		return
	}
	held := w.listIn(positionalNode(counted, 0))
	if held == nil {
		return
	}
	for _, e := range w.entries[entries:] {
		if e.Do == site.Wait || e.Do == site.Call && !e.lazy && !e.gone && w.callsCoroutine(e.API) {
			w.emit(site.Site{Do: site.Limit, On: held.ref, Cap: w.number(size, maxFollow)}, cond)
			return
		}
	}
}

func (w *walker) otherArms(others []syntax.Node) {
	if len(others) == 0 {
		return
	}
	arm := others[0]
	if arm.Kind() == syntax.ElifClause {
		w.ifArms(arm.Field(syntax.FieldCondition), arm.Field(syntax.FieldConsequence), others[1:])
		return
	}
	w.block(arm.Field(syntax.FieldBody))
}

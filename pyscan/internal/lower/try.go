package lower

import (
	"regexp"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// tryStatement walks try, except, else and finally.
func (w *walker) tryStatement(n syntax.Node) {
	var arms []syntax.Node
	var elseArm, finally syntax.Node
	for c := range n.Named() {
		switch c.Kind() {
		case syntax.ExceptClause, syntax.ExceptGroupClause:
			arms = append(arms, c)
		case syntax.ElseClause:
			elseArm = c
		case syntax.FinallyClause:
			finally = c
		}
	}
	if finally.IsNull() {
		w.tryArms(n, arms, elseArm)
		return
	}
	g := w.openGuard()
	before, frames := w.env.clone(), len(w.at)
	w.tryArms(n, arms, elseArm)
	w.at = w.at[:frames:frames]
	w.closeGuard(g, func() {
		w.env = meet(before, w.env)
		w.cleanup++
		for c := range finally.Named() {
			if c.Kind() == syntax.Block {
				w.block(c)
			}
		}
		w.cleanup--
	})
}

// tryArms walks a try without its finally.
func (w *walker) tryArms(n syntax.Node, arms []syntax.Node, elseArm syntax.Node) {
	if len(arms) == 0 {
		w.block(n.Field(syntax.FieldBody))
		return
	}
	outer := w.exc
	dispatch := w.node()
	start := w.step()
	w.noteTry(n, start, dispatch)
	before := w.env.clone()
	w.exc = dispatch
	w.inFrame(site.Frame{Kind: site.Try, Span: w.span(n)}, func() { w.block(n.Field(syntax.FieldBody)) })
	w.exc = outer
	thrown := meet(before, w.env)
	if !elseArm.IsNull() && w.alive() {
		w.block(elseArm.Field(syntax.FieldBody))
	}
	ends := []int{w.cur}
	goesOn := w.alive()
	after := w.merged(nil)
	all := false
	ended := w.cancelled(n, arms)
	for _, arm := range arms {
		w.cur, w.env = dispatch, thrown.clone()
		w.step()
		none := w.noLoopIn(w.file, n, w.armNames(arm))
		w.inBranch(syntax.Node{}, func() { w.inNoLoop(none, arm, func() { w.except(arm, ended) }) })
		goesOn = goesOn || w.alive() && !none
		ends = append(ends, w.cur)
		after = w.merged(after)
		all = all || catchesAll(arm)
	}
	if !all && w.caught[dispatch] {
		w.throw(dispatch, outer)
	}
	if after != nil {
		w.env = *after
	}
	w.join(ends...)
	w.openNoLoop(!goesOn && w.alive(), n)
}

// noteTry remembers a try in a loop, which may be a retry.
func (w *walker) noteTry(n syntax.Node, start, dispatch int) {
	if len(w.loops) == 0 {
		return
	}
	l := w.loops[len(w.loops)-1]
	w.usual[dispatch] = waitsForEvent(n)
	about := l.about(n.Field(syntax.FieldBody).Text()) || w.usual[dispatch]
	l.tries = append(l.tries, tryFlow{node: n, start: start, dispatch: dispatch, item: about})
}

// about reports whether what is tried is about the loop's element, so that the next run tries something else. An element
// that is only slept for is no such one. A counter is one where it picks an element, or is no count of attempts by its name.
func (l *loopFlow) about(body string) bool {
	switch {
	case l.item != "" && !attemptWord.MatchString(l.item):
		return hasWord(body, l.item) || !l.paced
	case len(l.counter) < 3 || attemptWord.MatchString(l.counter):
		return l.counter != "" && strings.Contains(body, "["+l.counter)
	}
	return hasWord(body, l.counter)
}

var attemptWord = regexp.MustCompile(`(?i)att|tr[yi]|ret|count|num|idx|index|round`)

// waitsForEvent: the sleep that a signal ends early, `try: await wait_for(stop.wait(), 5); break; except TimeoutError`,
// tries nothing.
func waitsForEvent(n syntax.Node) bool {
	if !strings.Contains(n.Field(syntax.FieldBody).Text(), ".wait(") {
		return false
	}
	for c := range n.Named() {
		if head, _, _ := strings.Cut(c.Text(), ":"); c.Kind() == syntax.ExceptClause && !strings.Contains(head, "Timeout") {
			return false
		}
	}
	return true
}

// except walks one arm. An error that is not raised again ends here.
func (w *walker) except(arm syntax.Node, ended cancellation) {
	a := handler{node: arm, names: w.armNames(arm), loops: len(w.loops)}
	if ended.name != "" && ended.arm.ID() == arm.ID() {
		a.ended = ended
	}
	if len(a.names) == 0 {
		a.names = []string{"builtins.BaseException"}
	}
	var body syntax.Node
	for c := range arm.Named() {
		if c.Kind() == syntax.Block {
			body = c
		}
	}
	a.other = changesRequest(arm.Parent(), body)
	w.seen(a, body)
	w.handlers = append(w.handlers, a)
	w.block(body)
	w.handlers = w.handlers[:len(w.handlers)-1]
	w.swallow(a)
}

// seen says that an arm that leaves does something about any error first: it calls something.
func (w *walker) seen(a handler, body syntax.Node) {
	calls := false
	eachOwn(body, func(n syntax.Node) {
		calls = calls || n.Kind() == syntax.Call && n.Parent().Kind() != syntax.RaiseStatement
	})
	if !calls || !alwaysLeaves(a.node) {
		return
	}
	for _, name := range a.names {
		if slices.Contains(w.rowsFor(name), "any") {
			w.emit(site.Site{Do: site.Swallow, API: name, For: "seen"}, a.node)
		}
	}
}

// swallow says that the errors of an arm end where the walk stands.
func (w *walker) swallow(a handler) {
	for _, name := range a.names {
		s := site.Site{Do: site.Swallow, API: name}
		for _, row := range w.rows(name) {
			s.For = row.For
		}
		if s.For == "cancel" {
			s.For = "" // whether one ends here is said below
		}
		w.emit(s, a.node)
	}
	if a.other && len(w.loops) > 0 {
		w.emit(site.Site{Do: site.Swallow, API: a.names[0], For: "request"}, a.node)
	}
	if a.ended.name != "" {
		w.emit(site.Site{Do: site.Swallow, API: a.ended.name, For: "cancel", On: a.ended.of}, a.node)
	}
}

// changesRequest reports whether an arm changes what the body of its try hands to a call, which asks for something else the
// next time. How long it waits, whom it asks and what went wrong is not asked for.
func changesRequest(try, arm syntax.Node) bool {
	sent := sentNames(try.Field(syntax.FieldBody))
	changes := false
	eachOwn(arm, func(n syntax.Node) {
		var changed syntax.Node
		switch n.Kind() {
		case syntax.Assignment, syntax.AugmentedAssignment:
			changed = n.Field(syntax.FieldLeft)
		case syntax.Call:
			if fn := n.Field(syntax.FieldFunction); fn.Kind() == syntax.Attribute && slices.Contains(changers, fn.Field(syntax.FieldAttribute).Text()) {
				changed = fn.Field(syntax.FieldObject)
			}
		}
		for changed.Kind() == syntax.Subscript {
			changed = changed.Field(syntax.FieldValue)
		}
		changes = changes || changed.Kind() == syntax.Identifier && sent[changed.Text()]
	})
	return changes
}

// changers are the methods by which lists, dictionaries and sets change.
var changers = []string{"add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "setdefault", "update"}

// sentNames are the variables among the arguments of the calls in a block.
func sentNames(block syntax.Node) map[string]bool {
	sent := map[string]bool{}
	eachOwn(block, func(n syntax.Node) {
		if n.Kind() != syntax.Identifier || asideWord.MatchString(n.Text()) {
			return
		}
		for up := n.Parent(); !up.IsNull() && up.ID() != block.ID(); up = up.Parent() {
			if up.Kind() == syntax.ArgumentList {
				sent[n.Text()] = true
				return
			}
		}
	})
	return sent
}

var asideWord = regexp.MustCompile(`(?i)att|tr[yi]|time|delay|wait|back|cli|sess|conn|err|exc|last|log`)

// expects reports whether a try around a call names its error, and does more with it than raise it again.
func (w *walker) expects(err string, call syntax.Node) bool {
	for n := call; !n.IsNull() && n.Kind() != syntax.FunctionDefinition && n.Kind() != syntax.Lambda; n = n.Parent() {
		try := n.Parent()
		if try.Kind() != syntax.TryStatement || n.ID() != try.Field(syntax.FieldBody).ID() {
			continue
		}
		for arm := range try.Named() {
			if arm.Kind() == syntax.ExceptClause && slices.Contains(w.armNames(arm), err) && !raisesAtOnce(arm) {
				return true
			}
		}
	}
	return false
}

// raisesAtOnce reports whether an arm begins with a raise.
func raisesAtOnce(arm syntax.Node) bool {
	for c := range arm.Named() {
		if c.Kind() == syntax.Block {
			return c.First().Kind() == syntax.RaiseStatement
		}
	}
	return false
}

// caughtNames are the canonical names of what an arm catches.
func (w *walker) caughtNames(n syntax.Node) []string {
	switch n.Kind() {
	case syntax.AsPattern:
		return w.caughtNames(n.First())
	case syntax.Tuple, syntax.ParenthesizedExpression, syntax.ExpressionList:
		var out []string
		for c := range n.Named() {
			out = append(out, w.caughtNames(c)...)
		}
		return out
	case syntax.Identifier, syntax.Attribute:
		if name := w.file.Resolve(n); name.Path != "" {
			return []string{name.Path}
		}
		return []string{n.Text()}
	}
	return nil
}

// catchesAll: nothing that a program handles gets past this arm. That
// cancellation gets past `except Exception` is another rule's question.
func catchesAll(arm syntax.Node) bool {
	for c := range arm.Named() {
		if c.Kind() == syntax.Block {
			return true // a bare except
		}
		text := c.Text()
		if text, _, _ = strings.Cut(text, " as "); text == "Exception" || text == "BaseException" || strings.Contains(text, "BaseException") {
			return true
		}
		return false
	}
	return true
}

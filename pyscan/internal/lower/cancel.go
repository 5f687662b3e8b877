package lower

import (
	"regexp"
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// A cancellation is where one ends: the arm that catches it by a name, and whose it may be: a task where what is waited
// for may have been cancelled by itself, nothing where it can only be the coroutine's own.
type cancellation struct {
	arm  syntax.Node
	name string
	of   site.Ref
}

// cancelWord is in the names of what cancels, or asks whether somebody did. A function that does so knows whose
// cancellation it catches: a guess, which only keeps rules silent.
var cancelWord = regexp.MustCompile(`(?i)\w*cancel\w*\(`)

// cancelled finds the arm in which a cancellation that arrives during a try ends for good. There is none where the try
// waits for nothing, or the arm raises, leaves or hands the exception on.
func (w *walker) cancelled(n syntax.Node, arms []syntax.Node) cancellation {
	if !w.async || w.fn == nil {
		return cancellation{}
	}
	for _, arm := range arms {
		name := w.catchesCancel(arm)
		if name == "" {
			continue
		}
		waits, ofTask := w.awaits(n.Field(syntax.FieldBody))
		if !waits || w.passesOn(arm) || asksToStop(n) {
			return cancellation{}
		}
		c := cancellation{arm: arm, name: name}
		if ofTask || cancelWord.MatchString(w.fn.Body.Text()) {
			c.of.Kind = site.Task
		}
		return c
	}
	return cancellation{}
}

// catchesCancel is the name by which an arm catches a cancellation.
func (w *walker) catchesCancel(arm syntax.Node) string {
	names := w.armNames(arm)
	if len(names) == 0 {
		return "builtins.BaseException"
	}
	for _, name := range names {
		if name == "builtins.BaseException" || slices.ContainsFunc(w.rowsFor(name), func(word string) bool { return word == "cancel" }) {
			return name
		}
	}
	return ""
}

func (w *walker) rowsFor(name string) []string {
	var out []string
	for _, row := range w.rows(name) {
		out = append(out, row.For)
	}
	return out
}

// armNames are the canonical names that an arm lists.
func (w *walker) armNames(arm syntax.Node) []string {
	var names []string
	for c := range arm.Named() {
		if c.Kind() != syntax.Block {
			names = append(names, w.caughtNames(c)...)
		}
	}
	return names
}

// awaits reports whether a block waits for anything, and whether what it waits for may be a task: a value that was made
// before, or a call that is about one.
func (w *walker) awaits(block syntax.Node) (waits, ofTask bool) {
	eachOwn(block, func(c syntax.Node) {
		switch c.Kind() {
		case syntax.ForStatement, syntax.WithStatement:
			waits = waits || c.HasToken("async")
		case syntax.Await:
			waits = true
			ofTask = ofTask || w.mayBeTask(c.First())
		}
	})
	return waits, ofTask
}

func (w *walker) mayBeTask(n syntax.Node) bool {
	if n.Kind() == syntax.ParenthesizedExpression {
		return w.mayBeTask(n.First())
	}
	if n.Kind() != syntax.Call {
		return true
	}
	for _, row := range w.rows(w.file.Resolve(n.Field(syntax.FieldFunction)).Path) {
		if row.Object == site.Task.String() || row.Body != nil || row.Same != "" {
			return true
		}
	}
	return false
}

// passesOn reports whether an arm does more with a cancellation than to note it: it raises, leaves, or hands the
// exception to somebody.
func (w *walker) passesOn(arm syntax.Node) bool {
	out := false
	bound := boundName(arm)
	eachOwn(arm, func(c syntax.Node) {
		switch c.Kind() {
		case syntax.RaiseStatement, syntax.ReturnStatement, syntax.BreakStatement:
			out = out || !lastAttempt(c, arm, bound)
		case syntax.Identifier:
			out = out || c.Text() == bound && c.Role() != syntax.FieldAlias && c.Parent().Kind() != syntax.AsPatternTarget && !isNoted(c, arm)
		}
	})
	return out
}

// lastAttempt: a statement that leaves an arm does so only when there were enough attempts, whatever was caught.
func lastAttempt(n, arm syntax.Node, bound string) bool {
	for p := n.Parent(); !p.IsNull() && p.ID() != arm.ID(); p = p.Parent() {
		if p.Kind() != syntax.IfStatement {
			continue
		}
		cond := p.Field(syntax.FieldCondition)
		plain := bound == "" || !hasWord(cond.Text(), bound)
		for c := range cond.Inside() {
			plain = plain && c.Kind() != syntax.Call
		}
		if plain && cond.Kind() != syntax.Call && attemptWord.MatchString(cond.Text()) {
			return true
		}
	}
	return false
}

// boundName is what an arm calls the exception, "" where it does not.
func boundName(arm syntax.Node) string {
	for c := range arm.Named() {
		if c.Kind() == syntax.AsPattern {
			return c.Field(syntax.FieldAlias).Text()
		}
	}
	return ""
}

// noteWord is in the names of functions that write an exception down.
var noteWord = regexp.MustCompile(`(?i)(^|\.)(log|print|warn|debug|info|err|exception|critical|trace|echo)\w*$`)

// isNoted: the name stands in a call, inside of the arm, that writes it down.
func isNoted(n, arm syntax.Node) bool {
	for p := n.Parent(); !p.IsNull() && p.ID() != arm.ID(); p = p.Parent() {
		if p.Kind() == syntax.Call && noteWord.MatchString(p.Field(syntax.FieldFunction).Text()) {
			return true
		}
	}
	return false
}

// asksToStop: the loop around a try leaves when some state says so. Who cancels may have set that before.
func asksToStop(n syntax.Node) bool {
	for loop := n.Parent(); !loop.IsNull() && loop.Kind() != syntax.FunctionDefinition; loop = loop.Parent() {
		if loop.Kind() != syntax.WhileStatement && loop.Kind() != syntax.ForStatement {
			continue
		}
		found := false
		eachOwn(loop, func(c syntax.Node) {
			found = found || c.Kind() == syntax.IfStatement && readsState(c.Field(syntax.FieldCondition)) && leavesIn(c.Field(syntax.FieldConsequence))
		})
		return found
	}
	return false
}

func readsState(cond syntax.Node) bool {
	if cond.Kind() == syntax.Attribute {
		return true
	}
	for c := range cond.Inside() {
		if c.Kind() == syntax.Attribute {
			return true
		}
	}
	return false
}

// leavesIn reports whether a block ends the loop or the function.
func leavesIn(block syntax.Node) bool {
	for c := range block.Named() {
		if c.Kind() == syntax.ReturnStatement || c.Kind() == syntax.BreakStatement || c.Kind() == syntax.RaiseStatement {
			return true
		}
	}
	return false
}

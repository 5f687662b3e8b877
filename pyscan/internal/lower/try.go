package lower

import (
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
	before := w.env.clone()
	w.tryArms(n, arms, elseArm)
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
	dispatch := w.g.Node()
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
	after := w.merged(nil)
	all := false
	for _, arm := range arms {
		w.cur, w.env = dispatch, thrown.clone()
		w.step()
		w.inBranch(syntax.Node{}, func() { w.except(arm) })
		ends = append(ends, w.cur)
		after = w.merged(after)
		all = all || catchesAll(arm)
	}
	if !all && w.caught[dispatch] {
		w.g.Edge(dispatch, outer)
		w.raised[dispatch] = outer
		w.caught[outer] = true
	}
	if after != nil {
		w.env = *after
	}
	w.join(ends...)
}

// noteTry remembers a try in a loop, which may be a retry.
func (w *walker) noteTry(n syntax.Node, start, dispatch int) {
	if len(w.loops) == 0 {
		return
	}
	l := w.loops[len(w.loops)-1]
	about := l.item != "" && hasWord(n.Field(syntax.FieldBody).Text(), l.item)
	l.tries = append(l.tries, tryFlow{start: start, dispatch: dispatch, item: about})
}

// except walks one arm. An error that is not raised again ends here.
func (w *walker) except(arm syntax.Node) {
	names := []string{}
	for c := range arm.Named() {
		if c.Kind() == syntax.Block {
			w.block(c)
			continue
		}
		names = append(names, w.caughtNames(c)...)
	}
	if !w.alive() {
		return
	}
	if len(names) == 0 {
		names = []string{"builtins.BaseException"}
	}
	for _, name := range names {
		w.emit(site.Site{Do: site.Swallow, API: name}, arm)
	}
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

package lower

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

func (w *walker) legacy(fn callable, row *rules.Model, c *call) {
	if row.In == "async" && !w.async || row.In == "sync" && (w.async || w.calledByLoop()) {
		return
	}
	if row.In != "" && w.fn == nil && w.file.Notebook {
		return // cells run in a loop, though they are no coroutine
	}
	if row.Raises != "" && (w.expects(row.Raises, c.node) || toldAsync(c.node) || w.neededBefore(row.Raises, c.node)) {
		return
	}
	if row.Removed != "" && w.importedBefore(row.Removed, c.node) {
		return
	}
	due := row.Deprecated
	if due == "" {
		due = row.Removed
	}
	if v := parseVersion(due); v != 0 && !w.runs.reaches(v) {
		return
	}
	on := site.Ref{}
	if row.On != "none" && fn.recv != nil {
		on = fn.recv.ref
	}
	w.emit(site.Site{Do: site.Legacy, API: fn.api, On: on, For: row.For}, c.node)
}

// toldAsync reports whether a call runs only where a flag says that the caller is asynchronous: `if use_async:`.
func toldAsync(call syntax.Node) bool {
	for n := call; !n.IsNull() && n.Kind() != syntax.FunctionDefinition; n = n.Parent() {
		up := n.Parent()
		if up.Kind() != syntax.IfStatement || n.ID() != up.Field(syntax.FieldConsequence).ID() {
			continue
		}
		if flag := up.Field(syntax.FieldCondition); flag.Kind() == syntax.Identifier && strings.Contains(flag.Text(), "async") {
			return true
		}
	}
	return false
}

// calledByLoop reports whether the loop itself makes and calls the object whose method is walked, as it does protocols.
func (w *walker) calledByLoop() bool {
	if w.fn == nil || w.fn.Class == nil {
		return false
	}
	return slices.ContainsFunc(w.fn.Class.External(), func(base index.Name) bool {
		return slices.ContainsFunc(w.rows(base.Path), func(row *rules.Model) bool { return row.Colour == "async" && len(row.Does) == 0 })
	})
}

// neededBefore reports whether a statement before the call in the same branch, or in one around it, would have failed by that
// error where no loop runs.
func (w *walker) neededBefore(raises string, call syntax.Node) bool {
	for n := call; !n.IsNull() && n.Kind() != syntax.FunctionDefinition; n = n.Parent() {
		block := n.Parent()
		if block.Kind() != syntax.Block || block.Parent().Kind() == syntax.FunctionDefinition {
			continue // what stands in the function itself is a site before
		}
		for before := range block.Named() {
			if before.ID() == n.ID() {
				break
			}
			if w.needsLoop(raises, before) {
				return true
			}
		}
	}
	return false
}

// needsLoop reports whether a statement begins by asking for what raises that error where no loop runs.
func (w *walker) needsLoop(raises string, n syntax.Node) bool {
	switch n.Kind() {
	case syntax.ExpressionStatement, syntax.Await:
		return w.needsLoop(raises, n.First())
	case syntax.Assignment, syntax.ForStatement:
		return w.needsLoop(raises, n.Field(syntax.FieldRight))
	case syntax.Call:
		name := w.file.Resolve(n.Field(syntax.FieldFunction))
		return name.Kind == index.External && len(name.Rest) == 0 && slices.ContainsFunc(w.rows(name.Path), func(row *rules.Model) bool {
			return row.Raises == raises && !slices.Contains(row.Does, "legacy") && !w.given(n, row.When)
		})
	}
	return false
}

// given reports whether a call has an argument without which alone a row holds.
func (w *walker) given(call syntax.Node, cond *rules.When) bool {
	return cond != nil && !givenNode(call, cond.Arg, cond.Index).IsNull()
}

// importedBefore reports whether a call is reached only after an import that fails once the API is gone, in a try that is ready
// for that: what is imported goes with the same version.
func (w *walker) importedBefore(removed string, call syntax.Node) bool {
	for n := call; !n.IsNull() && n.Kind() != syntax.FunctionDefinition && n.Kind() != syntax.Lambda; n = n.Parent() {
		try := n.Parent()
		if try.Kind() != syntax.TryStatement || n.Kind() != syntax.ElseClause && n.ID() != try.Field(syntax.FieldBody).ID() {
			continue
		}
		for s := range try.Field(syntax.FieldBody).Named() {
			if s.End() <= call.Start() && s.Kind() == syntax.ImportFromStatement && w.goes(removed, s) && w.readyForImport(try) {
				return true
			}
		}
	}
	return false
}

// goes reports whether something that a statement imports is removed in a version.
func (w *walker) goes(removed string, s syntax.Node) bool {
	module := s.Field(syntax.FieldModuleName)
	for n := range s.Named() {
		if n.Kind() == syntax.AliasedImport {
			n = n.Field(syntax.FieldName)
		}
		if n.ID() != module.ID() && slices.ContainsFunc(w.rows(module.Text()+"."+n.Text()), func(row *rules.Model) bool { return row.Removed == removed }) {
			return true
		}
	}
	return false
}

// readyForImport reports whether an arm of a try takes the error of an import.
func (w *walker) readyForImport(try syntax.Node) bool {
	for arm := range try.Named() {
		if arm.Kind() == syntax.ExceptClause && !raisesAtOnce(arm) && slices.ContainsFunc(w.armNames(arm), func(name string) bool {
			return name == "builtins.ImportError" || name == "builtins.ModuleNotFoundError"
		}) {
			return true
		}
	}
	return false
}

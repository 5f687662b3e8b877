package repair

import (
	"fmt"
	"regexp"

	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// taskSet is the set that keepTask makes where the module has none.
const taskSet = "_background_tasks"

// keepTask puts a task that was dropped into a set of the module until it is done. Where the module has such a set, that
// is safe: nothing else changes.
func keepTask(m *Module, call syntax.Node) ([]edit, bool) {
	stmt := statement(call)
	indent, ok := m.alone(stmt)
	fn := function(call)
	if !ok || fn.IsNull() || stmt.Kind() != syntax.ExpressionStatement {
		return nil, false
	}
	var task string
	first := edit{call.Start(), call.Start(), ""}
	switch held := stmt.First(); {
	case held == call:
		task = m.free(fn, "task", "background_task", "_task")
		first.text = task + " = "
	case held.Kind() == syntax.Assignment && held.Field(syntax.FieldRight) == call && held.Field(syntax.FieldLeft).Kind() == syntax.Identifier:
		task = held.Field(syntax.FieldLeft).Text()
	}
	if task == "" || task == "_" {
		return nil, false
	}
	set, there := m.tasks, m.kept
	end := m.lineEnd(stmt.End())
	edits := []edit{{end, end, fmt.Sprintf("\n%s%s.add(%s)\n%s%s.add_done_callback(%s.discard)", indent, set, task, indent, task, set)}}
	if first.text != "" {
		edits = append([]edit{first}, edits...)
	}
	if !there {
		at := m.imports
		if at < 0 || at > fn.Start() {
			return nil, false
		}
		edits = append([]edit{{at, at, "\n\n" + set + " = set()"}}, edits...)
	}
	return edits, there
}

var setOfTasks = regexp.MustCompile(`^(\w+)(?:\s*:[^=\n]+)?\s*=\s*set\(\)$`)

// taskSet returns a set of the module that tasks are put into and taken from, or the name of one to make.
func (m *Module) taskSet() (name string, there bool) {
	for n := range m.tree.Root().Named() {
		if n.Kind() != syntax.ExpressionStatement {
			continue
		}
		found := setOfTasks.FindStringSubmatch(n.Text())
		if found == nil {
			continue
		}
		uses := regexp.MustCompile(`\.add_done_callback\(\s*` + regexp.QuoteMeta(found[1]) + `\.(discard|remove)\s*\)`)
		if found[1] == taskSet || uses.Match(m.tree.Src) {
			return found[1], true
		}
	}
	return taskSet, false
}

// afterImports returns the end of the line of the last import with which the module begins, -1 where it begins without.
func (m *Module) afterImports() int {
	at := -1
	for n := range m.tree.Root().Named() {
		switch n.Kind() {
		case syntax.ImportStatement, syntax.ImportFromStatement, syntax.FutureImportStatement:
			at = m.lineEnd(n.End())
		case syntax.Comment:
		default:
			if at >= 0 || n.First().Kind() != syntax.String {
				return at
			}
		}
	}
	return at
}

// fewAtOnce is the limit that limitGather sets: somebody has to choose one.
const fewAtOnce = 10

// limitGather lets each coroutine of `gather(*[f(x) for x in xs])` wait for one of some permits.
func limitGather(m *Module, call syntax.Node) ([]edit, bool) {
	callee, ok := m.calledOn(call, "asyncio", "gather")
	stmt := statement(call)
	indent, own := m.alone(stmt)
	if !ok || !own || !awaitable(call) {
		return nil, false
	}
	made := spread(call)
	if made.IsNull() {
		return nil, false
	}
	fn := function(call)
	limit, limited := m.free(fn, "limit", "semaphore", "permits"), m.free(fn, "limited", "one_of_few")
	if limit == "" || limited == "" {
		return nil, false
	}
	asyncio := callee.Field(syntax.FieldObject).Text()
	before := indented(indent,
		fmt.Sprintf("%s = %s.Semaphore(%d)", limit, asyncio, fewAtOnce), "",
		fmt.Sprintf("async def %s(work):", limited), "    async with "+limit+":", "        return await work", "")
	at := stmt.Start() - len(indent)
	return []edit{{at, at, before}, {made.Start(), made.Start(), limited + "("}, {made.End(), made.End(), ")"}}, false
}

// spread returns the call that makes each coroutine of the one list that is spread over a gather.
func spread(gather syntax.Node) syntax.Node {
	var list syntax.Node
	for _, a := range arguments(gather) {
		switch a.Kind() {
		case syntax.ListSplat:
			if !list.IsNull() {
				return syntax.Node{}
			}
			list = a.First()
		case syntax.KeywordArgument:
		default:
			return syntax.Node{}
		}
	}
	for list.Kind() == syntax.ParenthesizedExpression {
		list = list.First()
	}
	if k := list.Kind(); k != syntax.ListComprehension && k != syntax.GeneratorExpression {
		return syntax.Node{}
	}
	made := list.Field(syntax.FieldBody)
	if made.Kind() != syntax.Call {
		return syntax.Node{}
	}
	return made
}

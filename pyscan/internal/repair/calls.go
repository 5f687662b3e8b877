package repair

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// runningLoop: in a coroutine get_event_loop returns what get_running_loop does.
func runningLoop(m *Module, call syntax.Node) ([]edit, bool) {
	callee, ok := m.calledOn(call, "asyncio", "get_event_loop")
	if !ok {
		return nil, false
	}
	return []edit{replace(callee.Field(syntax.FieldAttribute), "get_running_loop")}, true
}

// withoutRemoved leaves out the parameter loop, which did nothing but name the loop that runs, and calls what Task had
// where it is now.
func withoutRemoved(m *Module, call syntax.Node) ([]edit, bool) {
	callee := call.Field(syntax.FieldFunction)
	object, name, ok := attribute(callee)
	if ok && slices.Contains([]string{"current_task", "all_tasks"}, name.Text()) {
		if of, task, ok := attribute(object); ok && task.Text() == "Task" && of.Text() == m.imported("asyncio") && of.Text() != "" {
			return []edit{replace(callee, of.Text()+"."+name.Text())}, true
		}
		return nil, false
	}
	args := arguments(call)
	i := slices.IndexFunc(args, func(a syntax.Node) bool {
		return a.Kind() == syntax.KeywordArgument && a.Field(syntax.FieldName).Text() == "loop"
	})
	if i < 0 || calls(args[i].Field(syntax.FieldValue)) {
		return nil, false
	}
	start, end := args[i].Start(), args[i].End()
	switch {
	case i > 0:
		start = args[i-1].End()
	case len(args) > 1:
		end = args[1].Start()
	}
	return []edit{{start, end, ""}}, true
}

// calls reports whether evaluating an expression does anything.
func calls(n syntax.Node) bool {
	if n.Kind() == syntax.Call || n.Kind() == syntax.Await {
		return true
	}
	for c := range n.Named() {
		if calls(c) {
			return true
		}
	}
	return false
}

// fromInspect: inspect has the function, but before Python 3.12 it did not know asyncio's mark for wrapped ones.
func fromInspect(m *Module, call syntax.Node) ([]edit, bool) {
	callee, ok := m.calledOn(call, "asyncio", "iscoroutinefunction")
	inspect := m.imported("inspect")
	if !ok || inspect == "" {
		return nil, false
	}
	return []edit{replace(callee.Field(syntax.FieldObject), inspect)}, false
}

// asyncSleep: a coroutine that only sleeps for a while lets others run meanwhile.
func asyncSleep(m *Module, call syntax.Node) ([]edit, bool) {
	asyncio := m.imported("asyncio")
	callee, ok := m.calledOn(call, "time", "sleep")
	if !ok || asyncio == "" || m.imported("trio") != "" || m.imported("anyio") != "" || !awaitable(call) || call.Parent().Kind() != syntax.ExpressionStatement {
		return nil, false
	}
	return []edit{replace(callee, "await "+asyncio+".sleep")}, true
}

// toThread hands a call that blocks to a thread. What the call was given is evaluated before, as it was.
func toThread(m *Module, call syntax.Node) ([]edit, bool) {
	asyncio := m.imported("asyncio")
	callee := call.Field(syntax.FieldFunction)
	args := call.Field(syntax.FieldArguments)
	if asyncio == "" || !awaitable(call) || calls(callee) || args.Kind() != syntax.ArgumentList || call.Parent().Kind() == syntax.Await {
		return nil, false
	}
	open, end := "await "+asyncio+".to_thread(", ""
	if binds(call) {
		open, end = "("+open, ")"
	}
	given := callee.Text()
	if len(arguments(call)) > 0 {
		given += ", "
	}
	edits := []edit{{callee.Start(), args.Start() + 1, open + given}}
	if limited, _ := withTimeout(m, call); len(arguments(call)) > 0 { // the thread would be lost to who does not answer
		edits = append(edits, limited...)
	}
	return append(edits, edit{call.End(), call.End(), end}), false
}

// binds reports whether what stands around a call binds closer than await.
func binds(call syntax.Node) bool {
	p := call.Parent()
	switch p.Kind() {
	case syntax.Attribute, syntax.Subscript:
		return true
	case syntax.Call:
		return p.Field(syntax.FieldFunction) == call
	case syntax.BinaryOperator:
		return p.HasToken("**")
	}
	return false
}

// timeout is what withTimeout asks for, in seconds.
const timeout = "timeout=30"

// withTimeout gives the call of a library a timeout of which the parameter has that name.
func withTimeout(m *Module, call syntax.Node) ([]edit, bool) {
	callee := call.Field(syntax.FieldFunction).Text()
	known := slices.ContainsFunc([]string{"requests", "httpx", "urllib.request", "socket"}, func(lib string) bool {
		name := m.imported(lib)
		return name != "" && strings.HasPrefix(callee, name+".")
	})
	args := call.Field(syntax.FieldArguments)
	if !known || args.Kind() != syntax.ArgumentList || strings.Contains(args.Text(), "timeout") {
		return nil, false
	}
	given := arguments(call)
	if len(given) == 0 {
		return []edit{{args.Start() + 1, args.Start() + 1, timeout}}, false
	}
	last := given[len(given)-1]
	if last.Kind() == syntax.DictionarySplat {
		return nil, false // it may be in there
	}
	return []edit{{last.End(), last.End(), ", " + timeout}}, false
}

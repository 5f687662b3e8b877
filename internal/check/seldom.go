package check

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
)

// The lists of words that say what a function is for.
const (
	lifecycle   = "lifecycle"
	probes      = "probes"
	news        = "news"
	once        = "once"
	commandLine = "command line"
	commands    = "commands"
	makers      = "makers"
)

// atStart reports whether the function runs when the program gets ready or ends: it is named for that and nothing else, or
// works on nothing of its caller's, or it is called from nowhere else.
func (q query) atStart(f *site.Func, proved map[string]bool) bool {
	if f.Entry == site.Hot {
		return false
	}
	if q.called(lifecycle, f.Name) && (f.Takes != site.Yes || oneWord(f.Name)) && q.Runs(f) < site.PerCall {
		return true
	}
	proved[f.Name] = false // while it is being asked
	all := false
	for _, c := range q.Callers(f.Name) {
		known, asked := proved[c.Func.Name]
		switch {
		case asked && !known: // a recursion adds nothing
		case c.Site.Do == site.Spawn || !known && !q.atStart(c.Func, proved):
			return false
		default:
			all = true
		}
	}
	proved[f.Name] = all
	return all
}

// endsWithProcess reports whether the function runs once in a program and what it leaves behind goes with the process: it is where
// that begins, or every call of it that can be seen leads there, none of them in a loop.
func (q query) endsWithProcess(f *site.Func, begins func(*site.Func) bool, seen map[string]bool) bool {
	if begins(f) {
		return true
	}
	if f.Entry != site.RunsUnknown || f.Public || seen[f.Name] {
		return false
	}
	seen[f.Name] = true
	callers := q.Callers(f.Name)
	return len(callers) > 0 && !slices.ContainsFunc(callers, func(c proof.Caller) bool {
		return site.InnermostLoop(c.Site.At) != nil || !q.endsWithProcess(c.Func, begins, seen)
	})
}

// beginsProgram reports whether a program begins in the function: main, or a command of it.
func beginsProgram(f *site.Func) bool { return f.Command || f.Main && f.Entry == site.Once }

// startsOrCommands reports whether the function runs at the beginning or the end, or for somebody who sits in front of it.
func (q query) startsOrCommands() bool {
	return q.scripted(q.f, map[string]bool{}) || q.atStart(q.f, map[string]bool{}) || q.ofCommand(q.f)
}

// called reports whether the function's own name has a word of a list in it.
func (q query) called(list, name string) bool {
	return q.models.Called(q.lang, list, lastPart(name))
}

// calledWithin is called for the function and those around it.
func (q query) calledWithin(list string, f *site.Func) bool {
	for name := f.Name; name != ""; name = name[:max(0, strings.LastIndexByte(name, '.'))] {
		if q.called(list, name) && q.Func(name) != nil {
			return true
		}
	}
	return false
}

// oneWord reports whether a function's own name is a single word.
func oneWord(name string) bool {
	return !strings.Contains(strings.Trim(lastPart(name), "_"), "_")
}

// ofCommand reports whether the function stands in a module that holds the commands of a tool.
func (q query) ofCommand(f *site.Func) bool {
	if q.Runs(f) == site.Hot {
		return false
	}
	return slices.ContainsFunc(strings.Split(strings.TrimSuffix(f.Span.File, ".py"), "/"), func(segment string) bool {
		segment = strings.Trim(segment, "_")
		return !strings.Contains(segment, "_") && q.models.Called(q.lang, commandLine, segment)
	})
}

// isCommand reports whether a function is named as a command of a tool, or as what runs the whole of it, and stands where those
// are kept: who runs it waits for the process to end.
func (q query) isCommand(f *site.Func) bool {
	runs := f.Owner == "" && f.Public && q.models.Listed(q.lang, "runs a program", strings.ToLower(lastPart(f.Name)))
	folders := strings.Split(f.Span.File, "/")
	return f.Command || q.Runs(f) < site.PerCall && (runs || q.called(commands, f.Name)) && slices.ContainsFunc(folders[:len(folders)-1], func(folder string) bool {
		return q.models.Listed(q.lang, commands, folder)
	})
}

// seldomOnTheWay reports whether the call goes through a function that keeps its result, or that asks for news as programs
// do when they begin: it stands still the first time only.
func (q query) seldomOnTheWay() bool {
	return slices.ContainsFunc(q.s.Via, func(v site.Step) bool {
		f := q.Func(v.Func)
		return f != nil && f.Entry == site.Once || q.called(news, v.Func)
	})
}

// ofSyncTwin reports whether the coroutine is made by a method of a class that has an asynchronous twin beside it: who has
// a loop uses that one.
func (q query) ofSyncTwin(f *site.Func) bool {
	if f.Owner != "" {
		return false // the coroutine is part of what the class offers
	}
	module, inside, _ := strings.Cut(f.Name[:strings.LastIndexByte(f.Name, '.')+1], ".")
	for inside != "" {
		class, rest, _ := strings.Cut(inside, ".")
		twin := module + ".Async" + class
		if slices.ContainsFunc(q.Funcs, func(g site.Func) bool { return g.Owner == twin }) {
			return true
		}
		module, inside = module+"."+class, rest
	}
	return false
}

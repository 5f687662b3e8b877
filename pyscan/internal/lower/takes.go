package lower

import (
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// takes reports whether a function has a parameter that is data: neither
// configuration, context, logger nor pool.
//
// A constructor takes what the object is made of: how often it runs is how often
// somebody makes one.
func (t *typer) takes(fn *index.Function) site.Tri {
	answer := site.No
	for i, p := range fn.Params {
		if i == 0 && fn.Class != nil && !fn.Static {
			continue
		}
		switch {
		case p.Kind == index.VarArgs || p.Kind == index.VarKwargs:
			answer = max(answer, site.Unknown)
		case t.isData(fn, p) && fn.Class != nil && constructors[fn.Name]:
			answer = site.Unknown
		case t.isData(fn, p):
			return site.Yes
		}
	}
	return answer
}

var constructors = map[string]bool{"__init__": true, "__new__": true, "__post_init__": true, "__aenter__": true, "__enter__": true, "__init_subclass__": true, "model_post_init": true}

func (t *typer) isData(fn *index.Function, p index.Param) bool {
	switch p.Default.Kind() {
	case syntax.True, syntax.False, syntax.Integer, syntax.Float, syntax.Call, syntax.Attribute:
		return false
	case syntax.Identifier:
		return false // a default that somebody configured
	}
	if plumbing(p.Name) {
		return false
	}
	if got := t.annotated(fn.File, p.Annotation); got.known() {
		return got.class != nil && !plumbing(got.class.Name)
	}
	return !plumbing(lastName(p.Annotation.Text()))
}

func lastName(annotation string) string {
	annotation = strings.Trim(annotation, `"' `)
	return annotation[strings.LastIndexByte(annotation, '.')+1:]
}

// plumbing reports whether a name is that of what a program is held together
// with, rather than of what it works on.
func plumbing(name string) bool {
	words := splitWords(name)
	if len(words) == 0 {
		return false
	}
	switch words[len(words)-1] {
	case "config", "conf", "cfg", "settings", "options", "opts", "ctx", "context", "logger", "log", "pool", "client", "session", "conn", "connection",
		"db", "database", "engine", "app", "loop", "executor", "sem", "semaphore", "limiter", "lock", "timeout", "event", "queue", "driver", "env",
		"dsn", "uri", "host", "port", "credentials", "password", "token", "manager", "factory", "provider", "parser", "argv":
		return true
	}
	return false
}

// splitWords cuts snake_case and CamelCase into lower-case words.
func splitWords(name string) []string {
	var words []string
	start := 0
	cut := func(end int) {
		if end > start {
			words = append(words, strings.ToLower(name[start:end]))
		}
		start = end
	}
	for i := range len(name) {
		c := name[i]
		switch {
		case c == '_':
			cut(i)
			start = i + 1
		case c >= 'A' && c <= 'Z' && i > 0 && (name[i-1] < 'A' || name[i-1] > 'Z'):
			cut(i)
		}
	}
	cut(len(name))
	return words
}

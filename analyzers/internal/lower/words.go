package lower

import (
	"go/types"
	"slices"
	"strings"
	"unicode"
)

// Some facts of Go are only in its names: what is a setting, what is a log. These are words of programmers, not of any
// library.
var (
	configWords = []string{"config", "cfg", "conf", "configuration", "setting", "settings", "option", "options", "opts", "env", "environment", "flags", "args", "params", "cli"}
	sourceWords = []string{"dsn", "driver", "addr", "address", "host", "port", "user", "username", "password", "database", "dbname", "schema", "conninfo"}
	loggerWords = []string{"log", "logger", "logf", "tracer", "metrics", "meter", "recorder", "registry"}
)

// configType reports whether a type's name says that it holds settings.
func configType(t types.Type) bool {
	named := namedType(t)
	return named != nil && lastWordIn(named.Obj().Name(), configWords)
}

// settingName reports whether a parameter's name says that it is a setting or where to connect, not data.
func settingName(name string) bool {
	return anyWordIn(name, configWords) || anyWordIn(name, sourceWords) || connectionText(name) || lastWordIn(name, loggerWords)
}

// connectionText: connString, connURL, databaseURL, dbPath.
func connectionText(name string) bool {
	ws := words(name)
	if len(ws) < 2 {
		return false
	}
	first, last := ws[0], ws[len(ws)-1]
	return slices.Contains([]string{"conn", "connection", "db", "database", "sql", "postgres", "mysql", "redis", "mongo"}, first) &&
		slices.Contains([]string{"str", "string", "url", "uri", "path", "file", "name"}, last)
}

func lastWordIn(name string, list []string) bool {
	ws := words(name)
	return len(ws) > 0 && slices.Contains(list, ws[len(ws)-1])
}

func anyWordIn(name string, list []string) bool {
	return slices.ContainsFunc(words(name), func(w string) bool { return slices.Contains(list, w) })
}

// words splits maxOpenConns and HTTPConfig into lower-case words.
func words(name string) []string {
	var out []string
	start := 0
	rs := []rune(name)
	cut := func(end int) {
		if w := strings.Trim(strings.ToLower(string(rs[start:end])), "_"); w != "" {
			out = append(out, w)
		}
		start = end
	}
	for i := 1; i < len(rs); i++ {
		upper := unicode.IsUpper(rs[i])
		switch {
		case rs[i] == '_', upper && !unicode.IsUpper(rs[i-1]), upper && i+1 < len(rs) && unicode.IsLower(rs[i+1]):
			cut(i)
		}
	}
	cut(len(rs))
	return out
}

package rules

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

//go:embed models
var modelFiles embed.FS

// A Model says which sites a call of one API produces. Front ends read nothing else about a library.
//
// API names are canonical: "asyncio.gather", "asyncpg.Connection.close" (type, then method; an attribute chain such as
// "openai.OpenAI.chat.completions.create" counts as a method), "net/http.Get", "golang.org/x/sync/errgroup.Group.Go"
// (import path, type without star, method). The API "go" is Go's statement.
//
// Go, where types are always known, has some more forms of a name:
//   - a method has the name of its receiver's type, or, where no row has that, of the type that declares it (Close of a
//     sqlx.DB is "database/sql.DB.Close"); a method of an interface that of the interface; a generic one no type
//     arguments ("slices.Sorted");
//   - a field counts as a method: "time.Timer.C"; a chain too: "net/http.Response.Body.Close";
//   - a type ("sync.WaitGroup") says of what kind its values are, whoever made them; with does = ["open"] its zero
//     value, literal or new() makes one, and Arg of a Value means a field of the literal;
//   - a signature, parameters only ("func(net/http.ResponseWriter,*net/http.Request)"), says of every function and
//     method with these parameters how it runs (Entry);
//   - a package function without a call ("github.com/avast/retry-go/v4.FixedDelay") is the value of that name.
//
// Python, where types are found by inference, has these:
//   - a class stands for the type that its row returns: an annotation "asyncpg.pool.Pool" is an asyncpg.Pool where a row
//     of that name returns it; a row that does nothing but return says only this;
//   - a row of a class that has an Entry says of a function with a parameter of that type how it runs;
//   - "redis.Redis.*" is every method and attribute chain below the type that has no row of its own;
//   - an assignment to an attribute is a call of it with the value as argument 0: "threading.Thread.daemon";
//   - "Type.__call__" is the call of an object; "Type.__aiter__" what iterating it does;
//   - a decorator without parentheses is a call with no arguments but the function;
//   - a function of a library as an argument ("jitter=backoff.full_jitter") is the value that its row describes;
//   - await is not in a row: an awaited call that has no wait of its own gets one from the lowering.
//
// Of several rows that hold for one call, all legacy ones count and the first other one; in Go all of them (http.Get
// blocks and opens a response). A Go row that opens closes as the row of the type it returns does.
//
// An Open has as Args the receiver and all arguments that are objects: what it is derived from.
type Model struct {
	API     Names    `toml:"api"`     // one name, or several that behave alike
	Does    []string `toml:"does"`    // words of site.Do, in order; empty: only known, does nothing that matters
	Object  string   `toml:"object"`  // kind of the object, a word of site.ObjKind
	On      string   `toml:"on"`      // which object: result, receiver, none, arg:NAME or arg:INDEX; default: result for open and spawn, else receiver where API is a method, else none
	Result  int      `toml:"result"`  // which result is the object, where there are several
	Returns string   `toml:"returns"` // type of that result, for the methods called on it; default: the API itself where it opens; "body": what the function given returns
	Cap     *Value   `toml:"cap"`     // size; where Does is empty: what the result amounts to (NumCPU, a flag), or what On points to
	Time    *Value   `toml:"time"`    // timeout, delay or deadline, in the library's unit (see Unit)
	Unit    string   `toml:"unit"`    // of Time: s (default in Python), ms, ns (default in Go)
	Pieces  *Value   `toml:"pieces"`  // the result is cut into pieces of at most this size (itertools.batched): a loop over one runs no more
	Times   *Value   `toml:"times"`   // frame = "retry": attempts; a worker API: how many runs
	Rand    *Value   `toml:"rand"`    // frame = "retry" or sleep: whether the delay has a random part: default = true|false, or an argument that brings one (an argument that says so wins over the default); of any other call: its result is random (true), or a delay policy that is not (false)
	Body    *Value   `toml:"body"`    // which argument is the function started; it runs in place where the row neither spawns nor offloads; with Same naming it (partial) it does not run: the result is that function with its arguments bound; Default: the method of the object that runs where none is given (Thread.run)
	Args    *Value   `toml:"args"`    // what the body is handed; default: the positional arguments after it and the keywords that are left. Each: one run per element
	Colour  string   `toml:"colour"`  // how the body runs: async, thread; of a wait without body: thread where it stands the thread still; of a class that does nothing: async where the loop makes its objects and calls their methods
	Apart   []string `toml:"apart"`   // arguments, by name or position, that set the object apart from others of its kind (a key, a proxy): where one follows a parameter or a loop's element, the Open is derived from that
	To      *Value   `toml:"to"`      // Python: of a request, the address that it goes to: one that is the caller's as a whole is among the Args; of an open, the address that the requests of the client stand behind
	Closes  []string `toml:"closes"`  // methods of the result that end its life, or a function that takes it ("os.close"); Go: in the row of the type, and Get finds each as a row that leaves; Python: the same for the type returned
	Closer  *int     `toml:"closer"`  // Go: which result is a function whose call ends the object: a Tell of a signal, a Leave of anything else
	With    string   `toml:"with"`    // what leaving a with block does: closes, joins (closes, and the thread waits for all that still runs in it), releases (limiters, locks: entering is Enter), waits (groups), passes (rate limiters: entering is a Wait, nothing is held), transaction, none
	Entry   string   `toml:"entry"`   // decorators and registrars: the function given runs so: hot, once, command (Go, of a signature: once, and in a package main the process ends with it), scope (a generator: what stands before its yield runs on entry of a with block, the rest on leaving)
	Same    string   `toml:"same"`    // the result is the same object as: receiver, arg:NAME or arg:INDEX; Go, of a type: field:NAME, a literal is the element of that name; none: of an attribute, a value that does not keep the receiver
	When    *When    `toml:"when"`    // the row holds only then
	Unless  *When    `toml:"unless"`  // Go: an open makes nothing then
	Frame   string   `toml:"frame"`   // retry, loop: the body (or the function decorated) runs inside such a loop
	For     string   `toml:"for"`     // resource: db, http, llm, sdk (any other remote SDK), cloud, queue, cache, mail, file (sqlite too), descriptor, net, ssh, rpc, sleep, process; listener, broker: a connection or a message from outside is taken
	Weak    bool     `toml:"weak"`    // spawn: only who holds the result keeps alive what was started
	Mute    bool     `toml:"mute"`    // spawn: an error of what was started is seen only by who asks the result for it; nothing logs it
	Drops   bool     `toml:"drops"`   // Python: what calls the body later (call_soon) drops what it returns; the row describes nothing else
	Named   Names    `toml:"named"`   // Python: a variable or attribute of this name, of which no type is known, is guessed to hold what the row returns
	Alone   string   `toml:"alone"`   // of a method: no other one with this may run on the same object meanwhile, and why, as a clause: "an asyncpg connection refuses a second operation"
	Bound   string   `toml:"bound"`   // of an open: the object belongs to the event loop on which it was first used, and why, as a clause: "its connections belong to the loop that opened them"
	Request bool     `toml:"request"` // the result is ended by the framework with the request; of a signature: the parameters are; of a dependency: what a generator yields is
	Quiet   bool     `toml:"quiet"`   // the call does not fail in practice: no way out by an exception leads on from it; a row that says only this describes nothing else
	Ends    bool     `toml:"ends"`    // the call does not return: no way out leads on from it (os.Exit)

	Since       string `toml:"since"`       // first version of the language that has the API
	Deprecated  string `toml:"deprecated"`  // from this version on it is Legacy; "0": always
	Removed     string `toml:"removed"`     // from this version on it fails
	Grows       bool   `toml:"grows"`       // Go: the result grows exponentially with the last argument
	Until       string `toml:"until"`       // Go: before this version of the language it is Legacy
	Rule        string `toml:"rule"`        // Legacy and spawn rows: the code that reports it (spawn: the fan-out rule, CL101 for collectors, CL103 for create_task ...)
	In          string `toml:"in"`          // Legacy rows: only in a function of this colour: async, sync
	Why         string `toml:"why"`         // Legacy rows: what is wrong with it, after the API's name: "raises RuntimeError from Python 3.14 on"; default: from the versions
	Drains      bool   `toml:"drains"`      // returns false once what it is called on has closed itself: Go's Rows.Next
	Spends      bool   `toml:"spends"`      // Go: reads its first argument to the end; where it fails, reading has failed, and what was read from has ended itself
	Raises      string `toml:"raises"`      // the error by which it fails where no loop runs; legacy: who names it in an except is ready for that
	Replacement string `toml:"replacement"` // what to write, for the message
	Source      string `toml:"source"`      // where the facts were read: library and version, file

	Lang string `toml:"-"` // the folder it came from
	File string `toml:"-"`
}

// A Value is an amount that a call gives: an argument by name and by position, or the default where it is not given.
type Value struct {
	Arg     string `toml:"arg"`     // keyword; Go: a field of the literal that is argument Index, or that API names
	Index   *int   `toml:"index"`   // position, receiver not counted
	Rest    bool   `toml:"rest"`    // all positional arguments from Index on (gather's coroutines)
	Each    bool   `toml:"each"`    // the argument is an iterable of what is meant (asyncio.wait's tasks)
	Zero    any    `toml:"zero"`    // what 0, None or less stands for, where it is no size: "endless"
	Minus   any    `toml:"minus"`   // the same for less than 0 alone
	Default any    `toml:"default"` // number, "endless", "cpu" (a small number that follows the machine), "config" (a setting), "data" (follows an input; as a loop's condition: the loop does), true, false; none: unknown
}

// When is a condition on an argument of the call.
type When struct {
	Arg   string         `toml:"arg"`
	Index *int           `toml:"index"`
	Given *bool          `toml:"given"` // whether the argument is there
	Is    any            `toml:"is"`    // or that it is this literal
	Has   *regexp.Regexp `toml:"has"`   // or that its source text has a match of this expression
	Of    string         `toml:"of"`    // or that it is of this type
	Made  *regexp.Regexp `toml:"made"`  // Go: or that it was made by a call or a literal with a text of which this is a match
}

// Words are names that people give to one kind of thing. They only ever lower or silence a finding: what the code does
// decides that there is one.
type Words struct {
	Name   string   `toml:"name"`   // of the list
	Words  []string `toml:"words"`  // in small letters; for Named beginnings of the parts of a name, "consum" fits "message_consumer"; for Called whole parts, "health_check"
	Source string   `toml:"source"` // where such names were seen
}

// Names is one name or a list of them.
type Names []string

// UnmarshalText reads the form with one name.
func (n *Names) UnmarshalText(b []byte) error { *n = Names{string(b)}; return nil }

// Models finds rows by language and name.
type Models struct {
	rows  map[string][]*Model // key: lang + " " + api
	all   []*Model
	words map[string][]string // key: lang + " " + name of the list
}

// Named reports whether a word of a list fits a part of the text, which may be a name or an expression. A list that does not
// exist fits nothing.
func (m *Models) Named(lang, list, text string) bool {
	for part := range parts(text) {
		if m.fits(lang, list, part) {
			return true
		}
	}
	return false
}

// Listed reports whether a word is in a list as it stands.
func (m *Models) Listed(lang, list, word string) bool {
	return slices.Contains(m.words[lang+" "+list], word)
}

// Words are the words of a list.
func (m *Models) Words(lang, list string) []string { return m.words[lang+" "+list] }

// Called reports whether a name has a word or a phrase of a list in it as a whole: "health_check" is in RunHealthCheck,
// "ping" is not in "shopping".
func (m *Models) Called(lang, list, name string) bool {
	whole := "_" + strings.Join(slices.Collect(parts(name)), "_") + "_"
	return slices.ContainsFunc(m.words[lang+" "+list], func(w string) bool { return strings.Contains(whole, "_"+w+"_") })
}

// NamedOnly reports whether every part of the text fits a word of one of the lists, as the name `on_shutdown` does that
// consists of nothing else.
func (m *Models) NamedOnly(lang, text string, lists ...string) bool {
	some := false
	for part := range parts(text) {
		if !slices.ContainsFunc(lists, func(list string) bool { return m.fits(lang, list, part) }) {
			return false
		}
		some = true
	}
	return some
}

// fits reports whether a word of the list is the beginning of the part, or all of it where the word ends with a dot.
func (m *Models) fits(lang, list, part string) bool {
	return slices.ContainsFunc(m.words[lang+" "+list], func(w string) bool {
		if whole, ok := strings.CutSuffix(w, "."); ok {
			return part == whole
		}
		return strings.HasPrefix(part, w)
	})
}

// parts yields the words that names in the text are made of: snake_case and CamelCase, in small letters.
func parts(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := 0
		for i := 0; i <= len(text); i++ {
			end := i == len(text) || !letter(text[i])
			if !end && !(i > start && upper(text[i]) && (!upper(text[i-1]) || i+1 < len(text) && lower(text[i+1]))) {
				continue // inside of a word, or of letters that stand for words: HTTPAddrs is http and addrs
			}
			if i > start && !yield(strings.ToLower(text[start:i])) {
				return
			}
			start = i
			if end {
				start = i + 1
			}
		}
	}
}

func upper(b byte) bool { return 'A' <= b && b <= 'Z' }

func lower(b byte) bool { return 'a' <= b && b <= 'z' }

func letter(b byte) bool { return upper(b) || 'a' <= b && b <= 'z' || '0' <= b && b <= '9' }

// Get returns the rows of an API, in the order of their file; nil where none is modelled. A row of the API itself wins
// over one of all that lies below a type ("redis.Redis.*"), the nearest type first.
func (m *Models) Get(lang, api string) []*Model {
	rows, ok := m.rows[lang+" "+api]
	if ok || lang == "go" {
		return rows
	}
	for above := api; ; {
		dot := strings.LastIndexByte(above, '.')
		if dot < 0 {
			return nil
		}
		above = above[:dot]
		if rows := m.rows[lang+" "+above+".*"]; rows != nil {
			return rows
		}
	}
}

// All returns every row.
func (m *Models) All() []*Model { return slices.Clone(m.all) }

var builtin = sync.OnceValues(func() (*Models, error) { return parseModels(modelFiles) })

// Builtin returns the models that come with concurlint.
func Builtin() *Models {
	m, err := builtin()
	if err != nil {
		panic(err)
	}
	return m
}

// With returns the models with further rows, which win over those that are there. An error names the row that is wrong.
func (m *Models) With(golang, python []*Model) (*Models, error) {
	if len(golang)+len(python) == 0 {
		return m, nil
	}
	out := &Models{rows: map[string][]*Model{}, words: m.words}
	var errs []error
	for i, row := range slices.Concat(golang, python) {
		own := *row
		own.Lang = "go"
		if i >= len(golang) {
			own.Lang = "python"
		}
		if err := own.validate(); err != nil {
			errs = append(errs, fmt.Errorf("models: %s: %w", strings.Join(own.API, ", "), err))
		}
		out.add(&own)
	}
	own := maps.Clone(out.rows)
	added := out.all
	out.all = slices.Concat(added, m.all)
	for key, rows := range m.rows {
		out.rows[key] = append(own[key], rows...)
	}
	// The rows of m are shared by everyone who holds it, and linked already.
	out.link(added)
	return out, errors.Join(errs...)
}

func parseModels(files fs.FS) (*Models, error) {
	m := &Models{rows: map[string][]*Model{}, words: map[string][]string{}}
	var errs []error
	for _, lang := range []string{"go", "python"} {
		names, err := fs.Glob(files, "models/"+lang+"/*.toml")
		if err != nil {
			return nil, fmt.Errorf("listing models: %w", err)
		}
		slices.Sort(names)
		for _, name := range names {
			errs = append(errs, m.parse(files, lang, name))
		}
	}
	m.link(m.all)
	return m, errors.Join(errs...)
}

// link gives those of rows that are Go and open something what closes the type they return: it is written once, at the
// type.
func (m *Models) link(rows []*Model) {
	for _, row := range rows {
		if row.Lang != "go" || len(row.Closes) > 0 || row.Returns == "" {
			continue
		}
		for _, typ := range m.Get("go", row.Returns) {
			row.Closes = append(row.Closes, typ.Closes...)
		}
	}
}

func (m *Models) parse(files fs.FS, lang, name string) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("reading models %s: %w", name, err)
	}
	var file struct {
		Model []*Model `toml:"model"`
		Words []*Words `toml:"words"`
	}
	dec := toml.NewDecoder(strings.NewReader(string(text)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&file); err != nil {
		return fmt.Errorf("models %s: %w", name, describe(err))
	}
	var errs []error
	for _, row := range file.Model {
		row.Lang, row.File = lang, path.Base(name)
		if err := row.validate(); err != nil {
			errs = append(errs, fmt.Errorf("models %s: %s: %w", name, strings.Join(row.API, ", "), err))
		}
		m.add(row)
	}
	for _, list := range file.Words {
		if list.Name == "" || len(list.Words) == 0 || list.Source == "" {
			errs = append(errs, fmt.Errorf("models %s: words %q: name, words and source are all needed", name, list.Name))
		}
		key := lang + " " + list.Name
		if m.words[key] != nil {
			errs = append(errs, fmt.Errorf("models %s: words %q: there is a list of that name already; choose another", name, list.Name))
		}
		m.words[key] = append(m.words[key], list.Words...)
	}
	return errors.Join(errs...)
}

func (m *Models) add(row *Model) {
	m.all = append(m.all, row)
	for _, api := range row.API {
		m.put(api, row)
		object := api
		if row.Lang == "python" && row.Returns != "" {
			object = row.Returns
		}
		for _, method := range row.Closes {
			if name := object + "." + method; m.rows[row.Lang+" "+name] == nil {
				m.put(name, row.closing(name))
			}
		}
	}
}

func (m *Models) put(api string, row *Model) {
	key := row.Lang + " " + api
	m.rows[key] = append(m.rows[key], row)
}

// closing is the row of a method that ends the life of what the row describes.
func (m *Model) closing(api string) *Model {
	return &Model{
		API: Names{api}, Does: []string{"leave"}, On: "receiver", Object: m.Object, For: m.For,
		Source: m.Source, Lang: m.Lang, File: m.File,
	}
}

// describe adds the line to a decoding error.
func describe(err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) {
		return fmt.Errorf("unknown key:\n%s", strict.String())
	}
	var dec *toml.DecodeError
	if errors.As(err, &dec) {
		row, _ := dec.Position()
		return fmt.Errorf("line %d: %w", row, err)
	}
	return err
}

var (
	doWords     = []string{"open", "spawn", "limit", "enter", "leave", "wait", "tell", "use", "block", "offload", "escape", "swallow", "legacy"}
	objectWords = []string{"", "task", "thread", "daemon", "group", "executor", "limiter", "lock", "channel", "signal", "loop", "pool", "client", "conn", "tx", "rows", "response", "resource"}
	withWords   = []string{"", "closes", "joins", "releases", "waits", "passes", "transaction", "none"}
	entryWords  = []string{"", "hot", "once", "command", "scope"}
)

func (m *Model) validate() error {
	if len(m.API) == 0 {
		return errors.New("api is missing")
	}
	for _, do := range m.Does {
		if !slices.Contains(doWords, do) {
			return fmt.Errorf("does %q; the words are %s", do, strings.Join(doWords, ", "))
		}
	}
	if !slices.Contains(objectWords, m.Object) {
		return fmt.Errorf("object %q; the words are %s", m.Object, strings.Join(objectWords[1:], ", "))
	}
	if !slices.Contains(withWords, m.With) {
		return fmt.Errorf("with %q; the words are %s", m.With, strings.Join(withWords[1:], ", "))
	}
	if !slices.Contains(entryWords, m.Entry) {
		return fmt.Errorf("entry %q; the words are %s", m.Entry, strings.Join(entryWords[1:], ", "))
	}
	if m.Source == "" {
		return errors.New("source is missing: say library, version and file that was read")
	}
	if m.Drops && (m.Body == nil || len(m.Does) > 0) {
		return errors.New("a row that drops names a body and does nothing")
	}
	if slices.Contains(m.Does, "legacy") && m.Rule == "" {
		return errors.New("a legacy row names its rule")
	}
	return nil
}

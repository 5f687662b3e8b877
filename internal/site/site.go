// Package site is the vocabulary of the whole program: a site is one thing that a function does to one object that
// concurrency is about. Both languages lower their source to sites, what a helper does reaches its callers by Inline
// and Solve, and proofs, decisions and the census read nothing else. It sees no syntax and no types.
//
// The zero value of everything is Unknown: a front end that forgets to say something causes silence, not a false alarm.
package site

import "github.com/concurlint/concurlint/internal/finding"

// A Span is a stretch of source.
type Span = finding.Span

// Do is what a site does.
type Do uint8

// What a site can do. The conventions of lowering, the same in both languages, stand in CONVENTIONS.md of this folder.
const (
	None    Do = iota
	Call       // of a function of the user's own code, or one that resolves nowhere (API says which); Args: parameters, then results
	Open       // an object comes to life
	Spawn      // work is started that runs at the same time; Body says what one run of it does
	Limit      // the size of On is set
	Enter      // a permit of On is taken, a lock taken, a group joined, a scope entered
	Leave      // given back: closed, released, done
	Wait       // until something happens: an await, a receive, a join, a sleep
	Tell       // something is sent, set, cancelled, closed for others to see
	Use        // On is used: a request on a client, a context handed on
	Block      // the thread stands still until something outside answers
	Offload    // work is run elsewhere and waited for: to_thread, an executor; Body says what
	Escape     // On goes where this function cannot see: returned, stored, handed to unknown code
	Swallow    // an error or a cancellation ends here
	Legacy     // an API or construct that a model or a policy names as unwanted
	Gap        // something here could not be understood: Unknown for all that depends on it
)

// Stored is the API of an Escape by assignment: into a field, an element, a variable that outlives the function. A
// return has no API.
const Stored = "store"

// Handed is the API of an Escape into a call of unknown code, in Go: it may keep the object or end it, whoever made it.
const Handed = "hand"

// Enters ends the name of the part of a context manager that a with block runs first, Exits that of the one that it runs last.
const (
	Enters = "@enter"
	Exits  = "@exit"
)

var doNames = [...]string{"none", "call", "open", "spawn", "limit", "enter", "leave", "wait", "tell", "use", "block", "offload", "escape", "swallow", "legacy", "gap"}

// String returns the word of the text form.
func (d Do) String() string { return doNames[d] }

// ParseDo reads what String writes; it reports false for any other text.
func ParseDo(s string) (Do, bool) { return lookup[Do](doNames[:], s) }

// A Tri is yes, no or unknown.
type Tri int8

// The three answers; Unknown is the zero value.
const (
	Unknown Tri = 0
	Yes     Tri = 1
	No      Tri = -1
)

// String returns yes, no or unknown.
func (t Tri) String() string { return [...]string{"no", "unknown", "yes"}[t+1] }

// And is the smaller of both answers.
func (t Tri) And(u Tri) Tri { return min(t, u) }

// A Site is one thing that a function does to one object. Plain data: it can be compared, printed, stored as a fact.
type Site struct {
	Do    Do
	Must  Tri     // no branch stands between it and its innermost loop (or the Func): see CONVENTIONS.md
	First Tri     // before any wait, blocking call or spawn of Func; Number sets it
	Guess bool    // a name or a type was guessed
	Late  bool    // done when the function returns, wherever it stands: a defer
	On    Ref     // the object; zero: none that is known
	Args  []Ref   // what the call is handed or captures, in order; Call: parameters, then results; Spawn: includes the loop's element (kind item); Open: what it is derived from
	Hears Ref     // Spawn: the future that alone tells of an error in what was started, where On is what runs it
	API   string  // canonical name; Call: the callee
	For   string  // resource as a model or a policy names it: db, llm, http, http:api.example.com
	Span  Span    // in Func, also where the site was inlined: then the call
	At    []Frame // frames around it, outermost first
	Seq   int     // order within Func; Number sets it
	Cap   Amount  // Open, Limit: size; Enter: permits; Tell: messages (Endless: close, set, cancel: for all and for good)
	Time  Amount  // Open: its default timeout or deadline; Enter, Wait, Block: timeout or delay (Endless: none)
	Ways  []Way   // ways out that can be reached after it; Sure: no path from the object's birth to it misses this site; No at an Open or Enter: it never lives that long
	Fails []int   // Call: the Ways on which its results are not there: the branch err != nil right after it
	Body  *Func   // Spawn, Offload: what one run of the started function does, captured objects named as here
	Via   []Step  // calls between Span and API, outermost first: the code flow
}

// A Way is one way out of a Func (Return, Error) or of one run of a loop (Next).
type Way struct {
	ID   int
	Kind WayKind
	Sure Tri
}

// WayKind says where a way leads.
type WayKind uint8

// The kinds of ways: back to the caller, out by an exception, to the next run of the innermost loop.
const (
	Return WayKind = iota
	Error
	Next
)

// A Frame stands around sites.
type Frame struct {
	ID    int // unique within Func
	Kind  FrameKind
	Retry Tri    // Loop: its error path leads back to its top
	Once  Tri    // Unset: what runs in it sets On, so it happens once in the life of whom On belongs to
	On    Ref    // Unset: what must be unset; With: what is entered; Loop: the variable that it runs over or counts up to, where it is one
	Times Amount // Loop: how often per run
	Span  Span   // the head: "for _, u := range urls"
}

// FrameKind is the kind of a frame.
type FrameKind uint8

// The kinds of frames. Select: one of its sites happens. Unset: runs only while On is not set (`if pool is None`).
// NoLoop: runs only where its thread has no running event loop.
const (
	Loop FrameKind = iota
	Try
	With
	Select
	Unset
	NoLoop
)

var frameNames = [...]string{"loop", "try", "with", "select", "unset", "noloop"}

// String returns the word of the text form.
func (k FrameKind) String() string { return frameNames[k] }

// A Step is one call on the way from a function to a site that stands in another one.
type Step struct {
	Func   string // the function called
	Span   Span   // of the call, or of the site itself in the last step
	Colour Colour // of Func
}

// Colour says how a function runs.
type Colour uint8

// Async runs on an event loop; Sync is any other function.
const (
	Sync Colour = iota
	Async
)

// Runs says how often a function runs.
type Runs uint8

// Hot: handlers, per request or message. PerCall: at least per item of work. Once: start-up, module body.
const (
	RunsUnknown Runs = iota
	Once
	PerCall
	Hot
)

var runsNames = [...]string{"", "once", "percall", "hot"}

// String returns the word of the text form, "" for unknown.
func (r Runs) String() string { return runsNames[r] }

// A Func is what one function does. Facts only: what follows from them is proof's to say.
type Func struct {
	Name    string // canonical: pkg/path.Type.Method, pkg.module.Class.method, closures by a suffix
	Colour  Colour
	Entry   Runs   // Hot, PerCall or Once where a model or the language says so, else unknown
	Public  bool   // can be called from outside its package or module
	Main    bool   // Go: of a package main, which is one program
	Command bool   // what has read the command line calls it, once, and the process ends with it
	Takes   Tri    // has a parameter that is data: neither configuration, context, logger nor pool
	OneGo   bool   // a coroutine in which nothing awaits: its first step is its last
	Keeps   Tri    // returns early what it kept of an earlier call: its body is what happens the first time
	Params  int    // number of parameters, receiver first: the results in a Call's Args begin there
	Owner   string // the type it is a method of, "" otherwise
	Span    Span   // its name
	Ways    []Way  // its ways out
	Sites   []Site
}

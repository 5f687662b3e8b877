package site

import "strings"

// A Ref says which object, and how long it lives. Two sites whose Refs are the Same mean the same object.
type Ref struct {
	Kind  ObjKind
	Scope Scope
	Func  string // Call, Request: whose run; Instance: which type
	Name  string // g, g#2 (second definition), ctx.sem (an attribute of a parameter), pkg.mod.SEM
	N     int    // Param, Result: its number
}

// ObjKind says what an object is. The zero kind is an object of which nothing is known but its name.
type ObjKind uint8

// The kinds of objects.
const (
	Object ObjKind = iota
	Task
	Thread
	Daemon
	Group
	Executor
	Limiter
	Lock
	Channel
	Signal
	EventLoop
	Pool
	Client
	Conn
	Tx
	Rows
	Response
	Resource
	Item // the element of a loop
)

var kindNames = [...]string{"object", "task", "thread", "daemon", "group", "executor", "limiter", "lock", "channel", "signal", "loop", "pool", "client", "conn", "tx", "rows", "response", "resource", "item"}

// String returns the word of the text form and of the models.
func (k ObjKind) String() string { return kindNames[k] }

// ParseKind reads what String writes; it reports false for any other text.
func ParseKind(s string) (ObjKind, bool) { return lookup[ObjKind](kindNames[:], s) }

// Scope says how long an object lives.
type Scope uint8

// The scopes. Call: made in this run of Func. Request: a framework ends it with the request. Param, Result: the caller's.
// Instance: a field of a type. Process: module or package level.
const (
	ScopeUnknown Scope = iota
	ScopeCall
	ScopeRequest
	ScopeParam
	ScopeResult
	ScopeInstance
	ScopeProcess
)

var scopeNames = [...]string{"unknown", "call", "request", "param", "result", "instance", "process"}

// String returns the word of the text form.
func (s Scope) String() string { return scopeNames[s] }

// Outlives reports whether objects of the scope live on when the function returns, whoever called it.
func (s Scope) Outlives() bool { return s == ScopeInstance || s == ScopeProcess }

// Same reports whether both mean the same known object. What kind it is does not matter: a caller may not know what a
// helper returned.
func (r Ref) Same(o Ref) bool {
	if r.Scope == ScopeUnknown || o.Scope == ScopeUnknown {
		return false
	}
	return r.identity() == o.identity()
}

func (r Ref) identity() Ref {
	r.Kind = Object
	if r.Scope == ScopeProcess {
		r.Func = ""
	}
	return r
}

// Unnamed reports whether no variable of the source holds the object.
func (r Ref) Unnamed() bool { return r.Name != "" && r.Name[0] >= '0' && r.Name[0] <= '9' }

// IsZero reports whether no object is meant.
func (r Ref) IsZero() bool { return r == Ref{} }

// Known reports whether the object can be told from others.
func (r Ref) Known() bool { return r.Scope != ScopeUnknown }

// Short returns the name as the source has it, for messages: the definition number, what a call's objects are told
// apart by, and the module are cut off.
func (r Ref) Short() string {
	name := r.Name
	if r.Scope == ScopeProcess {
		name = name[strings.LastIndexAny(name, "./")+1:]
	}
	name, _, _ = strings.Cut(name, "#")
	name, _, _ = strings.Cut(name, "@")
	return name
}

func lookup[T ~uint8](names []string, s string) (T, bool) {
	for i, n := range names {
		if n == s && n != "" {
			return T(i), true
		}
	}
	return 0, false
}

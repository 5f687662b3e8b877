package lower

import (
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// A value is what the lowering knows of the result of an expression.
type value struct {
	ref  site.Ref
	typ  typ
	node syntax.Node  // the expression it came from, for amounts and delays
	row  *rules.Model // the row that made it: how a with block ends, what a thread runs
	ctor *call        // the call that made it, with its arguments
	fn   *callable
	list *list
	// made are the entries of the call just evaluated. A spawner takes them away
	// into its body; lazy ones happen only once somebody awaits or spawns.
	made []int
	lazy bool
	// choice: it came from one of several functions.
	choice bool
	in     *walker // of made: a function inside another has entries of its own
	// api is the name of the call just evaluated, for the wait of an await.
	api   string
	recv  site.Ref // the receiver of a call that nothing is known of
	guess bool     // no name or type was found for the callee
	task  bool     // work that already runs
	none  bool     // the literal None
	item  bool     // a loop's element or computed from it alone
	mixed []site.Ref
	// standsFor: ref is a task that ran before the collector took it; also are the others that it took.
	standsFor bool
	also      []site.Ref
	held      site.Ref // of what an acquire returned: the lock or limiter that it took, where it is true
	// size is how many elements it has, where the expression itself does not say.
	size site.Amount
}

// entriesOf are the entries of a value that was made in the function that is walked. One from the function around may
// be started there as well, so it is left alone.
func (w *walker) entriesOf(v *value) []int {
	if v.in != w {
		return nil
	}
	return v.made
}

// A callable is a reference to a function: what runs when somebody calls it.
type callable struct {
	fn     *index.Function
	self   *value // bound receiver
	class  *index.Class
	lambda syntax.Node
	api    string // external
	recv   *value // receiver of an external method
	args   []arg  // given by partial
	raw    bool   // fn without its decorators
	guess  bool   // the type of recv was guessed by its name
	// several: one of these runs, nobody knows which.
	several []callable
}

// A list is a collection that this function builds: what was put in, and in
// which frames.
type list struct {
	elems []elem
	ref   site.Ref
	// running: its coroutines are being run just now.
	running bool
}

type elem struct {
	val    value
	frames []int
	must   site.Tri
}

// An arg is one argument of a call, evaluated.
type arg struct {
	name  string
	star  int // 1 for *x, 2 for **x
	node  syntax.Node
	value value
}

// A call is a call expression with its arguments evaluated.
type call struct {
	node syntax.Node
	file *index.File
	args []arg
	api  string
}

// at returns the argument given by keyword or by position.
func (c *call) at(name string, index *int) (arg, bool) {
	position := 0
	for _, a := range c.args {
		switch {
		case a.star > 0:
			position += 1000 // nobody knows how many: positions end here
		case a.name != "":
			if a.name == name {
				return a, true
			}
		default:
			if index != nil && position == *index {
				return a, true
			}
			position++
		}
	}
	return arg{}, false
}

// hides reports whether an argument may be given by a splat.
func (c *call) hides(index *int) bool {
	for _, a := range c.args {
		if a.star == 2 || a.star == 1 && index != nil {
			return true
		}
	}
	return false
}

// from lists the positional arguments from an index on.
func (c *call) from(index int) []arg {
	var out []arg
	position := 0
	for _, a := range c.args {
		if a.name != "" || a.star == 2 {
			continue
		}
		if position >= index {
			out = append(out, a)
		}
		position++
	}
	return out
}

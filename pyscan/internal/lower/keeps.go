package lower

import (
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// keeps reports whether a function answers from what it kept, where it can: an
// early return is read from something that outlives the call, and later the
// function writes to the same. What that is does not matter: a dict, a field, an
// object with a method to read and one to write. What is put under a key and
// then returned is kept as well: the caller looked before.
func keeps(fn *index.Function) site.Tri {
	k := keeper{fn: fn, wrote: map[string]int{}, put: map[string]bool{}, seen: map[*index.Binding]bool{}}
	for n := range fn.Body.Inside() {
		k.writes(n)
	}
	if len(k.wrote) == 0 {
		return site.Unknown
	}
	for n := range fn.Body.Inside() {
		if n.Kind() != syntax.ReturnStatement {
			continue
		}
		if v := n.First(); v.Kind() == syntax.Identifier && k.put[v.Text()] {
			return site.Yes
		}
		clear(k.seen)
		if k.reads(n.First(), n.Start(), maxFollow) {
			return site.Yes
		}
	}
	return site.Unknown
}

// A keeper knows what a function writes to, by its text, and where it last does.
type keeper struct {
	fn    *index.Function
	wrote map[string]int
	put   map[string]bool         // the locals that it put, as they are, under a key
	seen  map[*index.Binding]bool // of this return: each variable is followed once
}

// writes notes `CACHE[key] = x`, `self.x = y`, `cache.put(key, x)` and, of self as
// a whole, `self.remember(key, x)` where x is what the function returns.
func (k *keeper) writes(n syntax.Node) {
	switch n.Kind() {
	case syntax.Assignment:
		left := n.Field(syntax.FieldLeft)
		keyed := left.Kind() == syntax.Subscript
		if keyed {
			left = left.Field(syntax.FieldValue)
		}
		if k.outlives(left) {
			if keyed {
				k.put[n.Field(syntax.FieldRight).Text()] = true
			}
			k.wrote[left.Text()] = n.Start()
		}
	case syntax.Call:
		callee := n.Field(syntax.FieldFunction)
		on := callee.Field(syntax.FieldObject)
		if callee.Kind() != syntax.Attribute || !statement(n) || arguments(n) < 2 {
			return
		}
		if k.outlives(on) || k.self(on) && k.returnsOne(n) {
			k.wrote[on.Text()] = n.Start()
		}
	}
}

// statement reports whether nothing is done with what a call returns.
func statement(call syntax.Node) bool {
	up := call.Parent()
	if up.Kind() == syntax.Await {
		up = up.Parent()
	}
	return up.Kind() == syntax.ExpressionStatement
}

// returnsOne reports whether an argument of the call is returned further down.
func (k *keeper) returnsOne(call syntax.Node) bool {
	given := map[string]bool{}
	for a := range call.Field(syntax.FieldArguments).Named() {
		if a.Kind() == syntax.KeywordArgument {
			a = a.Field(syntax.FieldValue)
		}
		given[a.Text()] = a.Kind() == syntax.Identifier
	}
	for n := range k.fn.Body.Inside() {
		if n.Kind() == syntax.ReturnStatement && n.Start() > call.Start() && given[n.First().Text()] {
			return true
		}
	}
	return false
}

// outlives reports whether an expression names what is there after the call: a
// variable of a module, a field of self, what hangs on one.
func (k *keeper) outlives(n syntax.Node) bool {
	if n.Kind() != syntax.Identifier && n.Kind() != syntax.Attribute {
		return false
	}
	switch name := k.fn.File.Resolve(n); name.Kind {
	case index.Variable, index.Attribute:
		return true
	}
	return n.Kind() == syntax.Attribute && k.self(root(n))
}

// reads reports whether a value returned at a place is taken from what is
// written to further down. That self is asked shows only where its answer was
// put into a variable first.
func (k *keeper) reads(n syntax.Node, at, hops int) bool {
	if n.IsNull() || hops <= 0 {
		return false
	}
	if k.reader(n, at, hops) {
		return true
	}
	for c := range n.Inside() {
		if k.reader(c, at, hops) {
			return true
		}
	}
	return false
}

func (k *keeper) reader(n syntax.Node, at, hops int) bool {
	switch n.Kind() {
	case syntax.Attribute:
		return k.wrote[n.Text()] > at
	case syntax.Identifier:
		return k.wrote[n.Text()] > at && (hops < maxFollow || !k.self(n)) || k.follows(n, at, hops)
	}
	return false
}

// follows looks at what a local was assigned before the return.
func (k *keeper) follows(n syntax.Node, at, hops int) bool {
	name := k.fn.File.Resolve(n)
	if name.Kind != index.Local || name.Binding.Self() != nil || k.seen[name.Binding] {
		return false
	}
	k.seen[name.Binding] = true
	for _, d := range name.Binding.Defs {
		if !d.Value.IsNull() && d.Value.Start() < at && k.reads(d.Value, at, hops-1) {
			return true
		}
	}
	return false
}

func (k *keeper) self(n syntax.Node) bool {
	name := k.fn.File.Resolve(n)
	return name.Kind == index.Local && name.Binding.Self() != nil
}

// root is the name that a chain of attributes begins with.
func root(n syntax.Node) syntax.Node {
	for n.Kind() == syntax.Attribute {
		n = n.Field(syntax.FieldObject)
	}
	return n
}

func arguments(call syntax.Node) int {
	n := 0
	for range call.Field(syntax.FieldArguments).Named() {
		n++
	}
	return n
}

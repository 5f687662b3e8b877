package lower

import (
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// delay is the time of a call: how long, and whether a random part is in it.
func (w *walker) delay(c *call, row *rules.Model) site.Amount {
	got := w.amount(c, row.Time, unitOf(row))
	if a, ok := c.at(row.Time.Arg, row.Time.Index); ok {
		if w.varies(a.node, maxFollow) || growsAround(a.node) {
			got = data(a.node)
		}
		if got.Kind == site.Data && len(w.loops) > 0 && w.stays(a.node, maxFollow) {
			got.Kind = site.Config // no attempt changes it
		}
		got = w.policy(a.node, got, 1000, func(r *rules.Model) *rules.Value { return r.Time })
		got.Rand = w.random(a.node, maxFollow)
		if len(w.loops) == 0 && w.isParameter(a.node) {
			got.Rand = site.Unknown // the caller says how long
		}
	}
	if row.Rand != nil {
		got.Rand = w.saysRandom(c, row.Rand, got.Rand)
	}
	return got
}

// isParameter reports whether an expression is a parameter as it came.
func (w *walker) isParameter(n syntax.Node) bool {
	name := w.file.Resolve(n)
	return n.Kind() == syntax.Identifier && name.Kind == index.Local && len(name.Binding.Defs) == 1 && name.Binding.Defs[0].Kind == index.Parameter
}

// stays reports whether every run of the loops in this function finds the same value: a parameter or a local that is given
// once, or a field that the function does not set.
func (w *walker) stays(n syntax.Node, hops int) bool {
	if hops <= 0 || n.IsNull() {
		return false
	}
	switch n.Kind() {
	case syntax.Integer, syntax.Float:
		return true
	case syntax.ParenthesizedExpression:
		return w.stays(n.First(), hops-1)
	case syntax.BinaryOperator:
		return w.stays(n.Field(syntax.FieldLeft), hops-1) && w.stays(n.Field(syntax.FieldRight), hops-1)
	case syntax.Call: // the larger or smaller of values that stay
		name := w.file.Resolve(n.Field(syntax.FieldFunction))
		if !name.Is("builtins.min") && !name.Is("builtins.max") {
			return false
		}
		for a := range n.Field(syntax.FieldArguments).Named() {
			if !w.stays(a, hops-1) {
				return false
			}
		}
		return true
	case syntax.Attribute:
		return w.fn != nil && !setIn(w.fn.Body, n.Text()) && w.stays(n.Field(syntax.FieldObject), hops-1)
	case syntax.Identifier:
		name := w.file.Resolve(n)
		if name.Kind == index.Variable {
			return true
		}
		if name.Kind != index.Local || len(name.Binding.Defs) != 1 {
			return false
		}
		d := name.Binding.Defs[0]
		return d.Kind == index.Parameter || d.Kind == index.Assigned && !d.Unpacked && w.stays(d.Value, hops-1)
	}
	return false
}

// setIn reports whether a function assigns to the name.
func setIn(body syntax.Node, name string) bool {
	set := false
	eachOwn(body, func(n syntax.Node) {
		if n.Kind() == syntax.Assignment || n.Kind() == syntax.AugmentedAssignment {
			set = set || n.Field(syntax.FieldLeft).Text() == name
		}
	})
	return set
}

// varies: a delay with a cap still grows up to it.
func (w *walker) varies(n syntax.Node, hops int) bool {
	if hops <= 0 {
		return false
	}
	switch n.Kind() {
	case syntax.Identifier:
		v := w.variable(n)
		return v != nil && !v.node.IsNull() && v.node.Tree() == w.file.Tree && w.varies(v.node, hops-1)
	case syntax.Call:
		name := w.file.Resolve(n.Field(syntax.FieldFunction))
		if !name.Is("builtins.min") && !name.Is("builtins.max") {
			return false
		}
		for a := range n.Field(syntax.FieldArguments).Named() {
			if w.number(a, maxFollow).Grows() {
				return true
			}
		}
	}
	return false
}

// policy: an argument that is itself a modelled call (wait_fixed(2)) or a
// modelled function is what its row says.
func (w *walker) policy(n syntax.Node, got site.Amount, unit int64, value func(*rules.Model) *rules.Value) site.Amount {
	api, call := w.file.Resolve(n), syntax.Node{}
	switch n.Kind() {
	case syntax.Call:
		api, call = w.file.Resolve(n.Field(syntax.FieldFunction)), n
	case syntax.BinaryOperator: // stop_after_attempt(3) | stop_after_delay(10)
		left := w.policy(n.Field(syntax.FieldLeft), got, unit, value)
		if left.Kind == site.Const {
			return left
		}
		return w.policy(n.Field(syntax.FieldRight), got, unit, value)
	}
	for _, row := range w.rows(api.Path) {
		if v := value(row); v != nil && api.Kind == index.External && w.holdsFor(call, row) {
			return w.valueOf(call, v, unit, maxFollow)
		}
	}
	return got
}

// saysRandom is what a row says about the random part of its delay.
func (w *walker) saysRandom(c *call, v *rules.Value, otherwise site.Tri) site.Tri {
	if a, ok := c.at(v.Arg, v.Index); ok {
		if a.node.Kind() == syntax.None || a.node.Kind() == syntax.False || isZero(a.node) {
			return site.No
		}
		if got := w.random(a.node, maxFollow); got != site.No || a.node.Kind() == syntax.Call {
			return got
		}
		if number := w.number(a.node, maxFollow); number.Kind == site.Const || a.node.Kind() == syntax.True || a.node.Kind() == syntax.Float {
			return site.Yes
		}
		return site.Unknown
	}
	switch v.Default {
	case true:
		return site.Yes
	case false:
		return site.No
	}
	return otherwise
}

func isZero(n syntax.Node) bool { return n.Text() == "0" || n.Text() == "0.0" }

// random reports whether an expression has a random part: Yes where a modelled
// random call is in it, Unknown where a call in it is not known, else No.
func (w *walker) random(n syntax.Node, hops int) site.Tri {
	if n.IsNull() || hops <= 0 {
		return site.Unknown
	}
	answer := site.No
	worse := func(t site.Tri) {
		if t == site.Yes || t == site.Unknown && answer == site.No {
			answer = t
		}
	}
	switch n.Kind() {
	case syntax.Call:
		worse(w.randomCall(n, hops))
	case syntax.Identifier:
		worse(w.randomName(n, hops))
		return answer
	case syntax.Attribute:
		worse(w.randomAttribute(n, hops))
		return answer
	case syntax.Subscript:
		switch n.Field(syntax.FieldValue).Kind() {
		case syntax.List, syntax.Tuple, syntax.Dictionary:
			// steps written in the source
		default:
			return site.Unknown
		}
	case syntax.Await:
		return site.Unknown
	}
	for c := range n.Named() {
		if n.Kind() == syntax.Call && c.Role() == syntax.FieldFunction || n.Kind() == syntax.KeywordArgument && c.Role() == syntax.FieldName {
			continue
		}
		worse(w.random(c, hops))
	}
	return answer
}

func (w *walker) randomCall(n syntax.Node, hops int) site.Tri {
	callee := n.Field(syntax.FieldFunction)
	name := w.file.Resolve(callee)
	switch name.Kind {
	case index.External:
		if got, ok := w.randomRow(name.Path); ok {
			return got
		}
		if len(name.Path) > 9 && name.Path[:9] == "builtins." || len(name.Path) > 5 && name.Path[:5] == "math." {
			return site.No
		}
		return site.Unknown
	case index.FunctionName:
		return w.randomFunction(name.Func, hops)
	}
	if callee.Kind() == syntax.Attribute {
		if of := w.of(w.file, callee.Field(syntax.FieldObject)); of.name != "" {
			if got, ok := w.randomRow(of.name + "." + callee.Field(syntax.FieldAttribute).Text()); ok {
				return got
			}
		}
	}
	return site.Unknown
}

func (w *walker) randomRow(api string) (site.Tri, bool) {
	for _, row := range w.rows(api) {
		if row.Rand != nil {
			if row.Rand.Default == true {
				return site.Yes, true
			}
			return site.No, true
		}
	}
	return site.Unknown, false
}

// randomFunction looks at all that a function of ours computes: a random part
// anywhere in it is one of its result.
func (w *walker) randomFunction(fn *index.Function, hops int) site.Tri {
	other := *w
	other.file, other.fn, other.env, other.asked = fn.File, fn, newEnv(w.typer), ""
	answer := site.No
	visit := func(n syntax.Node) {
		if n.Kind() != syntax.Call {
			return
		}
		if got := other.randomCall(n, hops-2); got == site.Yes || got == site.Unknown && answer == site.No {
			answer = got
		}
	}
	if fn.Body.Kind() == syntax.Call {
		visit(fn.Body)
	}
	if hops > 1 {
		eachOwn(fn.Body, visit)
	}
	return answer
}

func (w *walker) randomName(n syntax.Node, hops int) site.Tri {
	name := w.file.Resolve(n)
	switch name.Kind {
	case index.External:
		if got, ok := w.randomRow(name.Path); ok {
			return got
		}
		return site.Unknown
	case index.Local:
		return w.once(n, func() site.Tri { return w.randomLocal(name.Binding, hops) })
	case index.FunctionName:
		return w.randomFunction(name.Func, hops)
	case index.Variable:
		return site.No
	}
	return site.Unknown
}

// randomLocal looks at every definition of a variable: jitter may be added later.
func (w *walker) randomLocal(b *index.Binding, hops int) site.Tri {
	answer := site.No
	for _, d := range b.Defs {
		switch {
		case d.Kind == index.ForTarget:
			continue
		case d.Kind == index.Parameter:
			if d.Value.IsNull() || d.Value.Kind() != syntax.None {
				continue
			}
			return site.Unknown
		}
		if got := w.random(d.Value, hops-1); got == site.Yes || got == site.Unknown && answer == site.No {
			answer = got
		}
	}
	return answer
}

// once: a variable that is computed from itself is as random as what is added to it.
func (w *walker) once(n syntax.Node, ask func() site.Tri) site.Tri {
	before := w.asked
	if before == n.Text() {
		return site.No
	}
	w.asked = n.Text()
	defer func() { w.asked = before }()
	return ask()
}

// randomAttribute: a field holds what somebody configured, or what the function itself gives it; a modelled name says
// what it is.
func (w *walker) randomAttribute(n syntax.Node, hops int) site.Tri {
	name := w.file.Resolve(n)
	if w.ofError(n.Field(syntax.FieldObject)) {
		return site.Unknown // the other side says how long
	}
	if name.Kind == index.External {
		if got, ok := w.randomRow(name.Path); ok {
			return got
		}
		return site.Unknown
	}
	if w.fn == nil {
		return site.No
	}
	return w.once(n, func() site.Tri { return w.randomSet(w.fn.Body, n.Text(), hops) })
}

// randomSet looks at all that a function gives to a field.
func (w *walker) randomSet(body syntax.Node, field string, hops int) site.Tri {
	answer := site.No
	eachOwn(body, func(n syntax.Node) {
		if n.Kind() != syntax.Assignment && n.Kind() != syntax.AugmentedAssignment || n.Field(syntax.FieldLeft).Text() != field {
			return
		}
		if got := w.random(n.Field(syntax.FieldRight), hops-1); got == site.Yes || got == site.Unknown && answer == site.No {
			answer = got
		}
	})
	return answer
}

// ofError reports whether a name is that of a caught error.
func (w *walker) ofError(n syntax.Node) bool {
	name := w.file.Resolve(n)
	return n.Kind() == syntax.Identifier && name.Kind == index.Local && slices.ContainsFunc(name.Binding.Defs, func(d index.Def) bool { return d.Kind == index.ExceptTarget })
}

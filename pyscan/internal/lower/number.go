package lower

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// number is the most that a number can be.
func (w *walker) number(n syntax.Node, hops int) site.Amount {
	if hops <= 0 || n.IsNull() {
		return site.Amount{}
	}
	switch n.Kind() {
	case syntax.Integer:
		if v, err := strconv.ParseInt(strings.ReplaceAll(n.Text(), "_", ""), 0, 64); err == nil {
			return site.N(v)
		}
	case syntax.ParenthesizedExpression:
		return w.number(n.First(), hops)
	case syntax.UnaryOperator:
		if got := w.number(n.Field(syntax.FieldArgument), hops); got.Kind == site.Const && strings.HasPrefix(n.Text(), "-") {
			return site.N(-got.N)
		}
	case syntax.BinaryOperator:
		return w.arithmetic(n, hops)
	case syntax.Call:
		return w.numberCall(n, hops)
	case syntax.Identifier, syntax.Attribute:
		return w.numberName(n, hops)
	case syntax.ConditionalExpression:
		parts := slices.Collect(n.Named())
		if len(parts) == 3 {
			return larger(w.number(parts[0], hops-1), w.number(parts[2], hops-1))
		}
	case syntax.BooleanOperator:
		return larger(w.number(n.Field(syntax.FieldLeft), hops-1), w.number(n.Field(syntax.FieldRight), hops-1))
	case syntax.None:
		return site.Amount{Kind: site.Endless}
	case syntax.Subscript:
		if w.isSettingContainer(n.Field(syntax.FieldValue)) {
			return config(n)
		}
	}
	return data(n)
}

func (w *walker) isSettingContainer(n syntax.Node) bool {
	name := w.file.Resolve(n)
	return w.isSetting(n, name) || name.Is("os.environ")
}

func (w *walker) arithmetic(n syntax.Node, hops int) site.Amount {
	a, b := w.number(n.Field(syntax.FieldLeft), hops-1), w.number(n.Field(syntax.FieldRight), hops-1)
	if a.Kind == site.Const && b.Kind == site.Const {
		if got, ok := fold(n.Field(syntax.FieldOperator).Text(), a.N, b.N); ok {
			return site.N(got)
		}
	}
	got := a.Mul(b)
	if got.Kind != site.Const && got.Kind != site.Endless {
		got.From = short(n)
	}
	return got
}

func fold(op string, a, b int64) (int64, bool) {
	switch op {
	case "+":
		return a + b, true
	case "-":
		return a - b, true
	case "*":
		return a * b, true
	case "//", "/":
		if b != 0 {
			return a / b, true
		}
	case "**":
		return power(a, b)
	}
	return 0, false
}

// power is a to the b, at most what a number here can hold.
func power(a, b int64) (int64, bool) {
	if a < 2 || b < 0 {
		return 0, false
	}
	got := int64(1)
	for range min(b, 64) {
		if got > math.MaxInt64/a {
			return math.MaxInt64, true
		}
		got *= a
	}
	return got, true
}

func (w *walker) numberCall(n syntax.Node, hops int) site.Amount {
	name := w.file.Resolve(n.Field(syntax.FieldFunction))
	switch {
	case name.Is("builtins.len"):
		inner := w.countIn(positionalNode(n, 0), hops-1)
		if inner.Kind == site.Data {
			return data(n)
		}
		return inner
	case name.Is("builtins.min"):
		return w.smallest(n, hops)
	case name.Is("builtins.max"):
		return w.largest(n, hops)
	case name.Is("builtins.int"), name.Is("builtins.round"), name.Is("builtins.abs"):
		return w.number(positionalNode(n, 0), hops-1)
	}
	if name.Kind == index.External {
		if got, ok := w.rowAmount(n, name.Path, hops); ok {
			return got
		}
	}
	return data(n)
}

// smallest is the operand that bounds the others. Of those that follow data it is one that is no length: somebody chose it.
func (w *walker) smallest(n syntax.Node, hops int) site.Amount {
	var best site.Amount
	for a := range n.Field(syntax.FieldArguments).Named() {
		got := w.number(a, hops-1)
		if best.Kind == site.Data && got.Kind == site.Data && strings.HasPrefix(best.From, "len(") {
			best = got
		}
		if best.Kind == site.AmountUnknown || best.Grows() && !got.Grows() || got.Kind == site.Const && (best.Kind == site.Config || best.N > got.N) {
			best = got
		}
	}
	return best
}

func (w *walker) largest(n syntax.Node, hops int) site.Amount {
	got := site.N(0)
	for a := range n.Field(syntax.FieldArguments).Named() {
		got = larger(got, w.number(a, hops-1))
	}
	return got
}

func (w *walker) numberName(n syntax.Node, hops int) site.Amount {
	if n.Kind() == syntax.Identifier {
		if v := w.variable(n); v != nil {
			if v.size.Kind != site.AmountUnknown {
				return v.size
			}
			if !v.node.IsNull() && v.node.Tree() == w.file.Tree && foldable(v.node) {
				return w.named(w.number(v.node, hops-1), n)
			}
			return data(n)
		}
	}
	name := w.file.Resolve(n)
	if name.Kind == index.Variable {
		if got, ok := w.constant(name, false, hops); ok {
			return got
		}
	}
	if w.isSetting(n, name) {
		return config(n)
	}
	return data(n)
}

// valueOf is the amount that a row says a call gives.
func (w *walker) valueOf(n syntax.Node, v *rules.Value, unit int64, hops int) site.Amount {
	arg := givenNode(n, v.Arg, v.Index)
	if arg.IsNull() {
		return defaultAmount(v.Default, unit)
	}
	got := w.scaled(arg, unit, hops)
	if v.Zero != nil && (arg.Kind() == syntax.None || got.Kind == site.Const && got.N <= 0) {
		return defaultAmount(v.Zero, unit)
	}
	return got
}

// scaled is a number in the unit of the sites: a float of seconds becomes milliseconds.
func (w *walker) scaled(n syntax.Node, unit int64, hops int) site.Amount {
	if n.Kind() == syntax.Float {
		if f, err := strconv.ParseFloat(n.Text(), 64); err == nil {
			return site.N(int64(f * float64(unit)))
		}
	}
	got := w.number(n, hops)
	if got.Kind == site.Const {
		got.N *= unit
	}
	return got
}

// defaultAmount reads what a row says where an argument is not given.
func defaultAmount(v any, unit int64) site.Amount {
	switch v := v.(type) {
	case int64:
		return site.N(v * unit)
	case float64:
		return site.N(int64(v * float64(unit)))
	case string:
		switch v {
		case "endless":
			return site.Amount{Kind: site.Endless}
		case "cpu":
			return site.Amount{Kind: site.Config, From: "the number of processors"}
		case "config":
			return site.Amount{Kind: site.Config}
		case "data":
			return site.Amount{Kind: site.Data}
		}
	}
	return site.Amount{}
}

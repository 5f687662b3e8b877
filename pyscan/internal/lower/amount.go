package lower

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

func data(n syntax.Node) site.Amount   { return site.Amount{Kind: site.Data, From: short(n)} }
func config(n syntax.Node) site.Amount { return site.Amount{Kind: site.Config, From: short(n)} }

// comment is one that stands on its own line inside an expression. A text with a hash in it is cut as well: it is for
// readers only.
var comment = regexp.MustCompile(`(?m)#.*$`)

// brackets closes the gaps that broken lines leave.
var brackets = strings.NewReplacer("( ", "(", "[ ", "[", "{ ", "{", ", )", ")", ", ]", "]", ", }", "}", " )", ")", " ]", "]", " }", "}")

// short is the text of an expression on one line, as a message can show it.
func short(n syntax.Node) string {
	text := brackets.Replace(strings.Join(strings.Fields(comment.ReplaceAllString(n.Text(), "")), " "))
	if len(text) > 60 {
		text = text[:57] + "..."
	}
	return text
}

// maxFollow bounds how many variables an amount is followed through.
const maxFollow = 5

// count is how many elements an iterable has at most.
func (w *walker) count(n syntax.Node) site.Amount { return w.countIn(n, maxFollow) }

func (w *walker) countIn(n syntax.Node, hops int) site.Amount {
	if hops <= 0 {
		return data(n)
	}
	switch n.Kind() {
	case syntax.List, syntax.Tuple, syntax.Set, syntax.Dictionary, syntax.ExpressionList:
		return w.countLiteral(n, hops)
	case syntax.String:
		return site.N(int64(n.End() - n.Start()))
	case syntax.ParenthesizedExpression, syntax.Await:
		return w.countIn(n.First(), hops)
	case syntax.NamedExpression:
		return w.countIn(n.Field(syntax.FieldValue), hops)
	case syntax.ListComprehension, syntax.SetComprehension, syntax.GeneratorExpression, syntax.DictionaryComprehension:
		return w.countComprehension(n, hops)
	case syntax.Subscript:
		return w.countSlice(n, hops)
	case syntax.Call:
		return w.countCall(n, hops)
	case syntax.Identifier, syntax.Attribute:
		return w.countName(n, hops)
	case syntax.ConditionalExpression:
		parts := slices.Collect(n.Named())
		if len(parts) == 3 {
			return larger(w.countIn(parts[0], hops-1), w.countIn(parts[2], hops-1))
		}
	case syntax.BooleanOperator:
		return larger(w.countIn(n.Field(syntax.FieldLeft), hops-1), w.countIn(n.Field(syntax.FieldRight), hops-1))
	case syntax.None:
		return site.N(0)
	case syntax.BinaryOperator:
		return w.countSum(n, hops)
	}
	return data(n)
}

func larger(a, b site.Amount) site.Amount {
	switch {
	case a.Kind == site.Const && b.Kind == site.Const:
		return site.N(max(a.N, b.N))
	case a.Kind == site.Const || b.Grows():
		return b
	}
	return a
}

func (w *walker) countSum(n syntax.Node, hops int) site.Amount {
	a, b := w.countIn(n.Field(syntax.FieldLeft), hops-1), w.countIn(n.Field(syntax.FieldRight), hops-1)
	if fewer(n) {
		return a // what is left of a set
	}
	if a.Kind == site.Const && b.Kind == site.Const && n.Field(syntax.FieldOperator).Text() == "+" {
		return site.N(a.N + b.N)
	}
	if a.Kind == site.Const {
		return b
	}
	return a
}

// fewer reports whether an expression is what is left of a set when some are taken out: there are as many as in that at
// most.
func fewer(n syntax.Node) bool {
	op := n.Field(syntax.FieldOperator).Text()
	return n.Kind() == syntax.BinaryOperator && (op == "-" || op == "&")
}

func (w *walker) countLiteral(n syntax.Node, hops int) site.Amount {
	total := int64(0)
	for c := range n.Named() {
		if c.Kind() == syntax.ListSplat || c.Kind() == syntax.DictionarySplat {
			inner := w.countIn(c.First(), hops-1)
			if inner.Kind != site.Const {
				return inner
			}
			total += inner.N
			continue
		}
		total++
	}
	return site.N(total)
}

func (w *walker) countComprehension(n syntax.Node, hops int) site.Amount {
	total := site.N(1)
	for c := range n.Named() {
		if c.Kind() == syntax.ForInClause {
			total = total.Mul(w.countIn(c.Field(syntax.FieldRight), hops-1))
		}
	}
	return total
}

// countSlice: x[:20] and x[i:i+20] have at most 20 elements. A size that is a
// name was chosen by somebody.
func (w *walker) countSlice(n syntax.Node, hops int) site.Amount {
	slice := n.Field(syntax.FieldSubscript)
	if slice.Kind() != syntax.Slice {
		return data(n)
	}
	whole := w.countIn(n.Field(syntax.FieldValue), hops-1)
	low, high := sliceEnds(slice)
	size := high
	if !low.IsNull() && high.Kind() == syntax.BinaryOperator && high.Field(syntax.FieldOperator).Text() == "+" {
		switch low.Text() {
		case high.Field(syntax.FieldLeft).Text():
			size = high.Field(syntax.FieldRight)
		case high.Field(syntax.FieldRight).Text():
			size = high.Field(syntax.FieldLeft)
		}
	}
	if size.IsNull() || size.Kind() == syntax.UnaryOperator {
		return whole
	}
	got := w.number(size, hops-1)
	switch got.Kind {
	case site.Data, site.AmountUnknown:
		if strings.Contains(got.From, "len(") {
			return whole
		}
		got = site.Amount{Kind: site.Config, From: short(size)}
	}
	if whole.Kind == site.Const && got.Kind == site.Const {
		return site.N(min(whole.N, got.N))
	}
	return got
}

func sliceEnds(n syntax.Node) (low, high syntax.Node) {
	colons := 0
	for c := range n.Children() {
		switch {
		case c.Kind() == syntax.Token:
			colons++
		case colons == 0:
			low = c
		case colons == 1:
			high = c
		}
	}
	return low, high
}

// sameCount are the builtins whose result has as many elements as their first
// argument; they are part of the language.
func sameCount(name string) bool {
	switch name {
	case "enumerate", "sorted", "reversed", "list", "tuple", "set", "frozenset", "iter", "filter", "dict", "aiter":
		return true
	}
	return false
}

func (w *walker) countCall(n syntax.Node, hops int) site.Amount {
	callee := n.Field(syntax.FieldFunction)
	name := w.file.Resolve(callee)
	builtin, _ := strings.CutPrefix(name.Path, "builtins.")
	if name.Kind == index.External && builtin != name.Path {
		switch {
		case builtin == "range":
			return w.countRange(n, hops)
		case builtin == "zip":
			return w.countZip(n, hops)
		case builtin == "map":
			return w.countIn(positionalNode(n, 1), hops-1)
		case sameCount(builtin):
			if arg := positionalNode(n, 0); !arg.IsNull() {
				return w.countIn(arg, hops-1)
			}
			return site.N(0)
		}
	}
	if name.Kind == index.External {
		if got, ok := w.rowAmount(n, name.Path, hops); ok {
			return got
		}
	}
	if callee.Kind() == syntax.Attribute && name.Kind != index.FunctionName && n.Field(syntax.FieldArguments).First().IsNull() {
		inner := w.countIn(callee.Field(syntax.FieldObject), hops-1) // d.items() has as many as d
		if inner.Kind == site.Const || inner.Kind == site.Config {
			return inner
		}
	}
	return data(n)
}

// rowAmount is what a row says that the result of a call amounts to.
func (w *walker) rowAmount(n syntax.Node, api string, hops int) (site.Amount, bool) {
	for _, row := range w.rows(api) {
		if len(row.Does) > 0 || !w.holdsFor(n, row) {
			continue
		}
		if row.Cap != nil {
			return w.valueOf(n, row.Cap, 1, hops), true
		}
		if row.Pieces != nil {
			return data(n), true
		}
	}
	return site.Amount{}, false
}

// holdsFor is When, asked of a call that is not being walked.
func (w *walker) holdsFor(n syntax.Node, row *rules.Model) bool {
	if row.When == nil {
		return true
	}
	arg := givenNode(n, row.When.Arg, row.When.Index)
	return row.When.Of == "" && when(row.When, arg)
}

// when reports whether a condition on an argument holds; null: it is not given.
func when(c *rules.When, arg syntax.Node) bool {
	if c.Given != nil && *c.Given == arg.IsNull() {
		return false
	}
	if c.Has != nil && (arg.IsNull() || !c.Has.MatchString(arg.Text())) {
		return false
	}
	switch is := c.Is.(type) {
	case nil:
		return true
	case bool:
		return is && arg.Kind() == syntax.True || !is && arg.Kind() == syntax.False
	case int64:
		return arg.Text() == strconv.FormatInt(is, 10)
	case string:
		return strings.Trim(arg.Text(), `"'`) == is
	}
	return false
}

func (w *walker) countRange(n syntax.Node, hops int) site.Amount {
	low, high, step := positionalNode(n, 0), positionalNode(n, 1), positionalNode(n, 2)
	if high.IsNull() {
		return w.number(low, hops-1)
	}
	a, b := w.number(low, hops-1), w.number(high, hops-1)
	if a.Kind == site.Const && b.Kind == site.Const {
		by := site.N(1)
		if !step.IsNull() {
			by = w.number(step, hops-1)
		}
		if by.Kind == site.Const && by.N != 0 {
			return site.N(max(0, (b.N-a.N+by.N-sign(by.N))/by.N))
		}
	}
	return b
}

func sign(n int64) int64 {
	if n < 0 {
		return -1
	}
	return 1
}

// countZip: zip ends with its shortest argument.
func (w *walker) countZip(n syntax.Node, hops int) site.Amount {
	var best site.Amount
	for a := range n.Field(syntax.FieldArguments).Named() {
		if a.Kind() == syntax.KeywordArgument || a.Kind() == syntax.ListSplat {
			continue
		}
		got := w.countIn(a, hops-1)
		if best.Kind == site.AmountUnknown || best.Grows() && !got.Grows() || got.Kind == site.Const && best.Kind == site.Const && got.N < best.N || best.Kind == site.Endless {
			best = got
		}
	}
	return best
}

// countName follows a variable to what it was given.
func (w *walker) countName(n syntax.Node, hops int) site.Amount {
	if n.Kind() == syntax.Identifier {
		if v := w.variable(n); v != nil {
			if v.size.Kind != site.AmountUnknown {
				return v.size
			}
			if v.list != nil && !v.node.IsNull() && len(v.list.elems) > 0 {
				return w.countList(v.list, n)
			}
			if !v.node.IsNull() && v.node.Tree() == w.file.Tree && foldable(v.node) {
				got := w.countIn(v.node, hops-1)
				if fewer(v.node) {
					return got
				}
				return w.named(got, n)
			}
			return w.countCaptured(n, hops)
		}
	}
	name := w.file.Resolve(n)
	switch name.Kind {
	case index.Attribute:
		if got, ok := w.writtenOut(name, hops-1); ok {
			return got
		}
	case index.Variable:
		if got, ok := w.constant(name, true, hops); ok {
			return got
		}
	case index.ClassName:
		return site.N(int64(len(name.Class.Fields)))
	}
	if w.isSetting(n, name) {
		return config(n)
	}
	return data(n)
}

// countCaptured: a variable of a function around, where its only value is written out there.
func (w *walker) countCaptured(n syntax.Node, hops int) site.Amount {
	name := w.file.Resolve(n)
	if slices.Contains(w.plan.captures, name.Binding) {
		if got, ok := w.writtenOut(name, hops-1); ok {
			return got
		}
	}
	return data(n)
}

// named gives data the name of the variable that holds it, unless the name was
// cut down to a length on the way.
func (w *walker) named(a site.Amount, n syntax.Node) site.Amount {
	if a.Kind == site.Data && !strings.HasPrefix(a.From, "len(") {
		return data(n)
	}
	return a
}

// foldable reports whether following a variable to this expression can tell
// more than its name does.
func foldable(n syntax.Node) bool {
	switch n.Kind() {
	case syntax.Identifier, syntax.Attribute, syntax.List, syntax.Tuple, syntax.Set, syntax.Dictionary, syntax.Subscript, syntax.Call, syntax.ListComprehension,
		syntax.Integer, syntax.BinaryOperator, syntax.ParenthesizedExpression, syntax.ConditionalExpression, syntax.BooleanOperator, syntax.SetComprehension, syntax.GeneratorExpression:
		return true
	}
	return false
}

// countList is how many elements were put into a list that this function built.
func (w *walker) countList(l *list, n syntax.Node) site.Amount {
	total := int64(0)
	for _, e := range l.elems {
		times := site.N(1)
		for _, id := range w.deeper(e.frames) {
			times = times.Mul(w.frame(id).Times)
		}
		if times.Kind != site.Const {
			if times.Kind == site.Endless {
				return data(n)
			}
			return times
		}
		total += times.N
	}
	return site.N(total)
}

// deeper are the loops among frames that are not around the walk.
func (w *walker) deeper(frames []int) []int {
	shared := 0
	for shared < len(frames) && shared < len(w.at) && frames[shared] == w.at[shared] {
		shared++
	}
	var out []int
	for _, id := range frames[shared:] {
		if w.frame(id).Kind == site.Loop {
			out = append(out, id)
		}
	}
	return out
}

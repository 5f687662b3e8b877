package lower

import (
	"slices"
	"strconv"
	"strings"

	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// A version is a Python version as major*100 + minor; 0 is none.
type version int

// versions are those on which a stretch of code runs: from low on, below high.
// High 0 means no end.
type versions struct{ low, high version }

// parseVersion reads "3.11"; anything else is 0.
func parseVersion(s string) version {
	major, minor, _ := strings.Cut(s, ".")
	minor, _, _ = strings.Cut(minor, ".")
	a, err1 := strconv.Atoi(major)
	b, err2 := strconv.Atoi(minor)
	if err1 != nil || err2 != nil {
		return 0
	}
	return version(a*100 + b)
}

// parseVersions reads "3.9" and specifiers such as ">=3.8,<3.12".
func parseVersions(s string) versions {
	var r versions
	for part := range strings.SplitSeq(s, ",") {
		part = strings.TrimSpace(part)
		number := strings.TrimLeft(part, "<>=~!^ ")
		v := parseVersion(strings.TrimSuffix(number, ".*"))
		if v == 0 {
			continue
		}
		switch op := strings.TrimSpace(part[:len(part)-len(number)]); op {
		case "<":
			r = r.below(v)
		case "<=":
			r = r.below(v + 1)
		case "==":
			r = r.atLeast(v).below(v + 1)
		case ">":
			r = r.atLeast(v + 1)
		case ">=", "~=", "^", "":
			r = r.atLeast(v)
		}
	}
	return r
}

// reaches reports whether the code may run on v or a later version.
func (r versions) reaches(v version) bool { return r.high == 0 || r.high > v }

func (r versions) empty() bool { return r.high != 0 && r.high <= r.low }

func (r versions) atLeast(v version) versions {
	r.low = max(r.low, v)
	return r
}

func (r versions) below(v version) versions {
	if r.high == 0 || v < r.high {
		r.high = v
	}
	return r
}

// noVersion is empty.
var noVersion = versions{1, 1}

// guard says on which versions the arms of a condition run: `if True:` on all
// of them. It reports false for a condition that asks something else.
func (r versions) guard(f *index.File, cond syntax.Node) (then, otherwise versions, ok bool) {
	switch cond.Kind() {
	case syntax.ParenthesizedExpression:
		return r.guard(f, cond.First())
	case syntax.NotOperator:
		then, otherwise, ok = r.guard(f, cond.Field(syntax.FieldArgument))
		return otherwise, then, ok
	case syntax.True:
		return r, noVersion, true
	case syntax.False:
		return noVersion, r, true
	case syntax.BooleanOperator:
		return r.both(f, cond)
	}
	name := f.Resolve(cond)
	if name.Is("typing.TYPE_CHECKING") {
		return noVersion, r, true
	}
	if name.Kind == index.Variable && len(name.Binding.Defs) == 1 && len(name.Rest) == 0 {
		if def := name.Binding.Defs[0]; def.Kind == index.Assigned && def.Value.Kind() == syntax.ComparisonOperator {
			return r.guard(name.Binding.Scope.File, def.Value) // PY310 = sys.version_info >= (3, 10)
		}
	}
	if cond.Kind() != syntax.ComparisonOperator {
		return r, r, false
	}
	sides := slices.Collect(cond.Named())
	if len(sides) != 2 || !isVersionInfo(f, sides[0]) {
		return r, r, false
	}
	v, exact := tupleVersion(sides[1]), version(1)
	if sides[1].Kind() == syntax.Integer { // sys.version_info[0]
		v, exact = parseVersion(sides[1].Text()+".0"), 100
	}
	if v == 0 {
		return r, r, false
	}
	switch cond.Field(syntax.FieldOperators).Text() {
	case ">=":
		return r.atLeast(v), r.below(v), true
	case ">":
		return r.atLeast(v + 1), r.below(v + 1), true
	case "<":
		return r.below(v), r.atLeast(v), true
	case "<=":
		return r.below(v + 1), r.atLeast(v + 1), true
	case "==":
		return r.atLeast(v).below(v + exact), r, true
	}
	return r, r, false
}

// both is the guard of `a and b`: where it does not hold, either may be why.
func (r versions) both(f *index.File, cond syntax.Node) (then, otherwise versions, ok bool) {
	if cond.Field(syntax.FieldOperator).Text() != "and" {
		return r, r, false
	}
	left, _, one := r.guard(f, cond.Field(syntax.FieldLeft))
	then, _, other := left.guard(f, cond.Field(syntax.FieldRight))
	return then, r, one || other
}

func isVersionInfo(f *index.File, n syntax.Node) bool {
	if n.Kind() == syntax.Subscript {
		n = n.Field(syntax.FieldValue)
	}
	return f.Resolve(n).Is("sys.version_info")
}

func tupleVersion(n syntax.Node) version {
	var parts []int
	for c := range n.Named() {
		v, err := strconv.Atoi(c.Text())
		if err != nil {
			return 0
		}
		parts = append(parts, v)
	}
	switch {
	case n.Kind() != syntax.Tuple || len(parts) == 0:
		return 0
	case len(parts) == 1:
		return version(parts[0] * 100)
	}
	return version(parts[0]*100 + parts[1])
}

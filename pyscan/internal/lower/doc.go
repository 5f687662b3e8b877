// Package lower turns Python functions into sites.
//
// It states facts about one function at a time, as internal/site/CONVENTIONS.md
// says, and decides nothing: what a helper does is inlined later, whether
// something is limited or owned is proved later. What an API does comes from the
// rows of rules/models/python; the only names in this package are those of the
// language itself (range, len, sys.version_info). What cannot be told stays at
// the zero value, which is Unknown, or becomes a Gap.
//
// One file answers one question: expr.go and stmt.go are switches over node
// kinds, apply.go says what a model row becomes, flow.go keeps the control flow
// that ways out need, types.go says of which type an expression is.
package lower

package finding

// The kinds of notices, which SARIF turns into descriptors.
const (
	ParseError  = "parse-error"
	Unreadable  = "unreadable"
	TooLarge    = "too-large"
	Encoding    = "encoding"
	TypeError   = "type-error"
	LoadError   = "load-error"
	NoCgo       = "no-cgo"
	NotAnalysed = "not-analysed"
	LeftOut     = "left-out" // build constraints leave a Go file out on this platform
	Missing     = "missing"  // a path named on the command line is not there
	NothingToDo = "nothing"  // a path named on the command line holds nothing to lint
	BadConfig   = "bad-config"
	// StaleBaseline and OldRevision are about what findings are compared with.
	StaleBaseline = "stale-baseline"
	OldRevision   = "old-revision"
	Excluded      = "excluded"  // a path named on the command line is excluded
	Truncated     = "truncated" // a report was cut to what its reader takes
)

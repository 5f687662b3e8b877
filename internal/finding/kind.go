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
	Missing     = "missing" // a path named on the command line is not there
	NothingToDo = "nothing" // a path named on the command line holds nothing to lint
	BadConfig   = "bad-config"
	Excluded    = "excluded"  // a path named on the command line is excluded
	Truncated   = "truncated" // a report was cut to what its reader takes
)

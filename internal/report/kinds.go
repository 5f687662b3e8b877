package report

import "github.com/concurlint/concurlint/internal/finding"

// A noticeKind is what a kind of notice is called in the closing line and in SARIF.
type noticeKind struct {
	id      string
	name    string // SARIF: Pascal case
	unit    string
	counted string // after the number and the unit
	short   string // one sentence
	help    string
}

// noticeKinds returns all kinds, in the order of the closing line.
func noticeKinds() []noticeKind {
	return []noticeKind{
		{finding.ParseError, "ParseError", "file", "with syntax errors", "A file or a part of it could not be parsed.", "Mend the syntax error. What could be parsed of the file was analysed."},
		{finding.Unreadable, "UnreadablePath", "path", "could not be read", "A path could not be read.", "Check the permissions, or leave the path out with --exclude."},
		{finding.TooLarge, "TooLarge", "file", "too large", "A file is too large to be analysed.", "Leave the file out with --exclude, or split it."},
		{finding.Encoding, "BadEncoding", "file", "with bad bytes", "A file holds bytes that are not of its encoding.", "Save the file as UTF-8, or declare its encoding."},
		{finding.TypeError, "TypeError", "file", "with type errors", "A Go package does not type-check.", "Mend the type error; go build names it too. What could be typed was analysed."},
		{finding.LoadError, "LoadError", "place", "could not be loaded", "Code could not be loaded.", "Mend what the message names; for Go, go list ./... fails in the same way."},
		{finding.NoCgo, "NoCgo", "place", "not analysed without cgo", "Something cannot be analysed without cgo.", "Install a C compiler and build with CGO_ENABLED=1."},
		{finding.NotAnalysed, "NotAnalysed", "place", "not analysed", "Something in scope was not analysed.", "See the message."},
		{finding.LeftOut, "LeftOut", "place", "left out by build constraints", "Build constraints leave a Go file out on this platform.", "Name the build tags with --tags, or set GOOS and GOARCH."},
		{finding.Missing, "MissingPath", "path", "missing", "A path named on the command line is not there.", "Check the name; paths are relative to the working directory."},
		{finding.NothingToDo, "NothingToDo", "path", "with nothing to lint", "A path named on the command line holds no Go or Python.", "Name a folder that has some, or a file that ends in .go or .py."},
		{finding.BadConfig, "BadConfiguration", "configuration file", "could not be used", "A configuration file cannot be used.", "Mend what the message names. The files below it were checked with the settings above it."},
		{finding.StaleBaseline, "StaleBaseline", "baseline", "with stale entries", "The baseline has entries that stand for nothing any more.", "Run concurlint baseline prune, and commit the file."},
		{finding.OldRevision, "OldRevision", "notice", "about the earlier revision", "The earlier revision could not be analysed in full.", "What could not be analysed there counts as new; see the message."},
		{finding.Truncated, "TruncatedReport", "report", "cut", "A report holds more than its reader takes and was cut.", "Check parts of the repository in runs of their own, or leave rules out with --ignore."},
		{finding.Excluded, "ExcludedPath", "path", "excluded", "A path named on the command line is excluded.", "Name it without --force-exclude to have it analysed."},
	}
}

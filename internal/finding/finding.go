// Package finding holds what a run has to say: findings with their evidence, and notices about what could not be
// looked at. It is plain data shared by both languages and every report; it imports nothing of ours.
package finding

import (
	"cmp"
	"slices"
)

// A Span is a stretch of source. Start and End are byte offsets into the decoded text (End is exclusive), Line and
// Col are those of Start, 1-based, Col in bytes. Reports convert to UTF-16 or to screen columns. The zero Span means
// nowhere.
type Span struct {
	File       string `json:"file"`
	Start, End int    `json:"-"`
	Line       int    `json:"line"`
	Col        int    `json:"col"`
}

// IsZero reports whether the span points nowhere.
func (s Span) IsZero() bool { return s.File == "" && s.Line == 0 }

// A Step is one place of the evidence, in the order in which a reader should follow it: where the size comes from,
// where it repeats, each call on the way, the site itself. Text is lower case, without a final period.
type Step struct {
	Span  Span   `json:"span"`
	Text  string `json:"text"`
	Func  string `json:"func,omitempty"` // the function in which Span lies
	Where Where  `json:"-"`
}

// Where says what a step is to its finding, so that a report can draw it.
type Where uint8

// The parts a step can play. Exactly one step of a finding is the Primary one.
const (
	Related Where = iota // other evidence: a limiter that was looked at, the leaking return
	Flow                 // on the way to the site
	Primary              // the place reported
)

// Level says how bad a finding is.
type Level uint8

// The levels, as in SARIF. The zero level means that the rule's own level holds.
const (
	Default Level = iota
	Note
	Warning
	Error
)

// String returns the level as SARIF spells it.
func (l Level) String() string { return [...]string{"default", "note", "warning", "error"}[l] }

// ParseLevel reads what String writes; it reports false for any other text.
func ParseLevel(s string) (Level, bool) {
	for l := Note; l <= Error; l++ {
		if l.String() == s {
			return l, true
		}
	}
	return Default, false
}

// Confidence says how much of a finding rests on names and types that were resolved.
type Confidence uint8

// High: all names resolved. Medium: a name or a type was guessed. Low: an unknown callee or escape; not in a default run.
const (
	Low Confidence = iota + 1
	Medium
	High
)

// String returns high, medium or low.
func (c Confidence) String() string { return [...]string{"", "low", "medium", "high"}[c] }

// A Finding is one defect at one place, with the evidence that a reader needs to believe it.
type Finding struct {
	Code       string     // CL106
	Level      Level      // never Default once decided
	Confidence Confidence // High or Medium in a default run
	Span       Span       // the place reported, one statement
	Func       string     // function around Span, as users name it
	Text       string     // what and why; the way out after a semicolon; no final period
	Steps      []Step     // evidence in order; one is Primary
	Owner      string     // who waits for the work, "" where the question does not arise
	Bound      string     // what limits it: "none", "8", "settings.workers"
	Verdict    string     // bounded, assumed, unbounded, unknown; "" where the question does not arise
	Fix        string     // the way out in a few words
	Also       []string   // codes of findings at the same place that this one stands for
	Lang       string     // go or python
	ForTests   bool       // stands in a file that only tests use, whatever its path says
	Firm       bool       // holds in tests and examples as elsewhere: a stress test is where such things begin
	Print      string     // fingerprint: rule, symbol within the file, normalised statement, ordinal
	Edits      []Edit     // a fix, when there is one that can be applied
	Safe       bool       // whether Edits keep behaviour

	Suppressed *Suppression // who wrote the code has said that it stays, and why; nil where nobody has
}

// A Suppression is a comment that silences a finding.
type Suppression struct {
	Span   Span
	Reason string
}

// An Edit replaces the text of Span by New.
type Edit struct {
	Span Span
	New  string
}

// A Notice says what could not be analysed, or what the user should know about the run; it is never silence.
type Notice struct {
	Span   Span   `json:"span"` // File alone where no line is known
	Text   string `json:"text"` // what happened, lower case, no final period
	Remedy string `json:"remedy"`
	Kind   string `json:"kind"`  // parse-error, unreadable, too-large, encoding, type-error, load-error, no-cgo, not-analysed
	Fatal  bool   `json:"fatal"` // the run cannot count as complete: exit 2
}

// Sort orders findings by path, line, column, code and text: output order is part of the contract.
func Sort(fs []Finding) { slices.SortStableFunc(fs, Compare) }

// Compare is the order of Sort.
func Compare(a, b Finding) int {
	return cmp.Or(compareSpan(a.Span, b.Span), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Text, b.Text))
}

// SortNotices orders notices by path, line, column, kind and text.
func SortNotices(ns []Notice) {
	slices.SortStableFunc(ns, func(a, b Notice) int {
		return cmp.Or(compareSpan(a.Span, b.Span), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Text, b.Text))
	})
}

func compareSpan(a, b Span) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
}

// Stats counts what a run looked at, for the closing line: a green result over nothing must not look green.
type Stats struct {
	Files     int `json:"files"`     // analysed
	Functions int `json:"functions"` // lowered
	Sites     int `json:"sites"`
	Spawns    int `json:"spawns"` // spawn sites that repeat: the ones a limit is asked of
	Bounded   int `json:"bounded"`
	Assumed   int `json:"assumed"`
	Unbounded int `json:"unbounded"`
	Unknown   int `json:"unknown"`
}

// Add returns the sum of both counts.
func (s Stats) Add(t Stats) Stats {
	return Stats{
		Files: s.Files + t.Files, Functions: s.Functions + t.Functions, Sites: s.Sites + t.Sites,
		Spawns: s.Spawns + t.Spawns, Bounded: s.Bounded + t.Bounded, Assumed: s.Assumed + t.Assumed,
		Unbounded: s.Unbounded + t.Unbounded, Unknown: s.Unknown + t.Unknown,
	}
}

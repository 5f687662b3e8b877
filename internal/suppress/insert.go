package suppress

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/lex"
)

// A Want is a finding that a comment shall silence.
type Want struct {
	Line int
	Code string
}

// CleanReason returns a reason as a comment can hold it: on one line, without what would end the comment or begin
// another. A date may stand in it, as in until=2027-01-31.
func CleanReason(text string, now time.Time) (string, error) {
	var words []string
	for _, word := range strings.Fields(strings.Map(printable, text)) {
		word = strings.ReplaceAll(word, "*/", "")
		for strings.HasPrefix(word, "#") || strings.HasPrefix(word, "//") {
			word = strings.TrimPrefix(strings.TrimPrefix(word, "#"), "//")
		}
		if word != "" {
			words = append(words, word)
		}
	}
	reason := strings.Join(words, " ")
	d, _ := parse("# " + Word + " ignore[CL101] " + reason)
	switch {
	case d.wrong != "":
		return "", errors.New(d.wrong)
	case d.reason == "":
		return "", errors.New("a suppression needs a reason; say why the findings may stay, as in --add-ignore='known before 2027'")
	case !d.until.IsZero() && !now.Before(d.until.AddDate(0, 0, 1)):
		return "", fmt.Errorf("until=%s has passed; name a day that is to come", d.until.Format(time.DateOnly))
	}
	return reason, nil
}

func printable(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case !unicode.IsPrint(r):
		return -1
	}
	return r
}

// Insert returns a source with comments that silence what is wanted, and how many it wrote or added to. A comment stands at
// the end of the finding's line where one can stand there, else alone above it. Line ends stay as they are.
func Insert(lang string, src []byte, wants []Want, reason string) ([]byte, int) {
	in := newInserter(lang, src, wants, reason)
	return in.apply(), len(in.edits)
}

// EditFor returns the edit that silences one finding, as Insert would. It reports false where the comment is there already,
// or the finding is about one. Without a reason the comment silences nothing yet: CL902 asks for it.
func EditFor(src []byte, f finding.Finding, reason string) (finding.Edit, bool) {
	if strings.HasPrefix(f.Code, "CL9") {
		return finding.Edit{}, false
	}
	in := newInserter(f.Lang, src, []Want{{f.Span.Line, f.Code}}, reason)
	for _, e := range in.edits {
		if d, ours := parse(e.old); ours && slices.Contains(d.codes, f.Code) {
			return finding.Edit{}, false
		}
		line := sort.SearchInts(in.lines, e.at+1)
		span := finding.Span{File: f.Span.File, Start: e.at, End: e.end, Line: line, Col: e.at - in.lines[line-1] + 1}
		return finding.Edit{Span: span, New: in.written(e)}, true
	}
	return finding.Edit{}, false
}

func newInserter(lang string, src []byte, wants []Want, reason string) *inserter {
	in := &inserter{lang: lang, src: src, reason: reason, tokens: lex.Tokens(lang, src), edits: map[int]*edit{}}
	in.lines = []int{0}
	for i, c := range src {
		if c == '\n' {
			in.lines = append(in.lines, i+1)
		}
	}
	for _, w := range wants {
		if w.Line >= 1 && w.Line <= len(in.lines) {
			in.want(w)
		}
	}
	return in
}

type inserter struct {
	lang   string
	src    []byte
	reason string
	tokens []lex.Token
	lines  []int // offset of each line
	edits  map[int]*edit
}

// An edit puts codes into the comment that is to stand, or stands, at an offset.
type edit struct {
	at, end int // of the comment that is replaced; at == end: none is there yet
	alone   bool
	indent  []byte
	old     string
	codes   []string
}

func (in *inserter) want(w Want) {
	e := in.place(w.Line)
	if known := in.edits[e.at]; known != nil {
		e = known
	}
	in.edits[e.at] = e
	if !slices.Contains(e.codes, w.Code) {
		e.codes = append(e.codes, w.Code)
		slices.Sort(e.codes)
	}
}

// place finds where the comment for a line can stand.
func (in *inserter) place(line int) *edit {
	end := in.end(line)
	inside := in.tokenAt(end)
	if last := in.last(line, end); last != nil && last.Kind == lex.Comment {
		text := string(in.src[last.Start:last.End])
		if _, ok := mergeable(text); ok {
			return &edit{at: last.Start, end: last.End, old: text}
		}
		if Mentions([]byte(text)) {
			return in.above(line) // only the first of two directives in a comment is read
		}
	}
	if inside == nil {
		return &edit{at: end, end: end}
	}
	return in.above(line)
}

// above finds a line of its own, as near as one can begin.
func (in *inserter) above(line int) *edit {
	for line > 1 && in.tokenAt(in.lines[line-1]-1) != nil {
		line--
	}
	at := in.lines[line-1]
	indent := in.src[at:]
	indent = indent[:len(indent)-len(bytes.TrimLeft(indent, " \t"))]
	return &edit{at: at, end: at, alone: true, indent: indent}
}

// end is the offset of a line's end, before the carriage return of which it is part.
func (in *inserter) end(line int) int {
	end := len(in.src)
	if line < len(in.lines) {
		end = in.lines[line] - 1
	}
	if end > in.lines[line-1] && in.src[end-1] == '\r' {
		end--
	}
	return end
}

// tokenAt is the token that goes on over a line end, nil where none does: a string, a comment, or lines that are joined.
func (in *inserter) tokenAt(offset int) *lex.Token {
	i := in.before(offset)
	if i < 0 || in.tokens[i].End <= offset {
		return nil
	}
	return &in.tokens[i]
}

// last is the last token of a line that ends there, nil for none.
func (in *inserter) last(line, end int) *lex.Token {
	i := in.before(end)
	if i < 0 || in.tokens[i].Start < in.lines[line-1] || in.tokens[i].End > end {
		return nil
	}
	return &in.tokens[i]
}

// before is the index of the last token that begins before an offset or, where lines are joined, at it; -1 for none.
func (in *inserter) before(offset int) int {
	i, _ := slices.BinarySearchFunc(in.tokens, offset, func(t lex.Token, at int) int { return t.Start - at })
	if i < len(in.tokens) && in.tokens[i].Start == offset && in.tokens[i].Kind == lex.Join {
		return i
	}
	return i - 1
}

// mergeable returns the parts of a comment that silences what is on its line, so that more can be added.
func mergeable(comment string) (parts [4]string, ok bool) {
	d, ours := parse(comment)
	if !ours || d.wrong != "" || d.wholeFile {
		return parts, false
	}
	at := mark.FindStringIndex(comment)
	head, rest := comment[:at[1]], comment[at[1]:]
	open, shut := strings.IndexByte(rest, '['), strings.IndexByte(rest, ']')
	reason := rest[shut+1:]
	cut := len(reason)
	if more := further.FindStringIndex(reason); more != nil {
		cut = more[0]
	}
	return [4]string{head + rest[:open], rest[open+1 : shut], strings.TrimSpace(reason[:cut]), reason[cut:]}, true
}

// datesEnd finds a date behind which no mark can stand.
var datesEnd = regexp.MustCompile(`(?:^|\s)until=\S*$`)

// text returns the comment: a new one, or the one that stands there with codes and reason added.
func (e *edit) text(lang, reason string) string {
	if e.old == "" {
		mark := map[bool]string{true: "//" + Word, false: "# " + Word + " "}[lang == "go"]
		return mark + "ignore[" + strings.Join(e.codes, ", ") + "] " + reason
	}
	parts, _ := mergeable(e.old)
	for _, code := range e.codes {
		d, _ := parse(e.old)
		if !slices.Contains(d.codes, code) {
			parts[1] += ", " + code
		}
	}
	why := parts[2]
	switch {
	case why == "":
		why = reason
	case strings.Contains(why, reason):
	case datesEnd.MatchString(why):
		why += " " + reason
	default:
		why += "; " + reason
	}
	return parts[0] + "[" + parts[1] + "] " + why + parts[3]
}

// apply writes the edits, from the last to the first.
func (in *inserter) apply() []byte {
	out := slices.Clone(in.src)
	var all []*edit
	for _, e := range in.edits {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b *edit) int { return b.at - a.at })
	for _, e := range all {
		out = slices.Replace(out, e.at, e.end, []byte(in.written(e))...)
	}
	return out
}

// written is the comment with the blanks or the line end that belong to it.
func (in *inserter) written(e *edit) string {
	text := strings.TrimRight(e.text(in.lang, in.reason), " ")
	switch {
	case e.alone:
		return string(e.indent) + text + in.newline()
	case e.old == "" && in.lang == "go":
		return " " + text
	case e.old == "":
		return "  " + text
	}
	return text
}

// newline is the line end of the file.
func (in *inserter) newline() string {
	if at := bytes.IndexByte(in.src, '\n'); at > 0 && in.src[at-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

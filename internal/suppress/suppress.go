// Package suppress reads the comments in which somebody says that a finding is known and why it stays, and marks what
// they silence. A comment that silences nothing, says no reason or is written wrongly is a finding itself: CL901, CL902,
// CL904. It works on comments and lines, so that both languages mean the same by them, and every driver honours them.
package suppress

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"github.com/concurlint/concurlint/internal/finding"
)

// The codes of what can be wrong with a suppression.
const (
	Unused    = "CL901" // it silences nothing, or no longer
	NoReason  = "CL902"
	Malformed = "CL904"
)

// Word is what every suppression holds: a file without it needs no second look.
const Word = "concurlint:"

// Mentions reports whether a source may hold a suppression.
func Mentions(src []byte) bool { return bytes.Contains(src, []byte(Word)) }

// A File is what a language knows of a file that mentions us.
type File struct {
	Path     string
	Comments []Comment
	Extents  []Extent
	Code     int  // line of the first statement that is no import and no docstring, 0 where there is none
	Partial  bool // not analysed in full: what is missing there may be what a comment silences
}

// A Comment is one comment of a file.
type Comment struct {
	Text  string       // as written, with its mark
	Span  finding.Span // of the whole comment
	Alone bool         // nothing but white space before it on its line
	Cut   finding.Span // what goes with the comment: the white space before it, or its line
}

// NewComment returns the comment at a span of a source.
func NewComment(src []byte, span finding.Span) Comment {
	c := Comment{Text: string(src[span.Start:span.End]), Span: span, Cut: span}
	for c.Cut.Start > 0 && (src[c.Cut.Start-1] == ' ' || src[c.Cut.Start-1] == '\t') {
		c.Cut.Start--
	}
	c.Alone = c.Cut.Start == 0 || src[c.Cut.Start-1] == '\n' || src[c.Cut.Start-1] == '\r'
	if c.Alone {
		c.Cut.End += len(src[c.Cut.End:]) - len(bytes.TrimLeft(src[c.Cut.End:], "\r")) // a line may end with both
		if c.Cut.End < len(src) && src[c.Cut.End] == '\n' {
			c.Cut.End++
		}
	}
	c.Cut.Col -= span.Start - c.Cut.Start
	return c
}

// An Extent is the lines of one statement or declaration.
type Extent struct {
	First, Head, Last int  // Head: the last line before its body begins, Last where it has none
	Whole             bool // what is said above it holds for all of it: a function, a class
	Block             bool // it is made of statements, so what stands at its end is about the last of them
}

// Apply marks the findings that comments silence, and returns them with the findings about the comments themselves,
// sorted. lang is that of the files; a date that has passed by now no longer silences.
func Apply(found []finding.Finding, files []File, lang string, now time.Time) []finding.Finding {
	var own []finding.Finding
	for _, file := range files {
		for _, c := range file.Comments {
			d, ok := parse(c.Text)
			if !ok {
				continue
			}
			own = append(own, file.settle(c, d, lang, now, found)...)
		}
	}
	if len(own) == 0 {
		return found
	}
	all := slices.Concat(found, own)
	finding.Sort(all)
	return all
}

// settle silences what the comment means, and says what is wrong with it.
func (file File) settle(c Comment, d directive, lang string, now time.Time, found []finding.Finding) []finding.Finding {
	if d.wrong != "" {
		return []finding.Finding{about(c, Malformed, lang, d.wrong)}
	}
	if d.wholeFile && file.Code > 0 && c.Span.Line >= file.Code {
		return []finding.Finding{about(c, Malformed, lang, "ignore-file stands below the first statement, where nobody looks for it; move it to the top of the file, or write ignore here")}
	}
	if d.reason == "" {
		return []finding.Finding{about(c, NoReason, lang, fmt.Sprintf("%s gives no reason, so it silences nothing; write why this is safe after the bracket", d.what()))}
	}
	expired := !d.until.IsZero() && !now.Before(d.until.AddDate(0, 0, 1))
	lines := file.reach(c, d)
	var own []finding.Finding
	for _, code := range d.codes {
		hit := false
		for i := range found {
			f := &found[i]
			if f.Code != code || f.Span.File != file.Path || !lines.hold(f.Span.Line) {
				continue
			}
			hit = true
			if !expired && f.Suppressed == nil {
				f.Suppressed = &finding.Suppression{Span: c.Span, Reason: d.reason}
			}
		}
		if !hit && !file.Partial {
			own = append(own, d.unused(c, code, lang))
		}
	}
	if expired && len(own) < len(d.codes) {
		text := fmt.Sprintf("%s ended on %s; mend what it silenced, or give it a new date and reason", d.what(), d.until.Format(time.DateOnly))
		own = append(own, about(c, Unused, lang, text))
	}
	return own
}

func (d directive) unused(c Comment, code, lang string) finding.Finding {
	where := "here"
	if d.wholeFile {
		where = "in this file"
	}
	f := about(c, Unused, lang, fmt.Sprintf("%s silences nothing: no %s is found %s; remove it", d.what(), code, where))
	if len(d.codes) == 1 && d.alone {
		f.Fix, f.Safe, f.Edits = "remove the comment", true, []finding.Edit{{Span: c.Cut}}
	}
	return f
}

func about(c Comment, code, lang, text string) finding.Finding {
	return finding.Finding{
		Code: code, Level: finding.Warning, Confidence: finding.High, Span: c.Span, Text: text, Lang: lang, Firm: true,
		Steps: []finding.Step{{Span: c.Span, Text: "the comment", Where: finding.Primary}},
	}
}

// lines are ranges of lines, both ends included.
type lines [][2]int

func (l lines) hold(line int) bool {
	return slices.ContainsFunc(l, func(r [2]int) bool { return r[0] <= line && line <= r[1] })
}

const lastLine = int(^uint(0) >> 1)

// reach returns the lines that a comment speaks of: at the end of a line those of its statement; alone on its line those
// of the statement around it or, failing that, below it.
func (file File) reach(c Comment, d directive) lines {
	line := c.Span.Line
	if d.wholeFile {
		return lines{{1, lastLine}}
	}
	out := lines{{line, line}}
	if !c.Alone {
		for _, e := range file.Extents {
			if e.First <= line && line <= e.Head || !e.Block && line == e.Last {
				out = append(out, [2]int{e.First, e.Head})
			}
		}
		return out
	}
	next := 0
	for _, e := range file.Extents {
		if e.First < line && line <= e.Head {
			out = append(out, [2]int{e.First, e.Head})
		}
		if e.First > line && (next == 0 || e.First < next) {
			next = e.First
		}
	}
	if len(out) > 1 {
		return out
	}
	for _, e := range file.Extents {
		if e.First == next && e.Whole {
			out = append(out, [2]int{e.First, e.Last})
		} else if e.First == next {
			out = append(out, [2]int{e.First, e.Head})
		}
	}
	return out
}

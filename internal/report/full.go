package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
)

// writeFull draws each finding with its evidence: the source lines, each step under its own, numbered in the order in
// which the steps follow each other.
func writeFull(w io.Writer, r *Report, s Style) error {
	d := drawer{w: &errWriter{w: w}, r: r, style: s, src: newSources(r.Text)}
	for _, f := range r.Findings {
		d.finding(f)
	}
	return d.w.err
}

// errWriter keeps the first error, so that drawing does not have to.
type errWriter struct {
	w   io.Writer
	err error
}

func (e *errWriter) line(parts ...string) {
	if e.err == nil {
		_, e.err = io.WriteString(e.w, strings.Join(parts, "")+"\n")
	}
}

type drawer struct {
	w     *errWriter
	r     *Report
	style Style
	src   *sources
	pad   string // as wide as the longest line number of the finding
}

// A mark is a step with its number.
type mark struct {
	finding.Step
	n int
}

// A block is an excerpt of one function of one file.
type block struct {
	file, fn string
	head     finding.Span // what the block's heading names
	marks    []mark
}

func (d *drawer) finding(f finding.Finding) {
	blocks, loose := arrange(f)
	d.pad = gutter(blocks)
	d.w.line(d.r.code(f.Code, d.style), " ", d.style.paint(levelInk(f.Level), f.Level.String()), "  ", d.style.paint(bold, clean(f.Text, d.style)))
	for i, b := range blocks {
		d.heading(b)
		if i == 0 {
			d.rule()
		}
		d.block(b, f.Level)
		if i < len(blocks)-1 {
			d.rule()
		}
	}
	d.notes(f, loose)
	d.w.line()
}

// arrange sorts the steps into blocks, the one of the place reported first. Steps without a place are returned apart.
func arrange(f finding.Finding) (blocks []block, loose []mark) {
	steps := evidence(f)
	blocks = []block{{file: f.Span.File, fn: f.Func, head: f.Span}}
	for i, step := range steps {
		m := mark{step, i + 1}
		if step.Span.File == "" || step.Span.Line == 0 {
			loose = append(loose, m)
			continue
		}
		fn := step.Func
		if fn == "" && step.Span.File == f.Span.File {
			fn = f.Func
		}
		at := slices.IndexFunc(blocks, func(b block) bool { return b.file == step.Span.File && b.fn == fn })
		if at < 0 {
			blocks = append(blocks, block{file: step.Span.File, fn: fn, head: step.Span})
			at = len(blocks) - 1
		}
		blocks[at].marks = append(blocks[at].marks, m)
	}
	return blocks, loose
}

// evidence returns the steps of a finding; there is always a primary one.
func evidence(f finding.Finding) []finding.Step {
	if slices.ContainsFunc(f.Steps, func(s finding.Step) bool { return s.Where == finding.Primary }) {
		return f.Steps
	}
	return append(slices.Clone(f.Steps), finding.Step{Span: f.Span, Func: f.Func, Where: finding.Primary})
}

// gutter returns blanks as wide as the widest line number.
func gutter(blocks []block) string {
	widest := 1
	for _, b := range blocks {
		for _, m := range b.marks {
			widest = max(widest, len(strconv.Itoa(m.Span.Line)))
		}
	}
	return strings.Repeat(" ", widest)
}

func (d *drawer) heading(b block) {
	where := fmt.Sprintf("%s:%d:%d", clean(d.r.shown(b.file), d.style), b.head.Line, d.screenColumn(b.head))
	in := ""
	if b.fn != "" {
		in = "  in " + clean(b.fn, d.style)
	}
	d.w.line(d.pad, d.style.paint(blue, "-->"), " ", where, in)
}

// screenColumn is the column as editors count it: in characters, not in bytes.
func (d *drawer) screenColumn(span finding.Span) int {
	line := d.src.line(span.File, span.Line)
	if line == nil {
		return span.Col
	}
	from, _ := extent(span, line)
	return len([]rune(string(line[:from]))) + 1
}

// rule draws the empty line of the gutter.
func (d *drawer) rule() { d.w.line(d.pad, " ", d.style.paint(blue, "|")) }

// block draws the lines of a block in the order of the file, each once, with the marks below it.
func (d *drawer) block(b block, level finding.Level) {
	lines := map[int][]mark{}
	for _, m := range b.marks {
		lines[m.Span.Line] = append(lines[m.Span.Line], m)
	}
	var numbers []int
	for n := range lines {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		d.sourceLine(b.file, n, lines[n], level)
	}
}

// sourceLine draws a line with the marks below it. Where the line is too long to show all of them, it is drawn again
// around the next one.
func (d *drawer) sourceLine(file string, n int, marks []mark, level finding.Level) {
	raw := d.src.line(file, n)
	line := cells(raw, d.style.UTF8)
	number := fmt.Sprintf("%*d", len(d.pad), n)
	var win window
	for i, m := range marks {
		from, to := d.reach(m, raw, line)
		if i == 0 || from < win.from || from >= win.to {
			win = around(d.style.room(len(d.pad)+len(" | ")+len(" 99")), totalWidth(line), from, to) // the number of a mark fits too
			d.w.line(strings.TrimRight(d.style.paint(blue, number+" |")+" "+win.cut(line), " "))
		}
		from, to = win.place(from, to)
		d.caret(m, from, to, level)
	}
}

func (d *drawer) reach(m mark, raw []byte, line []cell) (int, int) {
	from, to := extent(m.Span, raw)
	return columns(line, from, to)
}

// caret draws a mark and what is said of it. Where that would go over the edge of the terminal, it stands on lines of its
// own, so that it does not begin in the middle of the screen and end at its left.
func (d *drawer) caret(m mark, from, to int, level finding.Level) {
	sign, with := "-", blue
	if m.Where == finding.Primary {
		sign, with = "^", levelInk(level)
	}
	number := strconv.Itoa(m.n)
	marks := strings.Repeat(sign, to-from) + " " + number
	text := clean(m.Text, d.style)
	room := d.style.room(len(d.pad) + len(" | "))
	switch {
	case text == "":
		d.under(from, with, marks)
	case d.style.Width == 0 || from+len(marks)+len("  ")+textWidth(text) <= room:
		d.under(from, with, marks+"  "+text)
	default:
		d.under(from, with, marks)
		indent := max(0, min(from, room-textWidth(text)))
		for _, line := range wrap(text, room-indent) {
			d.under(indent, with, line)
		}
	}
}

// under draws something below a line of source.
func (d *drawer) under(col int, with ink, text string) {
	d.w.line(d.pad, " ", d.style.paint(blue, "|"), " ", blanks(col), d.style.paint(with, text))
}

// notes draws what is said about the finding as a whole.
func (d *drawer) notes(f finding.Finding, loose []mark) {
	for _, m := range loose {
		d.note(fmt.Sprintf("%-7s", strconv.Itoa(m.n)+":"), m.Text)
	}
	var facts []string
	for _, fact := range [][2]string{{"owner", f.Owner}, {"bound", f.Bound}, {"verdict", f.Verdict}} {
		if fact[1] != "" {
			facts = append(facts, fact[0]+": "+fact[1])
		}
	}
	d.note("", strings.Join(facts, "   "))
	d.note("fix:   ", f.Fix+fixCommand(f))
	if len(f.Also) > 0 {
		d.note("also:  ", strings.Join(f.Also, ", ")+" at the same place")
	}
	d.note("more:  ", "concurlint explain "+f.Code)
}

func (d *drawer) note(name, text string) {
	if text != "" {
		d.w.line(d.pad, " ", d.style.paint(blue, "="), " ", d.style.paint(bold, name), clean(text, d.style))
	}
}

// fixCommand is what makes the fix of a finding, where one can be made.
func fixCommand(f finding.Finding) string {
	switch {
	case len(f.Edits) == 0:
		return ""
	case f.Safe:
		return "   concurlint check --fix"
	}
	return "   concurlint check --fix --unsafe-fixes"
}

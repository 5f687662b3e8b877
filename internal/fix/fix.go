// Package fix applies the edits that findings carry and keeps those that prove themselves: the file is linted again, the
// finding must be gone, nothing new may be there, and it must parse as well as before. It reads and writes no files.
package fix

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
)

// A Linting is what a linter says of a state of the sources.
type Linting struct {
	Findings []finding.Finding // shown ones, with their edits
	Notices  []finding.Notice
}

// Options say what to fix, and how to look.
type Options struct {
	Unsafe bool                              // also what may change behaviour
	Source func(file string) ([]byte, error) // a file as its spans count it
	// Lint looks at everything, or at some files only, with texts before the files of those names.
	Lint func(ctx context.Context, changed map[string][]byte, only []string) (Linting, error)
}

// A Result is what came of it. Texts are by the names that findings use.
type Result struct {
	Texts  map[string][]byte // files that change, as they become
	Fixed  []finding.Finding // sorted
	Undone []Undone          // fixes that did not prove themselves, sorted
	Last   Linting           // what is found afterwards
}

// Undone is a fix that was tried and taken back.
type Undone struct {
	Finding finding.Finding
	Why     string // a clause: "the finding is still there"
}

// maxRounds bounds how often what the last round made possible is fixed too.
const maxRounds = 10

// Apply fixes what can be fixed, round after round: edits that overlap take turns.
func Apply(ctx context.Context, before Linting, opts Options) (Result, error) {
	a := applier{opts: opts, texts: map[string][]byte{}, tried: map[string]bool{}}
	a.last = before
	for range maxRounds {
		progress, err := a.round(ctx)
		if err != nil {
			return Result{}, err
		}
		if !progress {
			break
		}
	}
	finding.Sort(a.fixed)
	slices.SortStableFunc(a.undone, func(x, y Undone) int { return finding.Compare(x.Finding, y.Finding) })
	return Result{Texts: a.texts, Fixed: a.fixed, Undone: a.undone, Last: a.last}, nil
}

type applier struct {
	opts   Options
	texts  map[string][]byte
	tried  map[string]bool // by key: what was undone once is not tried again
	last   Linting
	fixed  []finding.Finding
	undone []Undone
}

// Applies reports whether a finding has a fix of the kind that is asked for.
func Applies(f finding.Finding, unsafe bool) bool {
	return len(f.Edits) > 0 && (f.Safe || unsafe) && f.Suppressed == nil
}

// round applies what it can at once. Where a file does not prove itself then, the others are kept without it, and its own
// fixes are tried apart.
func (a *applier) round(ctx context.Context) (progress bool, err error) {
	plan := a.plan()
	if len(plan) == 0 {
		return false, nil
	}
	why, err := a.try(ctx, plan, nil)
	if err != nil {
		return false, err
	}
	if len(why) == 0 {
		return true, nil
	}
	var apart []string
	for file := range why {
		apart = append(apart, file)
	}
	slices.Sort(apart)
	touched := func(f finding.Finding) bool {
		return slices.ContainsFunc(f.Edits, func(e finding.Edit) bool { return why[e.Span.File] != "" })
	}
	good := slices.DeleteFunc(slices.Clone(plan), touched)
	if len(good) > 0 { // where another file suffers, nobody knows by which of them
		if progress, err = a.keep(ctx, good, nil); err != nil {
			return false, err
		}
	}
	for _, file := range apart {
		own := slices.DeleteFunc(slices.Clone(plan), func(f finding.Finding) bool { return f.Span.File != file })
		some, err := a.keep(ctx, a.now(own), []string{file})
		if err != nil {
			return false, err
		}
		progress = progress || some
	}
	return progress, nil
}

// keep applies fixes and keeps them where they prove themselves in the files that are looked at; else it tries each half of
// them, down to the ones that do not.
func (a *applier) keep(ctx context.Context, plan []finding.Finding, only []string) (some bool, err error) {
	if len(plan) == 0 {
		return false, nil
	}
	why, err := a.try(ctx, plan, only)
	switch {
	case err != nil:
		return false, err
	case len(why) == 0:
		return true, nil
	case len(plan) == 1:
		a.tried[key(plan[0])] = true
		a.undone = append(a.undone, Undone{plan[0], reason(why, plan[0].Span.File)})
		return false, nil
	}
	half := len(plan) / 2
	first, err := a.keep(ctx, plan[:half], only)
	if err != nil {
		return false, err
	}
	second, err := a.keep(ctx, a.now(plan[half:]), only)
	return first || second, err
}

// reason is what is wrong in the finding's own file, else in another one.
func reason(why map[string]string, own string) string {
	if text := why[own]; text != "" {
		return text
	}
	files := slices.Sorted(maps.Keys(why))
	return why[files[0]] + ", in " + files[0]
}

// now returns those of the findings that are still there, where they are by now.
func (a *applier) now(plan []finding.Finding) []finding.Finding {
	var out []finding.Finding
	for _, f := range a.last.Findings {
		if slices.ContainsFunc(plan, func(p finding.Finding) bool { return key(p) == key(f) }) {
			out = append(out, f)
		}
	}
	return out
}

// plan picks findings whose edits do not overlap, in their order.
func (a *applier) plan() []finding.Finding {
	var out []finding.Finding
	var taken []finding.Edit
	for _, f := range a.last.Findings {
		if !Applies(f, a.opts.Unsafe) || a.tried[key(f)] || slices.ContainsFunc(f.Edits, func(e finding.Edit) bool {
			return slices.ContainsFunc(taken, func(t finding.Edit) bool { return overlap(e, t) })
		}) {
			continue
		}
		taken = append(taken, f.Edits...)
		out = append(out, f)
	}
	return out
}

// overlap reports whether two edits of one file touch. Two equal ones, as an import that both need, are one.
func overlap(a, b finding.Edit) bool {
	if a.Span.File != b.Span.File || a == b {
		return false
	}
	return a.Span.Start <= b.Span.End && b.Span.Start <= a.Span.End
}

// try applies fixes, lints again, everything or one file, and keeps them where all prove themselves; else it says of each
// file that does not what is wrong.
func (a *applier) try(ctx context.Context, plan []finding.Finding, only []string) (why map[string]string, err error) {
	next, err := a.apply(plan)
	if err != nil {
		return nil, err
	}
	all := maps.Clone(a.texts)
	maps.Copy(all, next)
	got, err := a.opts.Lint(ctx, all, only)
	if err != nil {
		return nil, fmt.Errorf("linting what was fixed: %w", err)
	}
	before := a.last
	if only != nil {
		got, before = got.of(only), before.of(only)
	}
	if why = prove(before, got, plan); len(why) > 0 {
		return why, nil
	}
	if only != nil {
		got = a.last.without(only).and(got)
	}
	a.texts, a.last = all, got
	a.fixed = append(a.fixed, plan...)
	return nil, nil
}

// of returns what is said of some files.
func (l Linting) of(files []string) Linting {
	return Linting{
		slices.DeleteFunc(slices.Clone(l.Findings), func(f finding.Finding) bool { return !slices.Contains(files, f.Span.File) }),
		slices.DeleteFunc(slices.Clone(l.Notices), func(n finding.Notice) bool { return !slices.Contains(files, n.Span.File) }),
	}
}

// without returns what is said of the other files.
func (l Linting) without(files []string) Linting {
	return Linting{
		slices.DeleteFunc(slices.Clone(l.Findings), func(f finding.Finding) bool { return slices.Contains(files, f.Span.File) }),
		slices.DeleteFunc(slices.Clone(l.Notices), func(n finding.Notice) bool { return slices.Contains(files, n.Span.File) }),
	}
}

func (l Linting) and(m Linting) Linting {
	out := Linting{slices.Concat(l.Findings, m.Findings), slices.Concat(l.Notices, m.Notices)}
	finding.Sort(out.Findings)
	return out
}

// apply returns the texts of the files that the fixes touch.
func (a *applier) apply(plan []finding.Finding) (map[string][]byte, error) {
	edits := map[string][]finding.Edit{}
	for _, f := range plan {
		for _, e := range f.Edits {
			if !slices.Contains(edits[e.Span.File], e) {
				edits[e.Span.File] = append(edits[e.Span.File], e)
			}
		}
	}
	out := map[string][]byte{}
	for file, es := range edits {
		src, ok := a.texts[file]
		if !ok {
			var err error
			if src, err = a.opts.Source(file); err != nil {
				return nil, err
			}
		}
		text, err := Edited(src, es)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		out[file] = text
	}
	return out, nil
}

// Edited returns a text with edits made. Lines that come in end as those of the text do.
func Edited(src []byte, edits []finding.Edit) ([]byte, error) {
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, func(x, y finding.Edit) int { return x.Span.Start - y.Span.Start })
	crlf := bytes.Contains(src, []byte("\r\n"))
	var out bytes.Buffer
	at := 0
	for _, e := range sorted {
		if e.Span.Start < at || e.Span.End < e.Span.Start || e.Span.End > len(src) {
			return nil, fmt.Errorf("an edit at %d to %d does not fit a text of %d bytes", e.Span.Start, e.Span.End, len(src))
		}
		out.Write(src[at:e.Span.Start])
		text := e.New
		if crlf {
			text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n")
		}
		out.WriteString(text)
		at = e.Span.End
	}
	out.Write(src[at:])
	return out.Bytes(), nil
}

// prove says of each file why fixes did not do what they promise: each finding is gone, none came, and each file reads as
// well as before.
func prove(before, after Linting, fixed []finding.Finding) map[string]string {
	was, is, want := count(before.Findings), count(after.Findings), count(fixed)
	why := map[string]string{}
	for k, n := range want {
		if is[k] > was[k]-n {
			why[k.file] = "the finding is still there"
		}
	}
	for k, n := range is {
		if n > was[k]-want[k] && why[k.file] == "" {
			why[k.file] = k.code + " would be found then"
		}
	}
	had, has := unread(before.Notices), unread(after.Notices)
	for file, n := range has {
		if n > had[file] {
			why[file] = "the file would not parse then"
		}
	}
	return why
}

// A place is where findings of one kind are counted: lines move when a file changes.
type place struct{ file, code string }

func count(fs []finding.Finding) map[place]int {
	out := map[place]int{}
	for _, f := range fs {
		out[place{f.Span.File, f.Code}]++
	}
	return out
}

// unread counts what could not be read of each file.
func unread(ns []finding.Notice) map[string]int {
	out := map[string]int{}
	for _, n := range ns {
		switch n.Kind {
		case finding.ParseError, finding.TypeError, finding.LoadError, finding.Encoding, finding.NotAnalysed:
			out[n.Span.File]++
		}
	}
	return out
}

func key(f finding.Finding) string { return f.Span.File + "\x00" + f.Print + "\x00" + f.Code }

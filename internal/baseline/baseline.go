// Package baseline remembers the findings that a team had when it began, so that a run shows only what is new. It knows
// findings by their fingerprints: entries live on when lines move, files are renamed and code is reformatted. It must not
// know what is analysed, or how reports look.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/engine"
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/report"
)

// Name is what a baseline is called unless the user says otherwise.
const Name = ".concurlint-baseline.json"

// version changes where an older program would misread the file.
const version = 1

// An Entry stands for equal findings of one function: one rule about one statement, Count times.
type Entry struct {
	Path   string `json:"path"` // slash-separated, relative to the folder of the baseline
	Code   string `json:"code"`
	Symbol string `json:"symbol,omitempty"` // the function, within its file: for people
	Print  string `json:"fingerprint"`
	Count  int    `json:"count"`
}

// place is what an entry is known by within its file.
func (e Entry) place() place { return place{e.Path, e.Print} }

type place struct{ path, print string }

// A File is the entries of a baseline, sorted, one a place.
type File struct{ Entries []Entry }

// Count is how many findings the baseline stands for.
func (f File) Count() int { return total(f.Entries) }

// Paths is how many files it is about.
func (f File) Paths() int {
	paths := map[string]bool{}
	for _, e := range f.Entries {
		paths[e.Path] = true
	}
	return len(paths)
}

func total(entries []Entry) int {
	n := 0
	for _, e := range entries {
		n += e.Count
	}
	return n
}

// Of returns a baseline of the findings. path tells the path in the baseline of a finding's file.
func Of(findings []finding.Finding, path func(file string) string) File {
	var entries []Entry
	for _, f := range findings {
		entries = append(entries, entryOf(f, path))
	}
	return File{merged(entries, func(a, b int) int { return a + b })}
}

// With returns the baseline with the entries of another, which is about other files.
func (f File) With(other File) File {
	return File{merged(slices.Concat(f.Entries, other.Entries), func(a, b int) int { return max(a, b) })}
}

func entryOf(f finding.Finding, path func(string) string) Entry {
	return Entry{Path: path(f.Span.File), Code: f.Code, Symbol: engine.Symbol(f), Print: base(f), Count: 1}
}

// base is the fingerprint without the number that tells equal statements apart: the baseline counts them.
func base(f finding.Finding) string {
	print, _, _ := strings.Cut(f.Print, ":")
	return print
}

// merged sorts entries and joins those of one place by their counts.
func merged(entries []Entry, join func(a, b int) int) []Entry {
	at := map[place]int{}
	out := []Entry{}
	for _, e := range entries {
		if i, ok := at[e.place()]; ok {
			out[i].Count = join(out[i].Count, e.Count)
			continue
		}
		at[e.place()] = len(out)
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Symbol, b.Symbol), cmp.Compare(a.Print, b.Print))
	})
	return out
}

// Text returns the file as it is written: JSON with an entry a line, so that two branches which take away different ones
// merge.
func (f File) Text() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"version\": %d,\n  \"entries\": [", version)
	for i, e := range f.Entries {
		line, err := report.Line(e)
		if err != nil {
			return nil, fmt.Errorf("writing the baseline: %w", err)
		}
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, "\n    %s", line)
	}
	b.WriteString("\n  ]\n}\n")
	return b.Bytes(), nil
}

// maxFile is far above a baseline of a million entries; a device or a dump of that name is not read.
const maxFile = 512 << 20

// Read reads a baseline. An error names the file, the line where one is known, and the remedy.
func Read(name string) (File, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return File{}, fmt.Errorf("the baseline %s is not there; check the name, or run concurlint baseline create --baseline %s", name, name)
	case err != nil:
		return File{}, fmt.Errorf("reading the baseline: %w; check the permissions", err)
	case !info.Mode().IsRegular() || info.Size() > maxFile:
		return File{}, fmt.Errorf("%s is no baseline: it is no regular file, or larger than 512 MB", name)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return File{}, fmt.Errorf("reading the baseline: %w; check the permissions", err)
	}
	return parse(name, text)
}

func parse(name string, text []byte) (File, error) {
	const remedy = "restore it from version control, or write it anew with concurlint baseline create --force"
	if line := conflict(text); line > 0 {
		return File{}, fmt.Errorf("%s:%d: the baseline holds marks of a merge conflict; take one side, then run concurlint baseline update", name, line)
	}
	var head struct {
		Version *int             `json:"version"`
		Entries *json.RawMessage `json:"entries"`
	}
	if err := decode(text, &head, 0, text); err != nil {
		return File{}, fmt.Errorf("%s%w; %s", name, err, remedy)
	}
	if head.Version == nil || head.Entries == nil {
		return File{}, fmt.Errorf("%s is no baseline: version or entries are missing; %s", name, remedy)
	}
	if *head.Version != version {
		return File{}, fmt.Errorf("the baseline %s has version %d, and this program reads version %d; use the program that wrote it, or write it anew with concurlint baseline create --force", name, *head.Version, version)
	}
	var entries []Entry
	if err := decode(*head.Entries, &entries, max(0, bytes.Index(text, *head.Entries)), text); err != nil {
		return File{}, fmt.Errorf("%s%w; %s", name, err, remedy)
	}
	for i, e := range entries {
		if e.Path == "" || e.Code == "" || e.Print == "" || e.Count < 1 {
			return File{}, fmt.Errorf("%s: entry %d of the baseline lacks path, code, fingerprint or count; %s", name, i+1, remedy)
		}
	}
	return File{merged(entries, func(a, b int) int { return max(a, b) })}, nil // a merge can write a line twice
}

// decode reads all of a JSON text that begins at an offset of a file. An error begins with the line in the file.
func decode(text []byte, into any, offset int, file []byte) error {
	dec := json.NewDecoder(bytes.NewReader(text))
	err := dec.Decode(into)
	if err == nil {
		if _, more := dec.Token(); more == io.EOF {
			return nil
		}
		return fmt.Errorf(":%d: something follows the end of the baseline", lineAt(file, offset+int(dec.InputOffset())))
	}
	at := offset + int(dec.InputOffset())
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		at = offset + int(syntax.Offset)
	case errors.As(err, &kind):
		at = offset + int(kind.Offset)
		err = fmt.Errorf("a %s stands where a %s belongs", kind.Value, kind.Type)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		at, err = len(bytes.TrimSpace(file)), errors.New("the file ends too early")
	}
	return fmt.Errorf(":%d: the baseline is broken: %w", lineAt(file, at), err)
}

func lineAt(text []byte, offset int) int {
	return 1 + bytes.Count(text[:min(max(offset, 0), len(text))], []byte("\n"))
}

// conflict returns the line of the first mark that git leaves where it could not merge, 0 for none.
func conflict(text []byte) int {
	for i, line := range bytes.Split(text, []byte("\n")) {
		if bytes.HasPrefix(line, []byte("<<<<<<< ")) || bytes.HasPrefix(line, []byte(">>>>>>> ")) {
			return i + 1
		}
	}
	return 0
}

// Recognised reports whether a text is meant as a baseline, be it broken or of another version.
func Recognised(text []byte) bool {
	return len(bytes.TrimSpace(text)) == 0 || bytes.Contains(text, []byte(`"entries"`)) && bytes.Contains(text, []byte(`"version"`))
}

package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/lex"
)

// setPrints gives each finding its fingerprint: what stays the same when code is added around it, when its file moves, and
// when a formatter writes it anew. Equal statements of one function are told apart by their order, which stands behind a
// colon: x, x:2, x:3. Findings must be sorted.
func (r *Run) setPrints() {
	texts, seen := map[string][]byte{}, map[string]int{}
	for i := range r.Findings {
		f := &r.Findings[i]
		text, ok := texts[f.Span.File]
		if !ok {
			text, _ = r.Text(f.Span.File) // without it the statement is empty, and the function tells findings apart
			texts[f.Span.File] = text
		}
		sum := sha256.Sum256([]byte(strings.Join([]string{f.Code, Symbol(*f), statement(*f, text)}, "\x00")))
		f.Print = hex.EncodeToString(sum[:printBytes])
		place := f.Span.File + "\x00" + f.Print
		if seen[place]++; seen[place] > 1 {
			f.Print += fmt.Sprintf(":%d", seen[place])
		}
	}
}

// printBytes make two findings of one project equal by chance once in 2^64 pairs.
const printBytes = 16

// closure finds the number of a function without a name, which changes when one is added above it.
var closure = regexp.MustCompile(`\.func\d+(?:\.\d+)*`)

// Symbol is the function of a finding as its file knows it: without the package or module, which changes when the file
// moves.
func Symbol(f finding.Finding) string {
	if f.Lang != "go" {
		return withoutModule(f.Func, f.Span.File)
	}
	name := f.Func[strings.LastIndexByte(f.Func, '/')+1:]
	if _, within, ok := strings.Cut(name, "."); ok {
		name = within
	}
	return closure.ReplaceAllString(name, ".func")
}

// withoutModule cuts the module off a dotted name: as many parts of the file's path as it begins with.
func withoutModule(name, file string) string {
	parts := strings.Split(strings.TrimSuffix(file, path.Ext(file)), "/")
	if n := len(parts) - 1; n > 0 && parts[n] == "__init__" {
		parts = parts[:n]
	}
	for i := range parts {
		if within, ok := strings.CutPrefix(name, strings.Join(parts[i:], ".")+"."); ok {
			return within
		}
	}
	return name
}

// statement is the source of a finding, whatever its layout.
func statement(f finding.Finding, text []byte) string {
	if f.Span.Start < 0 || f.Span.End > len(text) || f.Span.Start >= f.Span.End {
		return ""
	}
	return lex.Normal(f.Lang, text[f.Span.Start:f.Span.End])
}

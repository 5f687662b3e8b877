package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
)

// setPrints gives each finding its fingerprint: what stays the same when code is added around it, or when its file moves.
// Two equal statements of one function are told apart by their order. Findings must be sorted.
func (r *Run) setPrints() {
	texts, seen := map[string][]byte{}, map[string]int{}
	for i := range r.Findings {
		f := &r.Findings[i]
		text, ok := texts[f.Span.File]
		if !ok {
			text, _ = r.Text(f.Span.File) // without it the statement is empty, and the function tells findings apart
			texts[f.Span.File] = text
		}
		key := strings.Join([]string{f.Code, symbol(*f), statement(f.Span, text)}, "\x00")
		seen[f.Span.File+"\x00"+key]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, seen[f.Span.File+"\x00"+key]))
		f.Print = hex.EncodeToString(sum[:printBytes])
	}
}

// printBytes make two findings of one project equal by chance once in 2^64 pairs.
const printBytes = 16

// symbol is the function without the package or module, which changes when the file moves.
func symbol(f finding.Finding) string {
	name := f.Func[strings.LastIndexByte(f.Func, '/')+1:]
	if _, within, ok := strings.Cut(name, "."); ok && f.Lang == "go" {
		return within
	}
	base := strings.TrimSuffix(f.Span.File[strings.LastIndexByte(f.Span.File, '/')+1:], ".py")
	if _, within, ok := strings.Cut(name, base+"."); ok {
		return within
	}
	return name
}

// statement is the source of a span with every run of blanks made one.
func statement(span finding.Span, text []byte) string {
	if span.Start < 0 || span.End > len(text) || span.Start >= span.End {
		return ""
	}
	return strings.Join(strings.Fields(string(text[span.Start:span.End])), " ")
}

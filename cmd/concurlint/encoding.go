package main

import (
	"bytes"
	"go/format"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cookie finds the encoding that a Python file declares in its first two lines.
var cookie = regexp.MustCompile(`^(?:[^\n]*\n)?[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)`)

// encodes reports whether a text can be written into a file as it is.
func encodes(file []byte, text string) bool {
	if strings.IndexFunc(text, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
		return true
	}
	m := cookie.FindSubmatch(file)
	return utf8.Valid(file) && (m == nil || strings.HasPrefix(strings.ReplaceAll(strings.ToLower(string(m[1])), "_", "-"), "utf-8") || strings.EqualFold(string(m[1]), "utf8"))
}

// formatted returns Go source as gofmt would write it, where it was so before.
func formatted(before, now []byte) []byte {
	if was, err := format.Source(before); err != nil || !bytes.Equal(was, before) {
		return now
	}
	if text, err := format.Source(now); err == nil {
		return text
	}
	return now
}

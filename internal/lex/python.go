package lex

import (
	"bytes"
	"strings"
)

// pythonTokens cuts at what layout can change. Operators of several characters come as several tokens.
func pythonTokens(src []byte) []Token {
	var out []Token
	for i := 0; i < len(src); {
		c := src[i]
		t := Token{Start: i}
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f':
			i++
			continue
		case c == '#':
			t.Kind, t.End = Comment, lineEnd(src, i)
		case c == '\\' && joins(src, i) > 0:
			t.Kind, t.End = Join, i+joins(src, i)
		case quote(c):
			t.Kind, t.End = String, stringEnd(src, i, false)
		case letter(c):
			t.End = wordEnd(src, i)
			if t.End < len(src) && quote(src[t.End]) && isPrefix(src[i:t.End]) {
				t.Kind, t.End = String, stringEnd(src, t.End, replaces(src[i:t.End]))
			}
		default:
			t.End = i + 1
		}
		out = append(out, t)
		i = t.End
	}
	return out
}

func quote(c byte) bool { return c == '"' || c == '\'' }

// letter reports whether the byte can be part of a name or a number; all bytes outside ASCII are.
func letter(c byte) bool {
	return c == '_' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func wordEnd(src []byte, i int) int {
	for i < len(src) && letter(src[i]) {
		i++
	}
	return i
}

// lineEnd is the offset of the line end, of which a carriage return is part.
func lineEnd(src []byte, i int) int {
	end := len(src)
	if at := bytes.IndexByte(src[i:], '\n'); at >= 0 {
		end = i + at
	}
	if end > i && src[end-1] == '\r' {
		end--
	}
	return end
}

// joins is the length of a backslash with its line end, 0 where none follows.
func joins(src []byte, i int) int {
	for _, end := range []string{"\\\n", "\\\r\n"} {
		if bytes.HasPrefix(src[i:], []byte(end)) {
			return len(end)
		}
	}
	return 0
}

// isPrefix reports whether a word before a quote belongs to the string.
func isPrefix(word []byte) bool {
	switch strings.ToLower(string(word)) {
	case "r", "b", "u", "f", "t", "rb", "br", "rf", "fr", "rt", "tr":
		return true
	}
	return false
}

// replaces reports whether expressions in braces are part of a string with this prefix.
func replaces(prefix []byte) bool { return bytes.ContainsAny(prefix, "fFtT") }

// stringEnd is the offset behind the string whose quote stands at i. One that is not closed ends with its line, or with
// the source where it has three quotes.
func stringEnd(src []byte, i int, expressions bool) int {
	mark := src[i : i+1]
	if bytes.HasPrefix(src[i:], bytes.Repeat(mark, 3)) {
		mark = src[i : i+3]
	}
	for i += len(mark); i < len(src); {
		switch {
		case src[i] == '\\':
			i += 1 + max(1, joins(src, i)-1)
		case bytes.HasPrefix(src[i:], mark):
			return i + len(mark)
		case src[i] == '\n' && len(mark) == 1:
			return i
		case expressions && bytes.HasPrefix(src[i:], []byte("{{")):
			i += len("{{")
		case expressions && src[i] == '{':
			i = replacementEnd(src, i+1)
		default:
			i++
		}
	}
	return len(src)
}

// replacementEnd is the offset behind the closing brace of an expression in a string. Its quotes may be those of the
// string; behind the colon stands a format, where quotes mean nothing.
func replacementEnd(src []byte, i int) int {
	depth := 0
	for i < len(src) {
		c := src[i]
		switch {
		case c == '}' && depth == 0:
			return i + 1
		case c == ':' && depth == 0 && !bytes.HasPrefix(src[i:], []byte(":=")):
			return formatEnd(src, i+1)
		case quote(c):
			i = stringEnd(src, i, i > 0 && replaces(src[i-1:i]))
			continue
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ')' || c == ']' || c == '}':
			depth--
		}
		i++
	}
	return i
}

func formatEnd(src []byte, i int) int {
	for i < len(src) {
		switch src[i] {
		case '}':
			return i + 1
		case '{':
			i = replacementEnd(src, i+1)
		case '\n':
			return i
		default:
			i++
		}
	}
	return i
}

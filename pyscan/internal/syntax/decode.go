package syntax

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decode turns the bytes of a file into UTF-8 without NULs, and says what it
// had to guess. It returns src itself where nothing is to do, the common case.
func decode(src []byte) ([]byte, []Notice) {
	text, notices := decodeUTF16(src)
	if text == nil {
		text, notices = decodeBytes(src)
	}
	if i := bytes.IndexByte(text, 0); i >= 0 {
		text = bytes.ReplaceAll(text, []byte{0}, []byte{' '})
		notices = append(notices, Notice{i, "NUL bytes, read as blanks"})
	}
	return text, notices
}

// decodeUTF16 decodes src if it begins with a UTF-16 mark, and is nil otherwise.
func decodeUTF16(src []byte) ([]byte, []Notice) {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(src, []byte{0xFF, 0xFE}):
		order = binary.LittleEndian
	case bytes.HasPrefix(src, []byte{0xFE, 0xFF}):
		order = binary.BigEndian
	default:
		return nil, nil
	}
	units := make([]uint16, 0, len(src)/2)
	for i := 2; i+1 < len(src); i += 2 {
		units = append(units, order.Uint16(src[i:]))
	}
	text := []byte(string(utf16.Decode(units)))
	if len(src)%2 != 0 {
		return text, []Notice{{len(text), "half a UTF-16 character at the end"}}
	}
	return text, nil
}

// decodeBytes decodes by the coding cookie, UTF-8 if there is none.
func decodeBytes(src []byte) ([]byte, []Notice) {
	src = bytes.TrimPrefix(src, []byte("\xEF\xBB\xBF"))
	if utf8.Valid(src) {
		return src, nil
	}
	name := cookie(src)
	switch name {
	case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "iso-8859-15", "l1":
		return decodeTable(src, nil), nil
	case "cp1252", "windows-1252":
		return decodeTable(src, cp1252[:]), nil
	case "", "utf-8", "utf8", "utf-8-sig", "ascii", "us-ascii":
		return replaceBad(src, "bytes that are not UTF-8, read as '_'")
	}
	return replaceBad(src, fmt.Sprintf("unknown encoding %s, foreign letters read as '_'", name))
}

// cookiePattern is that of PEP 263.
var cookiePattern = regexp.MustCompile(`^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)`)

// cookie is the declared encoding, in the first two lines, in our spelling.
func cookie(src []byte) string {
	for range 2 {
		line := src
		if i := bytes.IndexAny(src, "\r\n"); i >= 0 {
			line, src = src[:i], bytes.TrimPrefix(src[i+1:], []byte("\n"))
		}
		if m := cookiePattern.FindSubmatch(line); m != nil {
			return strings.ReplaceAll(strings.ToLower(string(m[1])), "_", "-")
		}
		if trimmed := bytes.TrimSpace(line); len(trimmed) > 0 && trimmed[0] != '#' {
			return ""
		}
	}
	return ""
}

// decodeTable decodes an encoding of one byte a letter. high holds the letters
// 0x80 to 0x9F; nil stands for Latin-1, where each byte is its own letter.
func decodeTable(src []byte, high []rune) []byte {
	text := make([]byte, 0, len(src)+len(src)/8)
	for _, c := range src {
		r := rune(c)
		if high != nil && c >= 0x80 && c < 0xA0 {
			r = high[c-0x80]
		}
		text = utf8.AppendRune(text, r)
	}
	return text
}

// cp1252 holds the letters in which it differs from Latin-1.
var cp1252 = [32]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8D, 'Ž', 0x8F,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9D, 'ž', 'Ÿ',
}

// replaceBad puts an underscore for each byte that is no UTF-8: columns stay,
// and a name that holds one stays a name.
func replaceBad(src []byte, text string) ([]byte, []Notice) {
	fixed := bytes.Clone(src)
	first := -1
	for i := 0; i < len(fixed); {
		r, size := utf8.DecodeRune(fixed[i:])
		if r == utf8.RuneError && size == 1 {
			fixed[i] = '_'
			if first < 0 {
				first = i
			}
		}
		i += size
	}
	return fixed, []Notice{{first, text}}
}

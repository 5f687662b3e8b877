package report

import "unicode"

// A cluster follows the characters of a text and says which of them a terminal draws as one: emoji with their modifiers,
// those joined by a zero-width joiner, and flags stay two letters wide. It knows the sequences that Unicode gives a width
// of two, not all of grapheme segmentation; marks have no width and need nothing from it.
type cluster struct {
	base   rune // the last character that has a width
	joined bool // a joiner stands before what comes next
}

const (
	zeroWidthJoiner = '\u200d'
	emojiVariant    = '\ufe0f' // what stands before it is drawn as an emoji
)

// next takes a character. It joins what stands before it where it is drawn into that; wide reports that what stands before
// it takes two columns from now on.
func (c *cluster) next(r rune) (joins, wide bool) {
	joined := c.joined
	c.joined = r == zeroWidthJoiner
	switch {
	case r == emojiVariant:
		return true, pictograph(c.base) || keycap(c.base)
	case joined && pictograph(c.base) && pictograph(r), skinTone(r) && pictograph(c.base):
		return true, false
	case runeWidth(r) > 0:
		c.base = r
	}
	return false, false
}

// pictograph reports whether a character may be drawn as an emoji.
func pictograph(r rune) bool {
	switch {
	case r == '\u00a9', r == '\u00ae', r == '\u203c', r == '\u2049', r == '\u3030', r == '\u303d', r == '\u3297', r == '\u3299':
		return true
	}
	return r >= 0x1f000 && r <= 0x1faff || r >= 0x2100 && r <= 0x2bff && unicode.IsOneOf([]*unicode.RangeTable{unicode.So, unicode.Sm}, r)
}

// keycap reports whether a character becomes a key with an emoji variant after it.
func keycap(r rune) bool { return r >= '0' && r <= '9' || r == '#' || r == '*' }

func skinTone(r rune) bool { return r >= 0x1f3fb && r <= 0x1f3ff }

// jamoTail reports whether a character is a vowel or an end of a Korean syllable, which is drawn into its beginning.
func jamoTail(r rune) bool { return r >= 0x1160 && r <= 0x11ff || r >= 0xd7b0 && r <= 0xd7ff }

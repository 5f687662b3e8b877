package syntax

import "bytes"

// A scanner reads Python just well enough to know code from strings and
// comments and which bracket it is in. It rewrites the text as it goes, in a
// copy made at the first change; a change never moves a byte.
type scanner struct {
	text     []byte
	owned    bool // text is our copy
	comments []Span
	open     []bracket
	fresh    bool // at the start of a statement
	line     int  // where the logical line starts
	strings  int  // f-strings that we are inside of
	// params is the place after the name of a def, class or type statement: a
	// bracket that opens there holds type parameters.
	params int
	clause *exceptClause
	joints joints
	// notebook says that lines may be magics.
	notebook bool
	imports  map[string]bool // nil unless they are asked for
}

// A bracket is an open bracket and what was seen directly inside it.
type bracket struct {
	kind       byte
	star       int // the star directly after it, PEP 798; -1 if none
	comma      bool
	typeParams bool
	deflt      int // the = of a type parameter's default, PEP 696; -1 outside one
}

// maxStrings bounds f-strings within f-strings; people nest two.
const maxStrings = 50

func (s *scanner) set(i int, c byte) {
	if !s.owned {
		s.text, s.owned = bytes.Clone(s.text), true
	}
	s.text[i] = c
}

// blank overwrites a range, keeping its line ends.
func (s *scanner) blank(start, end int) {
	for i := start; i < end; i++ {
		if s.text[i] != '\n' && s.text[i] != '\r' {
			s.set(i, ' ')
		}
	}
}

func (s *scanner) at(i int) byte {
	if i < 0 || i >= len(s.text) {
		return 0
	}
	return s.text[i]
}

// code reads from i to the end; inside an f-string to the end of the
// replacement field: its closing brace, or the colon of its format.
func (s *scanner) code(i int) int {
	floor := len(s.open)
	for i < len(s.text) {
		c := s.text[i]
		if s.strings > 0 && len(s.open) == floor && (c == '}' || c == ':') {
			return i
		}
		i = s.token(i, floor)
	}
	return i
}

// token reads one token at i and returns where the next one starts.
func (s *scanner) token(i, floor int) int {
	c := s.text[i]
	switch {
	case c == ' ' || c == '\t' || c == '\f' || c == '\r':
		return i + 1
	case c == '\n':
		s.newline(i)
		return i + 1
	case c == '#':
		return s.comment(i)
	case c == '\\':
		return i + 2
	case isLetter(c):
		return s.word(i)
	case c >= '0' && c <= '9' || c == '.' && isDigit(s.at(i+1)):
		s.fresh = false
		return s.number(i)
	case c == '"' || c == '\'':
		s.fresh = false
		return s.str(i, i)
	}
	return s.punctuation(i, floor)
}

func (s *scanner) newline(i int) {
	if len(s.open) > 0 {
		s.joint(i, i+1)
		return
	}
	s.fresh = true
	s.clause = nil
	s.line = i + 1
}

func (s *scanner) comment(i int) int {
	end := i
	for end < len(s.text) && s.text[end] != '\n' && s.text[end] != '\r' {
		end++
	}
	s.comments = append(s.comments, Span{i, end})
	s.joint(i, end)
	return end
}

func (s *scanner) number(i int) int {
	for i < len(s.text) && (isLetter(s.text[i]) || isDigit(s.text[i]) || s.text[i] == '.') {
		i++
	}
	return i
}

func (s *scanner) punctuation(i, floor int) int {
	if s.isMagic(i) {
		return s.magic(i)
	}
	switch c := s.text[i]; c {
	case '(', '[', '{':
		s.push(i)
	case ')', ']', '}':
		if len(s.open) > floor {
			s.pop(i)
		}
	case ',':
		s.comma(i)
	case '=':
		s.equals(i)
	case '.':
		s.dot(i)
	case ':':
		s.endClause(i)
	}
	s.fresh = s.text[i] == ';' || s.text[i] == ':' && len(s.open) == 0
	return i + 1
}

func (s *scanner) push(i int) {
	b := bracket{kind: s.text[i], star: -1, deflt: -1}
	b.typeParams = b.kind == '[' && s.params > 0 && s.params == s.skipBlanks(s.params, i)
	if star := s.afterBlanks(i + 1); s.at(star) == '*' {
		b.star = star
	}
	if len(s.open) == 0 {
		s.joints = joints{line: s.line, indent: -1}
	}
	s.open = append(s.open, b)
	s.params = 0
}

func (s *scanner) pop(i int) {
	s.closeDefault(i)
	s.open = s.open[:len(s.open)-1]
	if len(s.open) == 0 {
		s.join()
	}
}

// skipBlanks returns from if only blanks lie between it and to, else -1.
func (s *scanner) skipBlanks(from, to int) int {
	for _, c := range s.text[from:to] {
		if c != ' ' && c != '\t' {
			return -1
		}
	}
	return from
}

// afterBlanks is the first place from i on that is neither blank, line end nor
// comment.
func (s *scanner) afterBlanks(i int) int {
	for i < len(s.text) {
		switch s.text[i] {
		case ' ', '\t', '\f', '\r', '\n':
			i++
		case '#':
			for i < len(s.text) && s.text[i] != '\n' {
				i++
			}
		default:
			return i
		}
	}
	return i
}

// word reads a name, a keyword, or the prefix of a string and that string.
func (s *scanner) word(i int) int {
	end := i
	for end < len(s.text) && (isLetter(s.text[end]) || isDigit(s.text[end])) {
		end++
	}
	if c := s.at(end); (c == '"' || c == '\'') && isPrefix(s.text[i:end]) {
		s.fresh = false
		return s.str(i, end)
	}
	fresh := s.fresh
	s.fresh = false
	s.keyword(string(s.text[i:end]), i, end, fresh)
	return end
}

// isPrefix reports whether word may stand before a quote.
func isPrefix(word []byte) bool {
	if len(word) > 2 {
		return false
	}
	return len(bytes.Trim(word, "rRbBuUfFtT")) == 0
}

// str reads the string whose prefix starts at i and whose quote is at q.
func (s *scanner) str(i, q int) int {
	raw, format := false, false
	for p := i; p < q; p++ {
		switch s.text[p] {
		case 'r', 'R':
			raw = true
		case 'f', 'F':
			format = true
		case 't', 'T':
			format = true
			s.set(p, 'f') // PEP 750: a template string reads like an f-string
		}
	}
	quote := s.text[q : q+1]
	if s.at(q+1) == quote[0] && s.at(q+2) == quote[0] {
		quote = s.text[q : q+3]
	}
	return s.content(q+len(quote), string(quote), raw, format && s.strings < maxStrings)
}

// content reads from behind the opening quote to behind the closing one. A
// string in single quotes also ends at the end of its line: it is broken.
func (s *scanner) content(i int, quote string, raw, format bool) int {
	for i < len(s.text) {
		switch c := s.text[i]; {
		case c == '\\':
			i = s.escape(i, raw, format)
		case c == quote[0] && (len(quote) == 1 || bytes.HasPrefix(s.text[i:], []byte(quote))):
			return i + len(quote)
		case c == '\n' && len(quote) == 1:
			return i
		case c == '{' && format:
			if s.at(i+1) == '{' {
				i += 2
				continue
			}
			i = s.replacement(i+1, quote)
		default:
			i++
		}
	}
	return i
}

// longestName is how long `\N{DASH}` can be; the longest name of a letter has 88 letters.
const longestName = 128

// escape steps over a backslash and what it escapes. `\N{DASH}` holds no code.
func (s *scanner) escape(i int, raw, format bool) int {
	switch next := s.at(i + 1); {
	case next == '\r' && s.at(i+2) == '\n':
		return i + 3
	case next == 'N' && format && !raw && s.at(i+2) == '{':
		if end := bytes.IndexByte(s.text[i:min(len(s.text), i+longestName)], '}'); end > 0 {
			return i + end + 1
		}
	case next == '{' && format:
		return i + 1
	}
	return i + 2
}

// replacement reads a replacement field of an f-string from behind its brace to
// behind its closing brace.
func (s *scanner) replacement(i int, quote string) int {
	s.strings++
	defer func() { s.strings-- }()
	i = s.code(i)
	if s.at(i) == ':' {
		i = s.format(i+1, quote)
	}
	return i + 1
}

// format reads a format to its closing brace; it may hold fields of its own.
func (s *scanner) format(i int, quote string) int {
	for i < len(s.text) {
		switch c := s.text[i]; {
		case c == '}':
			return i
		case c == '{' && s.strings < maxStrings:
			i = s.replacement(i+1, quote)
		case c == quote[0] && bytes.HasPrefix(s.text[i:], []byte(quote)), c == '\n' && len(quote) == 1:
			return i - 1 // broken: let content see the end of the string
		default:
			i++
		}
	}
	return i
}

func isLetter(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

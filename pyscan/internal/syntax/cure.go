package syntax

import "bytes"

// cure rewrites the forms that the grammar does not know, in a copy of the
// same length, and lists the comments it met. What the tree then shows:
//
//	except* A:                 except_clause, as without the star
//	except A, B:               the value is the binary_operator A | B
//	t"..."                     a string with interpolations, like f"..."
//	def f[T = int]():          the type parameter T without its default
//	[*x for x in y]            the comprehension of x
//	lazy import x              pass_statement, then the import
//	a.                         the attribute, as on one line
//	    b   (in brackets)
//	line ends of a lone CR     as LF
//	%time f()  (notebooks)     the number 0
func cure(src []byte, notebook bool) ([]byte, []Span) {
	s := scanner{text: src, fresh: true, notebook: notebook}
	s.read()
	return s.text, s.comments
}

// read scans all of the text.
func (s *scanner) read() {
	s.loneCR()
	for i := 0; i < len(s.text); {
		i = s.code(i)
	}
}

// loneCR makes line ends of the carriage returns that no line feed follows.
func (s *scanner) loneCR() {
	for i := bytes.IndexByte(s.text, '\r'); i >= 0 && i < len(s.text); i++ {
		if s.text[i] == '\r' && s.at(i+1) != '\n' {
			s.set(i, '\n')
		}
	}
}

// An exceptClause is the head of an except clause being read.
type exceptClause struct {
	depth  int
	commas []int
	as     bool
}

// keyword handles a word; fresh says that it begins a statement.
func (s *scanner) keyword(word string, i, end int, fresh bool) {
	switch word {
	case "except":
		if fresh {
			s.beginClause(end)
		}
	case "lazy":
		if fresh {
			s.lazy(i, end)
		}
	case "type":
		if fresh {
			s.named(end)
		}
	case "def", "class":
		s.named(end)
	case "import", "from":
		if fresh && s.imports != nil {
			s.imported(end, word == "import")
		}
	case "for":
		s.unpackInComprehension()
	case "as":
		if s.clause != nil && len(s.open) == s.clause.depth {
			s.clause.as = true
		}
	}
}

// beginClause takes the star off an except* and waits for its colon.
func (s *scanner) beginClause(end int) {
	s.clause = &exceptClause{depth: len(s.open)}
	for s.at(end) == ' ' || s.at(end) == '\t' {
		end++
	}
	if s.at(end) == '*' {
		s.set(end, ' ')
	}
}

// endClause joins the types of `except A, B:` (PEP 758) by bars: a comma there
// is a Python 2 target to the grammar, and more than one an error.
func (s *scanner) endClause(colon int) {
	c := s.clause
	if c == nil || len(s.open) != c.depth {
		return
	}
	s.clause = nil
	if c.as {
		return
	}
	for _, comma := range c.commas {
		if s.afterBlanks(comma+1) == colon {
			s.set(comma, ' ')
		} else {
			s.set(comma, '|')
		}
	}
}

// lazy reads `lazy import x` (PEP 810) as `pass;import x`: as many bytes, and
// the indentation stays.
func (s *scanner) lazy(i, end int) {
	rest := bytes.TrimLeft(s.text[end:], " \t")
	if len(rest) == len(s.text)-end || !startsWithWord(rest, "import") && !startsWithWord(rest, "from") {
		return
	}
	for k, c := range []byte("pass;") {
		s.set(i+k, c)
	}
}

func startsWithWord(text []byte, word string) bool {
	if !bytes.HasPrefix(text, []byte(word)) || len(text) == len(word) {
		return false
	}
	c := text[len(word)]
	return !isLetter(c) && !isDigit(c)
}

// named finds the end of the name that a definition gives, for push.
func (s *scanner) named(i int) {
	for s.at(i) == ' ' || s.at(i) == '\t' {
		i++
	}
	start := i
	for i < len(s.text) && (isLetter(s.text[i]) || isDigit(s.text[i])) {
		i++
	}
	if i > start {
		s.params = i
	}
}

func (s *scanner) top() *bracket {
	if len(s.open) == 0 {
		return nil
	}
	return &s.open[len(s.open)-1]
}

// unpackInComprehension takes the star off `[*x for x in y]` (PEP 798).
func (s *scanner) unpackInComprehension() {
	b := s.top()
	if b == nil || b.star < 0 || b.comma {
		return
	}
	s.set(b.star, ' ')
	if s.at(b.star+1) == '*' {
		s.set(b.star+1, ' ')
	}
	b.star = -1
}

func (s *scanner) comma(i int) {
	if c := s.clause; c != nil && len(s.open) == c.depth {
		c.commas = append(c.commas, i)
	}
	if b := s.top(); b != nil {
		b.comma = true
		s.closeDefault(i)
	}
}

// equals notes where the default of a type parameter begins (PEP 696).
func (s *scanner) equals(i int) {
	if b := s.top(); b != nil && b.typeParams && b.deflt < 0 {
		b.deflt = i
	}
}

// closeDefault blanks the default that ends at i.
func (s *scanner) closeDefault(i int) {
	if b := s.top(); b != nil && b.deflt >= 0 {
		s.blank(b.deflt, i)
		b.deflt = -1
	}
}

// joints are the line ends and comments inside the outermost bracket. They are
// blanked when it closes, if the grammar would stumble over one: it takes a
// line that is indented less than its statement for the end of the block, and
// a line end behind the dot of an attribute for the end of the statement. A
// bracket that never closes keeps them: they bound the error.
type joints struct {
	spans  []Span
	line   int // where the statement's line starts
	indent int // of that line; -1: not measured yet
	needed bool
}

// joint notes a line end or a comment.
func (s *scanner) joint(start, end int) {
	if len(s.open) == 0 || s.strings > 0 {
		return
	}
	s.joints.spans = append(s.joints.spans, Span{start, end})
	if s.text[start] != '\n' || s.joints.needed {
		return
	}
	if s.joints.indent < 0 {
		s.joints.indent = s.indentAt(s.joints.line)
	}
	s.joints.needed = s.indentAt(end) < s.joints.indent
}

func (s *scanner) join() {
	if !s.joints.needed {
		return
	}
	for _, j := range s.joints.spans {
		for i := j.Start; i < j.End; i++ {
			s.set(i, ' ')
		}
	}
}

// indentAt counts the blanks from i on.
func (s *scanner) indentAt(i int) int {
	n := 0
	for ; s.at(i+n) == ' ' || s.at(i+n) == '\t'; n++ {
	}
	return n
}

// dot asks for the line end behind the dot of an attribute in brackets to be
// joined.
func (s *scanner) dot(i int) {
	if len(s.open) == 0 || s.at(i+1) == '.' || s.at(i-1) == '.' {
		return
	}
	next := s.afterBlanks(i + 1)
	if isLetter(s.at(next)) && bytes.IndexByte(s.text[i:next], '\n') >= 0 {
		s.joints.needed = true
	}
}

package suppress

import "bytes"

// A scanner knows of a source only where strings and comments begin and end: enough to tell whether a comment can be
// written somewhere.
type scanner struct {
	src    []byte
	golang bool
}

// open reports whether the offset lies in a text that goes on over the end of its line.
func (s scanner) open(offset int) bool {
	for i := 0; i < offset; {
		next, multi := s.skip(i)
		if next > offset || next == offset && multi && offset == len(s.src) {
			return multi
		}
		i = next
	}
	return false
}

// continued reports whether the line goes on below because of a backslash at its end.
func (s scanner) continued(l line) bool {
	return !s.golang && l.end > l.start && s.src[l.end-1] == '\\' && !s.inComment(l)
}

func (s scanner) inComment(l line) bool {
	for i := l.start; i < l.end; {
		if s.src[i] == '#' {
			return true
		}
		i, _ = s.skip(i)
	}
	return false
}

// skip returns the offset behind the token at i, and whether that is a text of several lines.
func (s scanner) skip(i int) (next int, multi bool) {
	c := s.src[i]
	switch {
	case s.golang && c == '/' && bytes.HasPrefix(s.src[i:], []byte("/*")):
		return s.behind(i+2, "*/", false), true
	case s.golang && c == '/' && bytes.HasPrefix(s.src[i:], []byte("//")), !s.golang && c == '#':
		return s.behind(i, "\n", false), false
	case s.golang && c == '`':
		return s.behind(i+1, "`", false), true
	case !s.golang && (c == '"' || c == '\'') && bytes.HasPrefix(s.src[i:], []byte{c, c, c}):
		return s.behind(i+3, string([]byte{c, c, c}), true), true
	case c == '"' || c == '\'':
		return s.quoted(i+1, c), false
	}
	return i + 1, false
}

// behind returns the offset behind the next mark, or the end.
func (s scanner) behind(i int, mark string, escapes bool) int {
	for ; i < len(s.src); i++ {
		if escapes && s.src[i] == '\\' {
			i++
		} else if bytes.HasPrefix(s.src[i:], []byte(mark)) {
			return i + len(mark)
		}
	}
	return len(s.src)
}

// quoted returns the offset behind a string of one line, which ends there whether it is closed or not.
func (s scanner) quoted(i int, quote byte) int {
	for ; i < len(s.src); i++ {
		switch s.src[i] {
		case '\\':
			i++
		case quote:
			return i + 1
		case '\n':
			return i
		}
	}
	return len(s.src)
}

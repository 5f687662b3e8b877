package syntax

// isMagic reports whether the mark at i begins a line magic of a notebook: `%time f()`, `!ls`, `x = !ls`, `f?`.
func (s *scanner) isMagic(i int) bool {
	if !s.notebook || len(s.open) > 0 || s.strings > 0 {
		return false
	}
	switch s.text[i] {
	case '?':
		return true
	case '%', '!':
		return s.at(i+1) != '=' && (s.fresh || s.behindEquals(i))
	}
	return false
}

// behindEquals reports whether only blanks lie between an assignment's sign and i.
func (s *scanner) behindEquals(i int) bool {
	for i--; s.at(i) == ' ' || s.at(i) == '\t'; i-- {
	}
	return s.at(i) == '='
}

// magic makes a number of the magic at i: that line does nothing here. What asks for help is the whole line.
func (s *scanner) magic(i int) int {
	end := i
	for ; end < len(s.text) && (s.text[end] != '\n' || s.at(end-1) == '\\'); end++ {
	}
	if s.text[i] == '?' {
		i = s.line + s.indentAt(s.line)
	}
	for at := i; at < end; at++ {
		if s.text[at] == '\n' {
			s.set(at-1, ' ')
		}
		s.set(at, ' ')
	}
	s.set(i, '0')
	s.fresh = false
	return end
}

package site

import (
	"fmt"
	"strconv"
	"strings"
)

// siteWord reads one word of a site line. The first word after the verb that is no attribute is the API.
func (p *parser) siteWord(s *Site, word string, first bool) error {
	if flagWord(s, word) {
		return nil
	}
	key, value, ok := strings.Cut(word, "=")
	if !ok && strings.HasPrefix(word, "@") {
		place, err := parsePlace(word)
		s.Span = place
		return err
	}
	if !ok {
		if !first {
			return fmt.Errorf("unknown word %q in a %s line", word, s.Do)
		}
		s.API = word
		return nil
	}
	return p.attribute(s, key, value)
}

// flagWord reads the words without a value; it reports false for any other.
func flagWord(s *Site, word string) bool {
	switch word {
	case "must":
		s.Must = Yes
	case "maybe":
		s.Must = No
	case "first":
		s.First = Yes
	case "notfirst":
		s.First = No
	case "rand":
		s.Time.Rand = Yes
	case "norand":
		s.Time.Rand = No
	case "guess":
		s.Guess = true
	case "late":
		s.Late = true
	default:
		return false
	}
	return true
}

func (p *parser) attribute(s *Site, key, value string) error {
	var err error
	switch key {
	case "on":
		s.On, err = p.parseRef(value)
	case "args":
		s.Args, err = p.parseRefs(value)
	case "hears":
		s.Hears, err = p.parseRef(value)
	case "for":
		s.For = value
	case "cap":
		s.Cap, err = parseAmount(value)
	case "time":
		rand := s.Time.Rand
		s.Time, err = parseAmount(value)
		s.Time.Rand = rand
	case "at":
		s.At, err = p.parseFrames(value)
	case "ways":
		s.Ways, err = parseWays(value)
	case "fails":
		for _, n := range splitList(value) {
			id, bad := strconv.Atoi(n)
			if bad != nil {
				return fmt.Errorf("fails=%s: %w", value, bad)
			}
			s.Fails = append(s.Fails, id)
		}
	case "seq":
		s.Seq, err = strconv.Atoi(value)
	case "via":
		for _, name := range splitList(value) {
			step := Step{Func: strings.TrimSuffix(name, "*")}
			if step.Func != name {
				step.Colour = Async
			}
			s.Via = append(s.Via, step)
		}
	default:
		return fmt.Errorf("unknown attribute %q in a %s line", key, s.Do)
	}
	return err
}

func (p *parser) parseRefs(value string) ([]Ref, error) {
	var out []Ref
	for _, part := range splitList(value) {
		r, err := p.parseRef(part)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// parseRef reads kind:scope[:func][/name]; a dash is no object.
func (p *parser) parseRef(text string) (Ref, error) {
	if text == "-" {
		return Ref{}, nil
	}
	kindText, rest, ok := strings.Cut(text, ":")
	kind, known := ParseKind(kindText)
	if !ok || !known {
		return Ref{}, fmt.Errorf("object %q: want kind:scope/name; the kinds are %s", text, strings.Join(kindNames[:], ", "))
	}
	r := Ref{Kind: kind}
	scopeText, after := rest[:wordEnd(rest, ":/")], rest[wordEnd(rest, ":/"):]
	digits := strings.TrimLeft(scopeText, "abcdefghijklmnopqrstuvwxyz")
	scope, known := lookup[Scope](scopeNames[:], strings.TrimSuffix(scopeText, digits))
	if !known {
		return r, fmt.Errorf("object %q: the scopes are %s", text, strings.Join(scopeNames[:], ", "))
	}
	r.Scope = scope
	if digits != "" {
		n, err := strconv.Atoi(digits)
		if err != nil {
			return r, fmt.Errorf("object %q: %w", text, err)
		}
		r.N = n
	}
	if owner, ok := strings.CutPrefix(after, ":"); ok {
		// The name begins at the last slash: a Go type's import path has slashes of its own.
		i := strings.LastIndexByte(owner, '/')
		if i < 0 {
			i = len(owner)
		}
		r.Func, after = owner[:i], owner[i:]
	} else if scope == ScopeCall || scope == ScopeRequest {
		r.Func = p.fn
	}
	r.Name = strings.TrimPrefix(after, "/")
	return r, nil
}

func parseAmount(text string) (Amount, error) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return N(n), nil
	}
	kindText, in, _ := strings.Cut(text, "(")
	return amountOf(kindText, strings.TrimSuffix(in, ")"))
}

func amountOf(kindText, in string) (Amount, error) {
	kind, ok := lookup[AmountKind](amountNames[:], kindText)
	if !ok {
		return Amount{}, fmt.Errorf("amount %q: want a number, data(x), config(x), endless or unknown", kindText)
	}
	a := Amount{Kind: kind}
	if kind == Const {
		number, from, _ := strings.Cut(in, " ")
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return a, fmt.Errorf("amount const(%s): %w", in, err)
		}
		a.N, in = n, from
	}
	a.From = in
	if strings.HasPrefix(in, `"`) {
		from, err := strconv.Unquote(in)
		if err != nil {
			return a, fmt.Errorf("amount %s(%s): %w", kindText, in, err)
		}
		a.From = from
	}
	return a, nil
}

func (p *parser) parseFrames(text string) ([]Frame, error) {
	var out []Frame
	for _, part := range splitList(text) {
		f, err := p.parseFrame(part)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// parseFrame reads kind#id(object amount retry).
func (p *parser) parseFrame(text string) (Frame, error) {
	kindText, rest, ok := strings.Cut(text, "#")
	kind, known := lookup[FrameKind](frameNames[:], kindText)
	if !ok || !known {
		return Frame{}, fmt.Errorf("frame %q: want loop#1, try#1, with#1, select#1 or unset#1", text)
	}
	number, in, _ := strings.Cut(rest, "(")
	id, err := strconv.Atoi(number)
	if err != nil {
		return Frame{}, fmt.Errorf("frame %q: %w", text, err)
	}
	f := Frame{ID: id, Kind: kind}
	q := parser{rest: strings.TrimSuffix(in, ")"), fn: p.fn}
	for word := q.next(); word != ""; word = q.next() {
		if err := q.frameWord(&f, word); err != nil {
			return f, fmt.Errorf("frame %q: %w", text, err)
		}
	}
	return f, nil
}

func (p *parser) frameWord(f *Frame, word string) error {
	var err error
	kind, isAmount := lookup[AmountKind](amountNames[:], word)
	switch {
	case word == "retry":
		f.Retry = Yes
	case word == "once":
		f.Once = Yes
	case word == "noretry":
		f.Retry = No
	case isAmount && (kind == Data || kind == Config) || isAmount && f.Kind == Loop && p.peek() != "" && p.peek() != "retry" && p.peek() != "noretry":
		f.Times, err = amountOf(word, p.next())
	case isAmount:
		f.Times = Amount{Kind: kind}
	case f.Kind == Loop && !strings.Contains(word, ":"):
		f.Times, err = parseAmount(word)
	default:
		f.On, err = p.parseRef(word)
	}
	return err
}

func parseWays(text string) ([]Way, error) {
	var out []Way
	for _, part := range splitList(text) {
		sure := Yes
		number := strings.TrimRight(part, "?!")
		switch part[len(number):] {
		case "?":
			sure = Unknown
		case "!":
			sure = No
		}
		number, next := strings.CutSuffix(number, "n")
		id, err := strconv.Atoi(number)
		if err != nil {
			return nil, fmt.Errorf("way %q: %w", part, err)
		}
		way := Way{ID: id, Sure: sure}
		if next {
			way.Kind = Next
		}
		out = append(out, way)
	}
	return out, nil
}

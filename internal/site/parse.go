package site

import (
	"fmt"
	"strconv"
	"strings"
)

// Parse reads functions in their text form, as String writes them. An error names the line.
func Parse(text string) ([]Func, error) {
	var funcs []Func
	for i, line := range strings.Split(text, "\n") {
		trimmed := strings.TrimSpace(line)
		if trimmed == "" || strings.HasPrefix(trimmed, "//") {
			continue
		}
		if err := parseLine(&funcs, trimmed); err != nil {
			return nil, fmt.Errorf("site text, line %d: %w", i+1, err)
		}
	}
	return funcs, nil
}

func parseLine(funcs *[]Func, line string) error {
	p := &parser{rest: line}
	if strings.HasPrefix(line, "func ") {
		f, err := p.header()
		if err != nil {
			return err
		}
		*funcs = append(*funcs, f)
		return p.end()
	}
	if len(*funcs) == 0 {
		return fmt.Errorf("%q stands before any func line", line)
	}
	f := &(*funcs)[len(*funcs)-1]
	p.fn = f.Name
	s, err := p.site()
	if err != nil {
		return err
	}
	f.Sites = append(f.Sites, s)
	return p.end()
}

// A parser reads one line. Fn is the function that refs without one belong to.
type parser struct {
	rest string
	fn   string
}

func (p *parser) end() error {
	if word := p.peek(); word != "" {
		return fmt.Errorf("unexpected %q", word)
	}
	return nil
}

// peek returns the next word without taking it; words end at a space outside parentheses and quotes, and a semicolon
// is a word.
func (p *parser) peek() string {
	p.rest = strings.TrimLeft(p.rest, " ")
	if strings.HasPrefix(p.rest, ";") {
		return ";"
	}
	return p.rest[:wordEnd(p.rest, " ;")]
}

func (p *parser) next() string {
	word := p.peek()
	p.rest = p.rest[len(word):]
	return word
}

// wordEnd returns the index of the first byte of stop outside parentheses and quotes.
func wordEnd(s, stop string) int {
	depth, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			depth--
		case depth <= 0 && strings.IndexByte(stop, c) >= 0:
			return i
		}
	}
	return len(s)
}

func splitList(s string) []string {
	var parts []string
	for s != "" {
		i := wordEnd(s, ",")
		parts = append(parts, s[:i])
		s = strings.TrimPrefix(s[i:], ",")
	}
	return parts
}

func (p *parser) header() (Func, error) {
	p.next() // func
	f := Func{}
	if word := p.peek(); word != "}" && word != ";" && !strings.Contains(word, "=") {
		f.Name = p.next()
	}
	for {
		word := p.peek()
		if word == "" || word == ";" || word == "}" {
			return f, nil
		}
		if err := headerWord(&f, p.next()); err != nil {
			return f, err
		}
	}
}

func headerWord(f *Func, word string) error {
	key, value, _ := strings.Cut(word, "=")
	var err error
	switch key {
	case "async":
		f.Colour = Async
	case "public":
		f.Public = true
	case "main":
		f.Main = true
	case "command":
		f.Command = true
	case "onego":
		f.OneGo = true
	case "takes":
		f.Takes = Yes
	case "takesnot":
		f.Takes = No
	case "keeps":
		f.Keeps = Yes
	case "hot", "once", "percall":
		f.Entry, _ = lookup[Runs](runsNames[:], key)
	case "params":
		f.Params, err = strconv.Atoi(value)
	case "owner":
		f.Owner = value
	case "ways":
		f.Ways, err = parseHeaderWays(value)
	default:
		if !strings.HasPrefix(word, "@") {
			return fmt.Errorf("unknown word %q in a func line", word)
		}
		f.Span, err = parsePlace(word)
	}
	return err
}

func parseHeaderWays(value string) ([]Way, error) {
	var out []Way
	for _, part := range splitList(value) {
		kind := strings.IndexByte("ren", part[len(part)-1])
		id, err := strconv.Atoi(part[:len(part)-1])
		if kind < 0 || err != nil {
			return nil, fmt.Errorf("way %q: want a number and r, e or n", part)
		}
		out = append(out, Way{ID: id, Kind: WayKind(kind)})
	}
	return out, nil
}

func parsePlace(word string) (Span, error) {
	parts := strings.Split("::"+strings.TrimPrefix(word, "@"), ":")
	at := Span{File: parts[len(parts)-3]}
	if n, _ := fmt.Sscanf(parts[len(parts)-2]+":"+parts[len(parts)-1], "%d:%d+%d-%d", &at.Line, &at.Col, &at.Start, &at.End); n != 2 && n != 4 {
		return Span{}, fmt.Errorf("place %q: want @line:column or @file:line:column+start-end", word)
	}
	return at, nil
}

func (p *parser) site() (Site, error) {
	var s Site
	do, ok := lookup[Do](doNames[:], p.next())
	if !ok {
		return s, fmt.Errorf("unknown verb; the verbs are %s", strings.Join(doNames[1:], ", "))
	}
	s.Do = do
	for first := true; ; first = false {
		word := p.peek()
		switch {
		case word == "" || word == "}" || word == ";":
			return s, nil
		case word == "{":
			body, err := p.body()
			if err != nil {
				return s, err
			}
			s.Body = &body
		default:
			if err := p.siteWord(&s, p.next(), first); err != nil {
				return s, err
			}
		}
	}
}

// body reads { header; site; site }.
func (p *parser) body() (Func, error) {
	p.next() // {
	f := Func{}
	if p.peek() == "func" {
		h, err := p.header()
		if err != nil {
			return f, err
		}
		f = h
	}
	outer := p.fn
	if f.Name != "" {
		p.fn = f.Name
	}
	defer func() { p.fn = outer }()
	for {
		switch p.peek() {
		case "}":
			p.next()
			return f, nil
		case ";":
			p.next()
		case "":
			return f, fmt.Errorf("missing } of a body")
		default:
			s, err := p.site()
			if err != nil {
				return f, err
			}
			f.Sites = append(f.Sites, s)
		}
	}
}

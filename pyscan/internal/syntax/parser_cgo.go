//go:build cgo

package syntax

// #include "flatten.h"
import "C"

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"unsafe"

	sitter "github.com/smacker/go-tree-sitter"
	python "github.com/tree-sitter/tree-sitter-python/bindings/go"
)

// A Parser parses files one after another. It is not safe for concurrent use:
// make one for each goroutine, and Close it.
type Parser struct {
	c       *sitter.Parser
	grammar *grammar
	options Options
}

// NewParser makes a parser, and proves on one line that it parses: a runtime
// that does not know the version of its grammar fails silently otherwise.
func NewParser(o Options) (*Parser, error) {
	g := loadGrammar()
	c := sitter.NewParser()
	c.SetLanguage(g.language)
	p := &Parser{c: c, grammar: g, options: o.withDefaults()}
	c.SetOperationLimit(int(p.options.MaxTime.Microseconds()))
	tree, err := p.Parse("self-check.py", []byte("x = f(1)\n"))
	if err != nil || !wellFormed(tree) {
		p.Close()
		return nil, ErrBroken
	}
	return p, nil
}

// wellFormed reports whether the self-check came out as it must.
func wellFormed(t *Tree) bool {
	call := t.Root().First().First().Field(FieldRight)
	return !t.Root().HasError() && call.Kind() == Call && call.Field(FieldFunction).Text() == "f"
}

// Close frees the parser's C memory. Trees outlive it.
func (p *Parser) Close() { p.c.Close() }

// Parse reads one file. The path is only carried along; one that ends in .ipynb
// says that the text is that of a notebook's cells. An error means that
// there is no tree; syntax errors are in the tree instead.
func (p *Parser) Parse(path string, src []byte) (*Tree, error) {
	if len(src) > p.options.MaxBytes {
		return nil, fmt.Errorf("parsing %s: %w (%d bytes)", path, ErrTooLarge, p.options.MaxBytes)
	}
	t := &Tree{Path: path}
	t.Src, t.Notices = decode(src)
	cured, comments := cure(t.Src, filepath.Ext(path) == ".ipynb")
	t.Comments = comments
	t.lines = lineStarts(t.Src)
	nodes, err := p.parse(cured)
	if err != nil {
		return nil, fmt.Errorf("parsing %s: %w", path, err)
	}
	t.nodes = nodes
	t.Errors = firstErrors(nodes)
	return t, nil
}

// parse runs the C parser and frees its tree. The background context is meant:
// a cancelled parse poisons the parser for the next file.
func (p *Parser) parse(src []byte) ([]record, error) {
	tree, err := p.c.ParseCtx(context.Background(), nil, src)
	if err != nil {
		p.c.Reset()
		return nil, fmt.Errorf("%w (%v)", ErrTooSlow, p.options.MaxTime)
	}
	defer tree.Close()
	nodes := flatten(tree.RootNode())
	if nodes == nil {
		return nil, ErrBroken
	}
	p.grammar.name(nodes)
	return nodes, nil
}

// flatten copies the tree out in one call. A sitter.Node begins with the
// runtime's node by value, unexported: reading it through our own twin of that
// struct is the one unsafe access of the program (TestNodeLayout guards it).
func flatten(root *sitter.Node) []record {
	c := *(*C.cl_node)(unsafe.Pointer(root))
	room := C.cl_count(&c)
	nodes := make([]record, room)
	n := C.cl_flatten(&c, (*C.cl_record)(unsafe.Pointer(unsafe.SliceData(nodes))), room)
	if n == 0 {
		return nil
	}
	return nodes[:n]
}

// A grammar is the language with its symbol and field numbers mapped to ours,
// which do not change when the grammar does.
type grammar struct {
	language *sitter.Language
	kinds    []Kind
	fields   [256]Field
}

// loadGrammar builds the tables once; they never change after.
var loadGrammar = sync.OnceValue(func() *grammar {
	g := &grammar{language: sitter.NewLanguage(python.Language())}
	byName := make(map[string]Kind, len(kindNames))
	for k, name := range kindNames {
		byName[name] = Kind(k)
	}
	g.kinds = make([]Kind, g.language.SymbolCount())
	for s := range g.kinds {
		symbol := sitter.Symbol(s)
		if g.language.SymbolType(symbol) == sitter.SymbolTypeRegular {
			g.kinds[s] = byName[g.language.SymbolName(symbol)]
		} else {
			g.kinds[s] = Token
		}
	}
	for f, name := range fieldNames {
		for id := 1; g.language.FieldName(id) != "" && id < len(g.fields); id++ {
			if g.language.FieldName(id) == name {
				g.fields[id] = Field(f)
			}
		}
	}
	return g
})

// errorSymbol is the runtime's number for ERROR nodes in every grammar.
const errorSymbol = 0xFFFF

// name replaces the grammar's numbers in nodes by ours.
func (g *grammar) name(nodes []record) {
	for i := range nodes {
		r := &nodes[i]
		r.field = g.fields[r.field]
		switch {
		case r.kind == errorSymbol:
			r.kind = uint16(Error)
		case int(r.kind) < len(g.kinds):
			r.kind = uint16(g.kinds[r.kind])
		default:
			r.kind = uint16(UnknownKind)
		}
	}
}

// firstErrors lists the outermost ERROR and MISSING nodes.
func firstErrors(nodes []record) []Span {
	var spans []Span
	for i := 0; i < len(nodes) && len(spans) < maxErrors; {
		r := &nodes[i]
		switch {
		case r.flags&flagError == 0:
			i += int(r.size)
		case Kind(r.kind) == Error || r.flags&flagMissing != 0:
			spans = append(spans, Span{int(r.start), int(r.end)})
			i += int(r.size)
		default:
			i++
		}
	}
	return spans
}

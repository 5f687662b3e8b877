// Package repair knows the edits that mend a finding in Go source. It offers one only where it sees all that it changes;
// who applies it proves it by linting again.
package repair

import (
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/ast/astutil"

	"github.com/concurlint/concurlint/internal/finding"
)

// A producer returns the edits for a finding, none where it knows no way, and whether they keep what the code does.
type producer func(at place, f finding.Finding) (edits []edit, safe bool)

// An edit puts text in the place of a stretch of the file.
type edit struct {
	start, end token.Pos
	text       string
}

// producers are by rule.
var producers = map[string]producer{
	"CL107": setLimit,
	"CL209": roomForOne,
	"CL601": deferClose,
	"CL605": deferClose,
	"CL606": deferClose,
}

// A place is where a finding stands.
type place struct {
	file *token.File
	src  []byte
	path []ast.Node // innermost first
}

// Edits returns the edits for a finding in a file with this source, and whether they keep what the code does.
func Edits(fset *token.FileSet, file *ast.File, src []byte, f finding.Finding) (edits []finding.Edit, safe bool) {
	produce := producers[f.Code]
	tf := fset.File(file.FileStart)
	if produce == nil || tf == nil || tf.Size() != len(src) || f.Span.End > tf.Size() {
		return nil, false
	}
	path, exact := astutil.PathEnclosingInterval(file, tf.Pos(f.Span.Start), tf.Pos(f.Span.End))
	if !exact {
		return nil, false
	}
	es, safe := produce(place{tf, src, path}, f)
	for _, e := range es {
		at := tf.Position(e.start)
		edits = append(edits, finding.Edit{
			Span: finding.Span{File: f.Span.File, Start: tf.Offset(e.start), End: tf.Offset(e.end), Line: at.Line, Col: at.Column},
			New:  e.text,
		})
	}
	return edits, safe && len(edits) > 0
}

// Knows reports whether there may be a fix for findings of a rule.
func Knows(code string) bool { return producers[code] != nil }

// enclosing returns the innermost node of a kind around the place, nil where there is none in its function.
func enclosing[T ast.Node](p place) (found T, ok bool) {
	for _, n := range p.path {
		if t, is := n.(T); is {
			return t, true
		}
		switch n.(type) {
		case *ast.FuncLit, *ast.FuncDecl:
			return found, false
		}
	}
	return found, false
}

// function returns the body of the function around the place.
func (p place) function() *ast.BlockStmt {
	for _, n := range p.path {
		switch n := n.(type) {
		case *ast.FuncLit:
			return n.Body
		case *ast.FuncDecl:
			return n.Body
		}
	}
	return nil
}

// indent returns the blanks before a statement, and whether nothing else stands before it on its line.
func (p place) indent(n ast.Node) (blanks string, ok bool) {
	start := p.file.Offset(n.Pos())
	at := start
	for at > 0 && (p.src[at-1] == ' ' || p.src[at-1] == '\t') {
		at--
	}
	return string(p.src[at:start]), at == 0 || p.src[at-1] == '\n'
}

// lineEnd returns the end of the line of a position.
func (p place) lineEnd(pos token.Pos) token.Pos {
	at := p.file.Offset(pos)
	if i := strings.IndexByte(string(p.src[at:]), '\n'); i >= 0 {
		return p.file.Pos(at + len(strings.TrimSuffix(string(p.src[at:at+i]), "\r")))
	}
	return p.file.Pos(len(p.src))
}

// inLoop reports whether a loop of the function is around the place.
func (p place) inLoop() bool {
	_, counted := enclosing[*ast.ForStmt](p)
	_, ranged := enclosing[*ast.RangeStmt](p)
	return counted || ranged
}

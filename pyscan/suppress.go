package pyscan

import (
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/suppress"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// suppressions returns what a file says to us in comments, and the statements that these can speak of. It reports false
// for a file that says nothing.
func suppressions(path string, tree *syntax.Tree) (suppress.File, bool) {
	if tree == nil || !suppress.Mentions(tree.Src) {
		return suppress.File{}, false
	}
	out := suppress.File{Path: path, Partial: len(tree.Errors) > 0}
	for _, c := range tree.Comments {
		if suppress.Mentions(tree.Src[c.Start:c.End]) {
			span := finding.Span{File: path, Start: c.Start, End: c.End, Line: tree.Line(c.Start), Col: tree.Column(c.Start)}
			out.Comments = append(out.Comments, suppress.NewComment(tree.Src, span))
		}
	}
	if len(out.Comments) == 0 {
		return suppress.File{}, false
	}
	for n := range tree.Root().Inside() {
		if e, ok := extent(n); ok {
			out.Extents = append(out.Extents, e)
			if out.Code == 0 && !leads(n) {
				out.Code = e.First
			}
		}
	}
	return out, true
}

// extent returns the lines of a statement; false for any other node.
func extent(n syntax.Node) (suppress.Extent, bool) {
	tree, parent := n.Tree(), n.Parent()
	if !n.IsNamed() || n.Kind() == syntax.Comment || n.Kind() == syntax.Block {
		return suppress.Extent{}, false
	}
	e := suppress.Extent{First: n.Line(), Last: tree.Line(max(n.Start(), n.End()-1))}
	e.Head = e.Last
	switch n.Kind() {
	case syntax.DecoratedDefinition, syntax.FunctionDefinition, syntax.ClassDefinition:
		e.Whole = true
	case syntax.ElifClause, syntax.ElseClause, syntax.ExceptClause, syntax.FinallyClause, syntax.CaseClause:
	default:
		if parent.Kind() != syntax.Module && parent.Kind() != syntax.Block {
			return suppress.Extent{}, false
		}
	}
	if body := firstBlock(n); !body.IsNull() {
		e.Block, e.Head = true, max(e.First, tree.Line(max(n.Start(), lastBefore(n, body)-1)))
	}
	return e, true
}

// firstBlock is the suite of a statement, also of the definition that it decorates.
func firstBlock(n syntax.Node) syntax.Node {
	for c := range n.Named() {
		switch c.Kind() {
		case syntax.Block:
			return c
		case syntax.FunctionDefinition, syntax.ClassDefinition:
			return firstBlock(c)
		}
	}
	return syntax.Node{}
}

// lastBefore is the offset after the last token of n that stands before its body.
func lastBefore(n, body syntax.Node) int {
	last := n.Start() + 1
	for c := range body.Parent().Children() {
		if c.Start() >= body.Start() {
			break
		}
		if c.Kind() != syntax.Comment {
			last = c.End()
		}
	}
	return last
}

// leads reports whether a statement stands at the top of a file by custom: its docstring, or an import.
func leads(n syntax.Node) bool {
	switch n.Kind() {
	case syntax.ImportStatement, syntax.ImportFromStatement, syntax.FutureImportStatement:
		return true
	case syntax.ExpressionStatement:
		return n.First().Kind() == syntax.String
	}
	return false
}

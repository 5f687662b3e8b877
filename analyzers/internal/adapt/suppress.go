package adapt

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/suppress"
)

// suppressions returns what the files say to us in comments, and the statements that these can speak of. A file that
// cannot be read again says nothing.
func (d *decider) suppressions(pass *analysis.Pass, files []*ast.File) []suppress.File {
	var out []suppress.File
	for _, f := range files {
		tf := pass.Fset.File(f.FileStart)
		if tf == nil || !mentions(f) {
			continue
		}
		src, ok := d.source(pass, tf)
		if !ok {
			continue
		}
		s := suppress.File{Path: d.opts.File(tf.Name()), Partial: len(pass.TypeErrors) > 0}
		for _, group := range f.Comments {
			for _, c := range group.List {
				if suppress.Mentions([]byte(c.Text)) {
					s.Comments = append(s.Comments, suppress.NewComment(src, spanOf(tf, s.Path, c.Pos(), c.End())))
				}
			}
		}
		s.Extents, s.Code = extents(tf, f)
		out = append(out, s)
	}
	return out
}

// source returns the text of a file of the package.
func (d *decider) source(pass *analysis.Pass, tf *token.File) ([]byte, bool) {
	read := pass.ReadFile
	if d.opts.Read != nil {
		read = d.opts.Read // the driver of our command line reads the disk, whatever else it was told of a file
	}
	src, err := read(tf.Name())
	return src, err == nil && len(src) >= tf.Size()
}

func mentions(f *ast.File) bool {
	for _, group := range f.Comments {
		for _, c := range group.List {
			if suppress.Mentions([]byte(c.Text)) {
				return true
			}
		}
	}
	return false
}

func spanOf(tf *token.File, path string, pos, end token.Pos) finding.Span {
	at := tf.PositionFor(pos, false)
	return finding.Span{File: path, Start: at.Offset, End: tf.Offset(end), Line: at.Line, Col: at.Column}
}

// extents returns the lines of every statement and declaration, and the line of the first that is no import.
func extents(tf *token.File, f *ast.File) (all []suppress.Extent, code int) {
	line := func(p token.Pos) int { return tf.PositionFor(p, false).Line }
	for _, decl := range f.Decls {
		if g, ok := decl.(*ast.GenDecl); !ok || g.Tok != token.IMPORT {
			code = line(decl.Pos())
			break
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncDecl, *ast.GenDecl, *ast.ValueSpec, *ast.KeyValueExpr, *ast.CommClause, *ast.CaseClause, ast.Stmt:
		default:
			return true
		}
		if _, ok := n.(*ast.BlockStmt); ok {
			return true
		}
		e := suppress.Extent{First: line(n.Pos()), Last: line(n.End() - 1)}
		e.Head = e.Last
		if body := firstBody(n); body.IsValid() {
			e.Head = line(body)
		}
		switch n.(type) {
		case *ast.FuncDecl:
			e.Whole, e.Block = true, true
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.LabeledStmt, *ast.CommClause, *ast.CaseClause:
			e.Block = true
		}
		all = append(all, e)
		return true
	})
	return all, code
}

// firstBody is where the first list of statements in a statement begins, be it that of a function literal.
func firstBody(n ast.Node) token.Pos {
	switch clause := n.(type) {
	case *ast.CommClause:
		return clause.Colon
	case *ast.CaseClause:
		return clause.Colon
	}
	body := token.NoPos
	ast.Inspect(n, func(m ast.Node) bool {
		if b, ok := m.(*ast.BlockStmt); ok && (!body.IsValid() || b.Lbrace < body) {
			body = b.Lbrace
		}
		return !body.IsValid()
	})
	return body
}

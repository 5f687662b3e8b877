package pyscan_test

import (
	"bytes"
	"strings"

	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// inStrings reports for each byte whether it lies inside a string, but not at its start.
func inStrings(tree *syntax.Tree) []bool {
	in := make([]bool, len(tree.Src)+1)
	for n := range tree.Root().Inside() {
		if n.Kind() == syntax.String {
			for i := n.Start() + 1; i < n.End(); i++ {
				in[i] = true
			}
		}
	}
	return in
}

// lineStarts lists where the lines of a range begin that are no part of a string.
func lineStarts(tree *syntax.Tree, start, end int) []int {
	in := inStrings(tree)
	var out []int
	for i := start; i < end; i++ {
		if (i == 0 || tree.Src[i-1] == '\n') && !in[i] {
			out = append(out, i)
		}
	}
	return out
}

// indented moves the lines of a range to the right.
func indented(tree *syntax.Tree, start, end int) []edit {
	var out []edit
	for _, i := range lineStarts(tree, start, end) {
		if tree.Src[i] != '\n' {
			out = append(out, edit{i, i, "    "})
		}
	}
	return out
}

func lineStart(src []byte, offset int) int { return bytes.LastIndexByte(src[:offset], '\n') + 1 }

func lineEnd(src []byte, offset int) int {
	if i := bytes.IndexByte(src[offset:], '\n'); i >= 0 {
		return offset + i + 1
	}
	return len(src)
}

// margin is the white space before the line of an offset.
func margin(src []byte, offset int) string {
	start := lineStart(src, offset)
	end := start
	for end < len(src) && (src[end] == ' ' || src[end] == '\t') {
		end++
	}
	return string(src[start:end])
}

// wrappedBodies puts the body of each function that holds no other into a block.
func wrappedBodies(head, tail string) func(*project, *index.File) []edit {
	return func(_ *project, f *index.File) []edit {
		src := f.Tree.Src
		var out []edit
		for _, fn := range f.Functions {
			if fn.Outer != nil || fn.Body.Kind() != syntax.Block || fn.Body.Line() == fn.Node.Line() || onlyDeclares(fn.Body) {
				continue
			}
			start, end := lineStart(src, fn.Body.Start()), lineEnd(src, fn.Body.End()-1)
			space := margin(src, fn.Body.Start())
			out = append(out, edit{start, start, space + head + "\n"})
			out = append(out, indented(f.Tree, start, end)...)
			if tail != "" {
				out = append(out, edit{end, end, space + tail + "\n" + space + "    pass\n"})
			}
		}
		return out
	}
}

// onlyDeclares reports whether a body says only that others have to write it.
func onlyDeclares(body syntax.Node) bool {
	for s := range body.Named() {
		text := s.Kind() == syntax.ExpressionStatement && (s.First().Kind() == syntax.String || s.First().Kind() == syntax.Ellipsis)
		if !text && s.Kind() != syntax.RaiseStatement && s.Kind() != syntax.PassStatement {
			return false
		}
	}
	return true
}

// wrappedModule puts all of a module but its docstring and future imports into a block.
func wrappedModule(_ *project, f *index.File) []edit {
	for n := range f.Tree.Root().Named() {
		if n.Kind() == syntax.FutureImportStatement || n.Kind() == syntax.ExpressionStatement && n.First().Kind() == syntax.String {
			continue
		}
		start := lineStart(f.Tree.Src, n.Start())
		return append([]edit{{start, start, "if True:\n"}}, indented(f.Tree, start, len(f.Tree.Src))...)
	}
	return nil
}

// commented puts a comment and blank lines before each statement.
func commented(_ *project, f *index.File) []edit {
	src := f.Tree.Src
	var out []edit
	for n := range f.Tree.Root().Inside() {
		if parent := n.Parent().Kind(); parent != syntax.Block && parent != syntax.Module || !n.IsNamed() || n.Kind() == syntax.Comment {
			continue
		}
		start := lineStart(src, n.Start())
		if space := margin(src, n.Start()); start+len(space) == n.Start() {
			out = append(out, edit{start, start, "\n" + space + "# asyncio.gather(*urls), said a comment\n\n"})
		}
	}
	return out
}

// brokenLines goes on a new line, behind a comment, after each comma and opening bracket of a call.
func brokenLines(_ *project, f *index.File) []edit {
	in := inStrings(f.Tree)
	var out []edit
	for n := range f.Tree.Root().Inside() {
		if n.Kind() != syntax.Token || n.Parent().Kind() != syntax.ArgumentList || in[n.Start()] {
			continue
		}
		if text := n.Text(); text == "(" || text == "," {
			out = append(out, edit{n.End(), n.End(), "  # (\n"})
		}
	}
	return out
}

func carriageReturns(_ *project, f *index.File) []edit {
	var out []edit
	for i, c := range f.Tree.Src {
		if c == '\n' {
			out = append(out, edit{i, i + 1, "\r\n"})
		}
	}
	return out
}

// tabs indents with one tab where there were four blanks.
func tabs(_ *project, f *index.File) []edit {
	var out []edit
	for _, i := range lineStarts(f.Tree, 0, len(f.Tree.Src)) {
		space := len(margin(f.Tree.Src, i))
		if space > 0 && f.Tree.Src[i] == ' ' {
			out = append(out, edit{i, i + space, strings.Repeat("\t", space/4) + strings.Repeat(" ", space%4)})
		}
	}
	return out
}

// Package repair knows the edits that mend a finding in Python source. It offers one only where it sees all that it
// changes; who applies it proves it by linting again.
package repair

import (
	"regexp"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// A producer returns the edits for the call that a finding stands at, none where it knows no way, and whether they keep
// what the code does.
type producer func(m *Module, call syntax.Node) (edits []edit, safe bool)

// An edit replaces a stretch of the text.
type edit struct {
	start, end int
	text       string
}

// producers are by rule.
var producers = map[string]producer{
	"CL101": limitGather,
	"CL201": keepTask,
	"CL402": runningLoop,
	"CL404": withoutRemoved,
	"CL405": fromInspect,
	"CL501": toThread,
	"CL502": toThread,
	"CL504": asyncSleep,
	"CL505": toThread,
	"CL510": withTimeout,
}

// Knows reports whether there may be a fix for findings of a rule.
func Knows(code string) bool { return producers[code] != nil }

// Edits returns the edits for a finding in the module, and whether they keep what the code does.
func (m *Module) Edits(f finding.Finding) (edits []finding.Edit, safe bool) {
	produce := producers[f.Code]
	call, ok := m.calls[[2]int{f.Span.Start, f.Span.End}]
	if produce == nil || !ok {
		return nil, false
	}
	es, safe := produce(m, call)
	for _, e := range es {
		edits = append(edits, finding.Edit{
			Span: finding.Span{File: f.Span.File, Start: e.start, End: e.end, Line: m.tree.Line(e.start), Col: m.tree.Column(e.start)},
			New:  e.text,
		})
	}
	return edits, safe && len(edits) > 0
}

// A Module is a file that edits are for.
type Module struct {
	tree    *syntax.Tree
	calls   map[[2]int]syntax.Node  // by where they begin and end
	modules map[string]string       // imported as a whole: their names here
	tasks   string                  // the set that keeps tasks
	kept    bool                    // whether it is there
	said    map[int]map[string]bool // words of functions
	imports int                     // the end of the last import at the top, -1 for none
}

// New reads a file once for all its findings.
func New(tree *syntax.Tree) *Module {
	m := &Module{tree: tree, calls: map[[2]int]syntax.Node{}, modules: map[string]string{}, said: map[int]map[string]bool{}}
	for n := range tree.Root().Inside() {
		if n.Kind() == syntax.Call {
			m.calls[[2]int{n.Start(), n.End()}] = n
		}
	}
	for n := range tree.Root().Named() {
		if n.Kind() == syntax.ImportStatement {
			m.importStatement(n)
		}
	}
	m.tasks, m.kept = m.taskSet()
	m.imports = m.afterImports()
	return m
}

func (m *Module) importStatement(n syntax.Node) {
	for c := range n.Named() {
		switch c.Kind() {
		case syntax.DottedName:
			m.modules[c.Text()] = c.Text()
		case syntax.AliasedImport:
			m.modules[c.Field(syntax.FieldName).Text()] = c.Field(syntax.FieldAlias).Text()
		}
	}
}

// imported returns the name by which the file calls a module that it imports as a whole, "" where it does not.
func (m *Module) imported(name string) string { return m.modules[name] }

var word = regexp.MustCompile(`\w+`)

// words are those that a function's text holds, read once for all findings in it.
func (m *Module) words(fn syntax.Node) map[string]bool {
	w, ok := m.said[fn.ID()]
	if !ok {
		w = map[string]bool{}
		for _, text := range word.FindAllString(fn.Text(), -1) {
			w[text] = true
		}
		m.said[fn.ID()] = w
	}
	return w
}

// free returns the first of some names that a function's text does not hold.
func (m *Module) free(fn syntax.Node, names ...string) string {
	i := slices.IndexFunc(names, func(name string) bool { return !m.words(fn)[name] })
	if i < 0 {
		return ""
	}
	return names[i]
}

// function returns the function around a node; null at module level, in a class body, and in a lambda.
func function(n syntax.Node) syntax.Node {
	for p := n.Parent(); !p.IsNull(); p = p.Parent() {
		switch p.Kind() {
		case syntax.FunctionDefinition:
			return p
		case syntax.Lambda, syntax.ClassDefinition:
			return syntax.Node{}
		}
	}
	return syntax.Node{}
}

func isAsync(fn syntax.Node) bool { return !fn.IsNull() && fn.HasToken("async") }

// awaitable reports whether an await may stand where a node does: in a coroutine, and in no generator that runs later.
func awaitable(n syntax.Node) bool {
	for p := n.Parent(); !p.IsNull() && p.Kind() != syntax.FunctionDefinition; p = p.Parent() {
		switch p.Kind() {
		case syntax.GeneratorExpression, syntax.Decorator, syntax.Parameters:
			return false
		}
	}
	return isAsync(function(n))
}

// statement returns the statement of a block that a node lies in.
func statement(n syntax.Node) syntax.Node {
	for ; !n.IsNull(); n = n.Parent() {
		if k := n.Parent().Kind(); k == syntax.Block || k == syntax.Module {
			return n
		}
	}
	return syntax.Node{}
}

// alone reports whether a statement has its lines to itself, and returns the blanks before it.
func (m *Module) alone(n syntax.Node) (indent string, ok bool) {
	src := m.tree.Src
	start, end := n.Start(), n.End()
	for start > 0 && (src[start-1] == ' ' || src[start-1] == '\t') {
		start--
	}
	for end < len(src) && (src[end] == ' ' || src[end] == '\t') {
		end++
	}
	before := start == 0 || src[start-1] == '\n' || src[start-1] == '\r'
	after := end == len(src) || src[end] == '\n' || src[end] == '\r' || src[end] == '#'
	return string(src[start:n.Start()]), before && after
}

// lineEnd returns the offset at which the line of an offset ends.
func (m *Module) lineEnd(at int) int {
	for at < len(m.tree.Src) && m.tree.Src[at] != '\n' && m.tree.Src[at] != '\r' {
		at++
	}
	return at
}

// arguments are the arguments of a call, comments left out.
func arguments(call syntax.Node) []syntax.Node {
	var out []syntax.Node
	args := call.Field(syntax.FieldArguments)
	if args.Kind() != syntax.ArgumentList {
		return nil // f(x for x in y)
	}
	for a := range args.Named() {
		if a.Kind() != syntax.Comment {
			out = append(out, a)
		}
	}
	return out
}

// attribute splits `object.name`.
func attribute(n syntax.Node) (object, name syntax.Node, ok bool) {
	if n.Kind() != syntax.Attribute {
		return syntax.Node{}, syntax.Node{}, false
	}
	return n.Field(syntax.FieldObject), n.Field(syntax.FieldAttribute), true
}

// calledOn reports whether a call is of `module.name`, the module imported as a whole.
func (m *Module) calledOn(call syntax.Node, mod, name string) (callee syntax.Node, ok bool) {
	callee = call.Field(syntax.FieldFunction)
	object, attr, ok := attribute(callee)
	return callee, ok && attr.Text() == name && object.Text() != "" && object.Text() == m.imported(mod)
}

func replace(n syntax.Node, text string) edit { return edit{n.Start(), n.End(), text} }

// indented gives each line the same blanks before it.
func indented(indent string, lines ...string) string {
	var b strings.Builder
	for _, l := range lines {
		if l != "" {
			b.WriteString(indent + l)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

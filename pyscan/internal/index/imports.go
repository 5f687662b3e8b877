package index

import (
	"strings"

	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// An Import is one name that an import statement binds.
type Import struct {
	Node syntax.Node // the statement
	// From is the module named, made absolute where a project file is meant:
	// "os.path" in `import os.path`, "x" in `from x import y`.
	From string
	// Name is what is taken out of From: "" for `import x`, "*" for all.
	Name string
	// Bound is the name that the file sees; "" for a star import.
	Bound string
	// Level counts the leading dots.
	Level int
	// TypeChecking says that it runs for type checkers only.
	TypeChecking bool
	// Scope is where the statement stands.
	Scope *Scope

	// top says that Bound is the first segment of From, as in `import os.path`.
	top    bool
	answer answer
}

// imports reads an import statement.
func (b *builder) imports(n syntax.Node, s *Scope) {
	base := Import{Node: n, TypeChecking: b.typeChecking, Scope: s}
	if n.Kind() == syntax.ImportFromStatement {
		base.From = moduleText(n.Field(syntax.FieldModuleName))
		base.Level = len(base.From) - len(strings.TrimLeft(base.From, "."))
		base.From = base.From[base.Level:]
	}
	for c := range n.Named() {
		if c.Kind() == syntax.WildcardImport {
			star := base
			star.Name = "*"
			b.file.Imports = append(b.file.Imports, &star)
		}
	}
	for c := range n.Fields(syntax.FieldName) {
		one := base
		b.imported(c, s, &one)
	}
}

// imported binds one name of the list.
func (b *builder) imported(n syntax.Node, s *Scope, i *Import) {
	name, at := n, n
	if n.Kind() == syntax.AliasedImport {
		name, at = n.Field(syntax.FieldName), n.Field(syntax.FieldAlias)
		i.Bound = b.name(at)
	}
	text := moduleText(name)
	if i.Node.Kind() == syntax.ImportFromStatement {
		i.Name = text
	} else {
		i.From = text
	}
	if i.Bound == "" {
		var deeper bool
		i.Bound, _, deeper = strings.Cut(text, ".")
		i.top = deeper
	}
	if i.Bound == "" {
		return // the parser invented it
	}
	b.file.Imports = append(b.file.Imports, i)
	s.bind(i.Bound, Def{Kind: Imported, Node: at, Import: i})
}

// moduleText is a dotted name without the blanks and comments people may put
// between its parts.
func moduleText(n syntax.Node) string {
	text := n.Text()
	if !strings.ContainsAny(text, " \t\n\r\\") {
		return text
	}
	var parts strings.Builder
	for c := range n.Inside() {
		if c.Size() == 1 && c.Kind() != syntax.Comment && c.Kind() != syntax.LineContinuation && c.Kind() != syntax.DottedName && c.Kind() != syntax.ImportPrefix {
			parts.WriteString(c.Text())
		}
	}
	return parts.String()
}

// linkImports finds the modules that the imports of f mean.
func (p *Project) linkImports(f *File) {
	for _, i := range f.Imports {
		switch {
		case i.Level > 0:
			i.answer = p.modules.relative(f, i.Level, i.From)
			if i.answer.target != nil {
				i.From = i.answer.target.name
			}
		case i.top:
			i.answer = p.linkAbsolute(f, i.Bound)
		default:
			i.answer = p.linkAbsolute(f, i.From)
		}
	}
}

// linkAbsolute is absolute, remembered.
func (p *Project) linkAbsolute(f *File, name string) answer {
	a := p.modules.absolute(f, name)
	p.modules.cache[question{name, f.module.home}] = a
	return a
}

// linkStars lists the files whose names star imports bring into f, through
// others too, those that win first. It is done once: packages that import all
// of each other are large.
func (f *File) linkStars() {
	seen := map[*File]bool{f: true}
	var visit func(from *File)
	visit = func(from *File) {
		for i := len(from.Imports) - 1; i >= 0; i-- {
			imp := from.Imports[i]
			if imp.Name != "*" {
				continue
			}
			m := imp.answer.target
			if m == nil || m.file == nil || m.file.Tree == nil {
				f.starsOpaque = true
				continue
			}
			if !seen[m.file] {
				seen[m.file] = true
				f.stars = append(f.stars, m.file)
				visit(m.file)
			}
		}
	}
	visit(f)
}

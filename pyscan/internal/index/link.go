package index

import "github.com/concurlint/concurlint/pyscan/internal/syntax"

// link resolves what needs all files: imports, then bases, orders, decorators
// and fields, each of which reads the one before.
func (p *Project) link() {
	for _, f := range p.Files {
		f.linkPaths()
		p.linkImports(f)
	}
	for _, f := range p.Files {
		f.linkStars()
	}
	p.eachClass((*Class).linkBases)
	p.eachClass((*Class).linkOrder)
	for _, f := range p.Files {
		for _, fn := range f.Functions {
			p.functions[fn.Path] = fn
			fn.linkDecorators()
		}
	}
	for _, f := range p.Files {
		for _, c := range f.Classes {
			p.classes[c.Path] = c
			linkDecorators(f, c.Decorators)
			c.linkFields()
		}
	}
	for _, f := range p.Files {
		for _, t := range f.targets {
			f.linkTarget(t)
		}
		f.targets = nil
	}
}

// linkPaths puts the module before the names that were given within the file.
func (f *File) linkPaths() {
	for _, fn := range f.Functions {
		fn.Path = f.Module + fn.Path
	}
	for _, c := range f.Classes {
		c.Path = f.Module + c.Path
	}
}

func (p *Project) eachClass(do func(*Class)) {
	for _, f := range p.Files {
		for _, c := range f.Classes {
			do(c)
		}
	}
}

func linkDecorators(f *File, decorators []Decorator) {
	for i := range decorators {
		n := decorators[i].Node
		if n.Kind() == syntax.Call {
			n = n.Field(syntax.FieldFunction)
		}
		decorators[i].Name = f.Resolve(n)
	}
}

// linkDecorators resolves the decorators of f and reads those of the language.
func (f *Function) linkDecorators() {
	linkDecorators(f.File, f.Decorators)
	for _, d := range f.Decorators {
		switch d.Name.Path {
		case "builtins.staticmethod":
			f.Static = true
		case "builtins.classmethod":
			f.ClassMethod = true
		case "builtins.property", "functools.cached_property":
			f.Property = true
		}
	}
}

// linkFields takes over what the class body assigns.
func (c *Class) linkFields() {
	for _, b := range c.Scope.Bindings {
		for _, d := range b.Defs {
			switch d.Kind {
			case FunctionDef, ClassDef, Imported, Deleted, TypeParam:
				continue
			}
			if isAlias(b) {
				continue
			}
			c.addField(Field{Name: b.Name, Def: d, Class: c})
		}
	}
}

// isAlias reports whether a class attribute is another name of a function,
// class or API, as in `__aenter__ = open`.
func isAlias(b *Binding) bool {
	switch b.name(newHops()).Kind {
	case FunctionName, ClassName, External, ModuleName:
		return true
	}
	return false
}

// linkTarget gives an assigned attribute to the class that it is assigned on,
// if its object is self, cls or a class by name.
func (f *File) linkTarget(t target) {
	object := t.node.Field(syntax.FieldObject)
	if object.Kind() != syntax.Identifier {
		return
	}
	n := t.scope.resolve(object.Text(), newHops())
	c := n.Class
	if n.Kind == Local {
		c = n.Binding.Self()
	}
	if c == nil || len(n.Rest) > 0 {
		return
	}
	t.def.Node = t.node
	c.addField(Field{Name: t.node.Field(syntax.FieldAttribute).Text(), Def: t.def, Func: f.FunctionOf(t.node), Class: c})
}

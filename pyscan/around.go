package pyscan

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// maxRounds bounds how far imports are followed from the files that were asked for.
const maxRounds = 8

// imported reads those files around that the ones read already import, and what these import in turn.
func (r reader) imported(ctx context.Context, read []file, around, asked []string) []file {
	around = withoutIdleStubs(around, asked)
	if len(around) == 0 {
		return nil
	}
	modules := bySuffix(around)
	seen := map[string]bool{}
	for _, name := range asked {
		seen[name] = true
	}
	var out []file
	for round := 0; round < maxRounds && len(read) > 0 && ctx.Err() == nil; round++ {
		var wanted []string
		for _, f := range read {
			for _, name := range importedPaths(f) {
				for _, p := range modules[name] {
					if !seen[p] {
						seen[p] = true
						wanted = append(wanted, p)
					}
				}
			}
		}
		slices.Sort(wanted)
		read = r.all(ctx, wanted)
		out = append(out, read...)
	}
	return out
}

// withoutIdleStubs drops the stubs of modules that are there as source, and those that describe packages of others: these
// lie in folders without any source.
func withoutIdleStubs(around, asked []string) []string {
	sources, folders := map[string]bool{}, map[string]bool{}
	for _, p := range slices.Concat(around, asked) {
		if path.Ext(p) == ".py" {
			sources[p] = true
			folders[path.Dir(p)] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(around), func(p string) bool {
		return path.Ext(p) == ".pyi" && (sources[strings.TrimSuffix(p, "i")] || !folders[path.Dir(p)])
	})
}

// bySuffix finds files by every tail of their path without .py: any folder may be on the import path.
func bySuffix(paths []string) map[string][]string {
	modules := map[string][]string{}
	for _, p := range paths {
		name := strings.TrimSuffix(strings.TrimSuffix(p, path.Ext(p)), "/__init__")
		for {
			modules[name] = append(modules[name], p)
			_, tail, more := strings.Cut(name, "/")
			if !more {
				break
			}
			name = tail
		}
	}
	return modules
}

// importedPaths are the modules that a file imports, as paths without extension, with the packages around them.
func importedPaths(f file) []string {
	if f.tree == nil {
		return nil
	}
	var out []string
	add := func(name string) {
		for name != "" && name != "." {
			out = append(out, name)
			name = path.Dir(name)
		}
	}
	for n := range f.tree.Root().Inside() {
		switch n.Kind() {
		case syntax.ImportStatement:
			for name := range n.Fields(syntax.FieldName) {
				add(modulePath(name))
			}
		case syntax.ImportFromStatement:
			from := fromPath(f.path, n.Field(syntax.FieldModuleName))
			add(from)
			for name := range n.Fields(syntax.FieldName) {
				add(path.Join(from, modulePath(name)))
			}
		}
	}
	return out
}

func modulePath(n syntax.Node) string {
	if n.Kind() == syntax.AliasedImport {
		n = n.Field(syntax.FieldName)
	}
	return strings.ReplaceAll(n.Text(), ".", "/")
}

// fromPath is the module named after from; leading dots count from the file's folder.
func fromPath(file string, n syntax.Node) string {
	text := n.Text()
	name := strings.TrimLeft(text, ". ")
	dots := strings.Count(text[:len(text)-len(name)], ".")
	name = strings.ReplaceAll(name, ".", "/")
	if dots == 0 {
		return name
	}
	folder := path.Dir(file)
	for range dots - 1 {
		folder = path.Dir(folder)
	}
	return path.Join(folder, name)
}

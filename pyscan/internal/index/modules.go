package index

import (
	"path"
	"slices"
	"strings"
)

// A module is a file or folder that an import can name. Its key is its path
// without the suffix; a package is its folder.
type module struct {
	key  string
	name string
	file *File // nil for a folder without __init__
	all  *modules
}

func (m *module) isPackage() bool { return m != nil && m.file != nil && m.file.Package }

// modules finds modules by key, and by name from the place of an import.
type modules struct {
	byKey  map[string]*module
	byLast map[string][]*module // last segment of the key
	roots  []string
	cache  map[question]answer // filled while New links imports
}

// A question is an absolute import as seen from the files under one root.
type question struct{ name, root string }

type answer struct {
	target *module
	known  bool // false: it is in the project, or may be, and cannot be told
}

// newModules names all files. Stubs stand in only where there is no source.
func newModules(files []*File, roots []string) *modules {
	ms := &modules{byKey: map[string]*module{}, byLast: map[string][]*module{}, cache: map[question]answer{}}
	for _, r := range roots {
		ms.roots = append(ms.roots, strings.Trim(path.Clean("/"+r), "/"))
	}
	for _, f := range files {
		ms.add(f)
	}
	taken := map[string]int{}
	for _, m := range ms.byKey {
		m.name = ms.shortName(m)
		if m.file != nil {
			taken[m.name]++
		}
	}
	for _, m := range ms.byKey {
		if m.file != nil {
			if taken[m.name] > 1 {
				m.name = dotted(m.key)
			}
			m.file.Module = m.name
		}
	}
	return ms
}

// add files f under its key. A package wins over a module of the same name, as
// in Python, and a source over a stub.
func (ms *modules) add(f *File) {
	key := strings.TrimSuffix(f.Path, path.Ext(f.Path))
	if f.Package {
		key = parentKey(key)
	}
	m := ms.byKey[key]
	if m == nil {
		m = &module{key: key, all: ms}
		ms.byKey[key] = m
		ms.byLast[path.Base("/"+key)] = append(ms.byLast[path.Base("/"+key)], m)
	}
	f.module = m
	if m.file == nil || f.Package && !m.file.Package || strings.HasSuffix(m.file.Path, ".pyi") {
		m.file = f
	}
	for dir := key; dir != ""; {
		dir = parentKey(dir)
		if ms.byKey[dir] == nil {
			folder := &module{key: dir, all: ms}
			ms.byKey[dir] = folder
			ms.byLast[path.Base("/"+dir)] = append(ms.byLast[path.Base("/"+dir)], folder)
		}
	}
}

// parentKey is the folder of a key; that of a top-level one is "".
func parentKey(key string) string {
	if i := strings.LastIndexByte(key, '/'); i >= 0 {
		return key[:i]
	}
	return ""
}

// shortName is the name under which imports know m.
func (ms *modules) shortName(m *module) string {
	if m.key == "" {
		return "__init__"
	}
	return dotted(strings.TrimPrefix(strings.TrimPrefix(m.key, ms.root(m)), "/"))
}

func dotted(key string) string { return strings.ReplaceAll(key, "/", ".") }

// root is the nearest folder above m that is no package: what must be on the
// import path for m's name to work.
func (ms *modules) root(m *module) string {
	dir := parentKey(m.key)
	for dir != "" && ms.byKey[dir].isPackage() {
		dir = parentKey(dir)
	}
	return dir
}

// relative finds the module that `from ..name` means in a file.
func (ms *modules) relative(from *File, level int, name string) answer {
	dir := from.module.key
	if !from.Package {
		dir = parentKey(dir)
	}
	for range level - 1 {
		if dir == "" {
			return answer{}
		}
		dir = parentKey(dir)
	}
	key := strings.Trim(dir+"/"+strings.ReplaceAll(name, ".", "/"), "/")
	m := ms.byKey[key]
	return answer{target: m, known: m != nil}
}

// absolute finds the module that `import name` means in a file; a known answer
// without a target is outside the project.
func (ms *modules) absolute(from *File, name string) answer {
	home := ms.root(from.module)
	if a, ok := ms.cache[question{name, home}]; ok {
		return a
	}
	return ms.find(from.module, home, name)
}

func (ms *modules) find(from *module, home, name string) answer {
	strong, weak := ms.candidates(from, home, name)
	if len(strong) == 0 {
		strong = weak
	}
	switch {
	case len(strong) == 1:
		return answer{target: strong[0], known: true}
	case len(strong) > 1:
		return answer{target: ms.preferred(strong, home, name), known: ms.preferred(strong, home, name) != nil}
	}
	first, _, deeper := strings.Cut(name, ".")
	if deeper {
		// The package is ours but not this part of it: built, or not checked in.
		a := ms.find(from, home, first)
		return answer{known: a.known && (a.target == nil || a.target.file == nil)}
	}
	return answer{known: true}
}

// candidates are the modules that name may mean. Strong ones hang on a folder
// that is on the import path for certain or by custom; weak ones are packages
// elsewhere, as in a repository of many projects.
func (ms *modules) candidates(from *module, home, name string) (strong, weak []*module) {
	suffix := strings.ReplaceAll(name, ".", "/")
	first, _, _ := strings.Cut(suffix, "/")
	for _, m := range ms.byLast[path.Base("/"+suffix)] {
		root, ok := rootBefore(m.key, suffix)
		if !ok || ms.byKey[root].isPackage() || m == from && !m.isPackage() {
			continue
		}
		switch {
		case root == home || root == "" || path.Base(root) == "src" || slices.Contains(ms.roots, root):
			strong = append(strong, m)
		case ms.byKey[strings.Trim(root+"/"+first, "/")].isPackage():
			weak = append(weak, m)
		}
	}
	return withFiles(strong), withFiles(weak)
}

// rootBefore is what stands before suffix in key, if key ends with it.
func rootBefore(key, suffix string) (string, bool) {
	if key == suffix {
		return "", true
	}
	root, ok := strings.CutSuffix(key, "/"+suffix)
	return root, ok
}

// withFiles drops the folders where there are files: Python searches the whole
// path for a file before it makes a namespace of folders.
func withFiles(ms []*module) []*module {
	if slices.ContainsFunc(ms, func(m *module) bool { return m.file != nil }) {
		return slices.DeleteFunc(ms, func(m *module) bool { return m.file == nil })
	}
	return ms
}

// preferred picks the candidate under the importing file's own root, or under
// the first configured one; nil if that does not decide.
func (ms *modules) preferred(candidates []*module, home, name string) *module {
	suffix := strings.ReplaceAll(name, ".", "/")
	for _, want := range append([]string{home}, ms.roots...) {
		for _, m := range candidates {
			if root, ok := rootBefore(m.key, suffix); ok && root == want {
				return m
			}
		}
	}
	return nil
}

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
	home string // the folder that must be on the import path for name to work
	file *File  // nil for a folder without __init__
	all  *modules
}

func (m *module) isPackage() bool { return m != nil && m.file != nil && m.file.Package }

// modules finds modules by key, and by name from the place of an import.
type modules struct {
	byKey    map[string]*module
	byLast   map[string][]*module // last segment of the key
	folders  map[string][]*module // by name: the parts of a namespace package
	roots    []string
	evidence map[string]int      // folder -> imports that need it on the import path
	cache    map[question]answer // filled while New links imports
}

// A question is an absolute import as seen from the files under one root.
type question struct{ name, root string }

type answer struct {
	target *module
	known  bool // false: it is in the project, or may be, and cannot be told
}

// newModules files all files under their keys.
func newModules(files []*File, roots []string) *modules {
	ms := &modules{
		byKey: map[string]*module{}, byLast: map[string][]*module{}, folders: map[string][]*module{},
		evidence: map[string]int{}, cache: map[question]answer{},
	}
	for _, r := range roots {
		ms.roots = append(ms.roots, strings.Trim(path.Clean("/"+r), "/"))
	}
	for _, f := range files {
		ms.add(f)
	}
	return ms
}

// nameAll names the modules, once the imports of all files are known.
func (ms *modules) nameAll(files []*File) {
	ms.infer(files)
	taken := map[string]int{}
	for _, m := range ms.byKey {
		m.home = ms.homeOf(m)
		m.name = shortName(m)
		if m.file != nil {
			taken[m.name]++
		} else {
			ms.folders[m.name] = append(ms.folders[m.name], m)
		}
	}
	for _, m := range ms.byKey {
		if m.file == nil {
			continue
		}
		if taken[m.name] > 1 {
			m.name = dotted(m.key)
		}
		m.file.Module = m.name
	}
	for _, parts := range ms.folders {
		slices.SortFunc(parts, func(a, b *module) int { return strings.Compare(a.key, b.key) })
	}
}

// infer counts, for each folder or module, the imports below the folder around
// it that begin with its name. Only names of two parts or more count: any
// folder has a types.py or a json.py that is not meant.
func (ms *modules) infer(files []*File) {
	for _, f := range files {
		for _, i := range f.Imports {
			if i.Level > 0 {
				continue
			}
			if i.Name == "" || i.Name == "*" || !ms.support(f, i.From+"."+i.Name) {
				ms.support(f, i.From)
			}
		}
	}
}

// support counts name for the folders above f from which it leads to a file.
func (ms *modules) support(f *File, name string) bool {
	first, _, deeper := strings.Cut(name, ".")
	if !deeper {
		return false
	}
	suffix := strings.ReplaceAll(name, ".", "/")
	found := false
	for _, m := range ms.byLast[path.Base(suffix)] {
		root, ok := rootBefore(m.key, suffix)
		if ok && m.file != nil && !ms.byKey[root].isPackage() && (root == "" || strings.HasPrefix(f.module.key, root+"/")) {
			ms.evidence[strings.Trim(root+"/"+first, "/")]++
			found = true
		}
	}
	return found
}

// homeOf is the folder above m that the imports around it speak for; without
// any, the nearest one that is no package.
func (ms *modules) homeOf(m *module) string {
	child, dir := m.key, parentKey(m.key)
	for dir != "" && ms.byKey[dir].isPackage() {
		child, dir = dir, parentKey(dir)
	}
	home, most := dir, ms.weight(dir, child)
	for dir != "" {
		child, dir = dir, parentKey(dir)
		if w := ms.weight(dir, child); w > most {
			home, most = dir, w
		}
	}
	return home
}

// weight is how much speaks for dir being on the import path, and child the
// top of a package there.
func (ms *modules) weight(dir, child string) int {
	const configured = 1 << 30 // more than any project has imports
	switch {
	case slices.Contains(ms.roots, dir):
		return configured
	case path.Base(dir) == "src":
		return ms.evidence[child] + 1
	}
	return ms.evidence[child]
}

// add files f under its key. A package wins over a module of the same name, as
// in Python, and a source over a stub.
func (ms *modules) add(f *File) {
	key := f.Path
	if !f.Notebook { // nobody imports one
		key = strings.TrimSuffix(key, path.Ext(key))
	}
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
	if m.file == nil || f.Package && !m.file.Package && !f.Stub || m.file.Stub {
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
func shortName(m *module) string {
	if m.key == "" {
		return "__init__"
	}
	return dotted(strings.TrimPrefix(strings.TrimPrefix(m.key, m.home), "/"))
}

func dotted(key string) string { return strings.ReplaceAll(key, "/", ".") }

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
	if a, ok := ms.cache[question{name, from.module.home}]; ok {
		return a
	}
	return ms.find(from.module, name)
}

func (ms *modules) find(from *module, name string) answer {
	strong, weak := ms.candidates(from, name)
	if len(strong) == 0 {
		strong = weak
	}
	switch {
	case len(strong) == 1:
		return answer{target: strong[0], known: true}
	case len(strong) > 1:
		return ms.choose(strong, from.home, name)
	}
	first, _, deeper := strings.Cut(name, ".")
	if deeper {
		// The package is ours but not this part of it: built, or not checked in.
		a := ms.find(from, first)
		return answer{known: a.known && (a.target == nil || a.target.file == nil)}
	}
	return answer{known: true}
}

// candidates are the modules that name may mean. Strong ones hang on a folder
// that is on the import path for certain or by custom; weak ones are packages
// and inferred folders elsewhere, as in a repository of many projects.
func (ms *modules) candidates(from *module, name string) (strong, weak []*module) {
	suffix := strings.ReplaceAll(name, ".", "/")
	first, _, _ := strings.Cut(suffix, "/")
	for _, m := range ms.byLast[path.Base("/"+suffix)] {
		root, ok := rootBefore(m.key, suffix)
		if !ok || ms.byKey[root].isPackage() || m == from && !m.isPackage() {
			continue
		}
		top := strings.Trim(root+"/"+first, "/")
		spoken := ms.evidence[top] > 0
		switch {
		case root == from.home || root == "" || path.Base(root) == "src" || slices.Contains(ms.roots, root),
			spoken && strings.HasPrefix(from.key, root+"/"):
			strong = append(strong, m)
		case spoken && first != suffix, ms.byKey[top].isPackage() && ms.byKey[top].home == root:
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

// choose decides between several candidates. Folders are parts of one namespace
// package, so any of them will do.
func (ms *modules) choose(candidates []*module, home, name string) answer {
	if m := ms.preferred(candidates, home, name); m != nil {
		return answer{target: m, known: true}
	}
	if candidates[0].file == nil {
		return answer{target: candidates[0], known: true}
	}
	return answer{}
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

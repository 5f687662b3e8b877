package goscan

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/mod/modfile"

	"github.com/concurlint/concurlint/internal/finding"
)

// A group is what one run of the go command lists: the folders of a module or of a workspace. Without a root the folders
// belong to no module.
type group struct {
	root      string   // of the module, or where go.work lies
	workspace bool     // a go.work says what belongs together
	folders   []string // absolute, sorted
}

// findModules sorts the folders of the files into modules: the nearest go.mod upward, together where a go.work names it.
func findModules(root string, files []string) ([]group, []finding.Notice) {
	m := &modules{root: root, roots: map[string]string{}, works: map[string]*workspace{}}
	byKey := map[string]*group{}
	var keys []string
	for _, f := range files {
		dir := filepath.Dir(filepath.Join(root, filepath.FromSlash(f)))
		g := m.groupOf(dir)
		key := fmt.Sprint(g.root, g.workspace)
		if byKey[key] == nil {
			byKey[key] = &g
			keys = append(keys, key)
		}
		if at := byKey[key]; !slices.Contains(at.folders, dir) {
			at.folders = append(at.folders, dir)
		}
	}
	slices.Sort(keys)
	var out []group
	for _, k := range keys {
		slices.Sort(byKey[k].folders)
		out = append(out, *byKey[k])
	}
	return out, m.notices
}

// modulesOf takes a workspace apart.
func modulesOf(g group) []group {
	m := &modules{roots: map[string]string{}}
	var out []group
	for _, dir := range g.folders {
		root := m.moduleRoot(dir)
		if n := len(out); n == 0 || out[n-1].root != root {
			out = append(out, group{root: root})
		}
		last := &out[len(out)-1]
		last.folders = append(last.folders, dir)
	}
	return out
}

type modules struct {
	root    string
	roots   map[string]string // folder -> module root, "" for none
	works   map[string]*workspace
	notices []finding.Notice
}

type workspace struct {
	root string
	uses []string
}

func (m *modules) groupOf(dir string) group {
	mod := m.moduleRoot(dir)
	if mod == "" {
		return group{}
	}
	if w := m.workspaceOf(mod); w != nil && slices.Contains(w.uses, mod) {
		return group{root: w.root, workspace: true}
	}
	return group{root: mod}
}

// moduleRoot is the nearest folder upward that has a go.mod.
func (m *modules) moduleRoot(dir string) string {
	if root, ok := m.roots[dir]; ok {
		return root
	}
	root := ""
	if isFile(filepath.Join(dir, "go.mod")) {
		root = dir
	} else if parent := filepath.Dir(dir); parent != dir {
		root = m.moduleRoot(parent)
	}
	m.roots[dir] = root
	return root
}

// workspaceOf is the workspace that the go command would use in the folder: the one that GOWORK names, or the nearest
// go.work upward.
func (m *modules) workspaceOf(dir string) *workspace {
	switch env := os.Getenv("GOWORK"); env {
	case "off":
		return nil
	case "":
	default:
		return m.readWork(env)
	}
	for {
		if file := filepath.Join(dir, "go.work"); isFile(file) {
			return m.readWork(file)
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return nil
		}
		dir = parent
	}
}

func (m *modules) readWork(file string) *workspace {
	if w, ok := m.works[file]; ok {
		return w
	}
	m.works[file] = nil
	text, err := os.ReadFile(file)
	if err == nil {
		var parsed *modfile.WorkFile
		if parsed, err = modfile.ParseWork(file, text, nil); err == nil {
			w := &workspace{root: filepath.Dir(file)}
			for _, use := range parsed.Use {
				path := filepath.FromSlash(use.Path)
				if !filepath.IsAbs(path) {
					path = filepath.Join(w.root, path)
				}
				w.uses = append(w.uses, filepath.Clean(path))
			}
			m.works[file] = w
			return w
		}
	}
	m.notices = append(m.notices, finding.Notice{
		Span: finding.Span{File: relativeTo(m.root, file)}, Text: fmt.Sprintf("reading go.work: %v", err),
		Remedy: "mend go.work; its modules were analysed one by one", Kind: finding.LoadError,
	})
	return nil
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

func relativeTo(root, name string) string {
	if rel, err := filepath.Rel(root, name); err == nil {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(name)
}

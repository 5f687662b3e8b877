package pyscan

import (
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

// targets finds the Python versions that files have to run on, as the nearest project file above them says.
type targets struct {
	fsys fs.FS
	mu   sync.Mutex
	seen map[string]string // by folder
}

func newTargets(fsys fs.FS) *targets { return &targets{fsys: fsys, seen: map[string]string{}} }

func (t *targets) of(file string) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.folder(path.Dir(file))
}

func (t *targets) folder(dir string) string {
	if got, ok := t.seen[dir]; ok {
		return got
	}
	got := t.declared(dir)
	if got == "" && dir != "." && dir != "/" {
		got = t.folder(path.Dir(dir))
	}
	t.seen[dir] = got
	return got
}

// declared is what the project files of one folder say. One that cannot be read says nothing.
func (t *targets) declared(dir string) string {
	if text, err := fs.ReadFile(t.fsys, path.Join(dir, "pyproject.toml")); err == nil {
		if got := fromPyproject(text); got != "" {
			return got
		}
	}
	if text, err := fs.ReadFile(t.fsys, path.Join(dir, "setup.cfg")); err == nil {
		return fromSetupCfg(string(text))
	}
	return ""
}

// fromPyproject reads requires-python, and what Poetry had before.
func fromPyproject(text []byte) string {
	var doc struct {
		Project struct {
			RequiresPython string `toml:"requires-python"`
		} `toml:"project"`
		Tool struct {
			Poetry struct {
				Dependencies struct {
					Python any `toml:"python"`
				} `toml:"dependencies"`
			} `toml:"poetry"`
		} `toml:"tool"`
	}
	if toml.Unmarshal(text, &doc) != nil {
		return ""
	}
	if doc.Project.RequiresPython != "" {
		return doc.Project.RequiresPython
	}
	python, _ := doc.Tool.Poetry.Dependencies.Python.(string)
	return python
}

func fromSetupCfg(text string) string {
	for line := range strings.Lines(text) {
		key, value, ok := strings.Cut(line, "=")
		if ok && strings.TrimSpace(strings.ReplaceAll(key, "-", "_")) == "python_requires" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

package pyscan

import (
	"io/fs"
	"path"
	"regexp"
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

// declarations are the files that say for which Python a project is, the most binding first.
var declarations = []struct {
	name string
	read func(text []byte) string
}{
	{"pyproject.toml", fromPyproject},
	{"setup.cfg", fromSetupCfg},
	{"setup.py", fromSetupPy},
	{".python-version", fromVersionFile},
}

// declared is what the project files of one folder say. One that cannot be read says nothing.
func (t *targets) declared(dir string) string {
	for _, d := range declarations {
		text, err := fs.ReadFile(t.fsys, path.Join(dir, d.name))
		if err != nil {
			continue
		}
		if got := d.read(text); got != "" {
			return got
		}
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

func fromSetupCfg(text []byte) string {
	for line := range strings.Lines(string(text)) {
		key, value, ok := strings.Cut(line, "=")
		if ok && strings.TrimSpace(strings.ReplaceAll(key, "-", "_")) == "python_requires" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

var requires = regexp.MustCompile(`(?m)^[^#\n]*\bpython_requires\s*=\s*["']([^"'\n]+)["']`)

// fromSetupPy reads a literal python_requires out of the text. The file is a program, and is not run.
func fromSetupPy(text []byte) string {
	if m := requires.FindSubmatch(text); m != nil {
		return string(m[1])
	}
	return ""
}

var pinned = regexp.MustCompile(`^(?:cpython-)?(3\.\d+)(?:\.\d+)?$`)

// fromVersionFile reads the first version that pyenv, uv and their kin would use: the code runs on that one and, some day,
// on later ones.
func fromVersionFile(text []byte) string {
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(line, "#")
		if m := pinned.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			return ">=" + m[1]
		}
	}
	return ""
}

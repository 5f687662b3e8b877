package pyscan

import (
	"testing"
	"testing/fstest"
)

// TestTargets reads for which Python a file is, from the nearest project file above it.
func TestTargets(t *testing.T) {
	t.Parallel()
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	tree := fstest.MapFS{
		".python-version":         file("# pinned\n3.13.2\n"),
		"modern/pyproject.toml":   file("[project]\nrequires-python = \">=3.10\"\n"),
		"modern/setup.py":         file("setup(python_requires='>=3.6')\n"),
		"poetry/pyproject.toml":   file("[tool.poetry.dependencies]\npython = \"^3.9\"\n"),
		"tools/pyproject.toml":    file("[tool.ruff]\nline-length = 100\n"),
		"tools/setup.cfg":         file("[options]\npython_requires = >=3.8\n"),
		"setup/setup.py":          file("# python_requires='>=3.5'\nsetup(\n    name='x', python_requires = \">=3.7,<3.10\",\n)\n"),
		"computed/setup.py":       file("setup(python_requires=read_requires())\n"),
		"broken/pyproject.toml":   file("[project\n"),
		"other/.python-version":   file("pypy3.10-7.3\n"),
		"cpython/.python-version": file("cpython-3.12\n"),
	}
	for name, want := range map[string]string{
		"app.py": ">=3.13", "modern/app.py": ">=3.10", "modern/deep/er/app.py": ">=3.10", "poetry/app.py": "^3.9", "tools/app.py": ">=3.8",
		"setup/app.py": ">=3.7,<3.10", "computed/app.py": ">=3.13", "broken/app.py": ">=3.13", "other/app.py": ">=3.13", "cpython/app.py": ">=3.12",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := newTargets(tree).of(name); got != want {
				t.Errorf("of(%q) = %q, want %q", name, got, want)
			}
		})
	}
}

// Package overlay is the one way to source files whose text may be other than on disk: what an editor has not saved, or
// what came on standard input. Whoever reads source of the user's reads it through here.
package overlay

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Files are texts by absolute path, links resolved: see Real. They stand before what is on disk, where the file may be
// missing, and even its folder. The nil Files are the disk as it is.
type Files map[string][]byte

// New returns the files with their paths as Files has them; relative ones are below dir.
func New(dir string, files map[string][]byte) Files {
	if len(files) == 0 {
		return nil
	}
	out := Files{}
	for name, text := range files {
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		out[Real(name)] = text
	}
	return out
}

// Real resolves the links of a path, so that one file has one name. Of a path that is not there, it resolves the folders
// that are.
func Real(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	path = filepath.Clean(path)
	if parent := filepath.Dir(path); parent != path {
		return filepath.Join(Real(parent), filepath.Base(path))
	}
	return path
}

// ReadFile returns the text of a file.
func (f Files) ReadFile(name string) ([]byte, error) {
	if text, ok := f[filepath.Clean(name)]; ok {
		return text, nil
	}
	return os.ReadFile(name)
}

// Stat describes a file or folder.
func (f Files) Stat(name string) (fs.FileInfo, error) {
	if text, ok := f[filepath.Clean(name)]; ok {
		return info{filepath.Base(name), len(text)}, nil
	}
	return os.Stat(name)
}

// ReadDir lists a folder with the files that it has here alone, sorted by name. A folder that is not on disk has those.
func (f Files) ReadDir(dir string) ([]fs.DirEntry, error) {
	entries, err := os.ReadDir(dir)
	known := len(entries)
	for name, text := range f {
		base := filepath.Base(name)
		if filepath.Dir(name) != filepath.Clean(dir) {
			continue
		}
		if !slices.ContainsFunc(entries[:known], func(e fs.DirEntry) bool { return e.Name() == base }) {
			entries = append(entries, fs.FileInfoToDirEntry(info{base, len(text)}))
		}
	}
	if len(entries) == known {
		return entries, err
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// With returns those of the files whose names end so.
func (f Files) With(suffix string) Files {
	var out Files
	for name, text := range f {
		if strings.HasSuffix(name, suffix) {
			if out == nil {
				out = Files{}
			}
			out[name] = text
		}
	}
	return out
}

// FS returns the tree below a folder.
func (f Files) FS(root string) fs.FS {
	if len(f) == 0 {
		return os.DirFS(root)
	}
	return tree{os.DirFS(root), root, f}
}

type tree struct {
	fs.FS
	root  string
	files Files
}

// Open returns the text that stands before a file, or the file.
func (t tree) Open(name string) (fs.File, error) {
	if fs.ValidPath(name) {
		if text, ok := t.files[filepath.Join(t.root, filepath.FromSlash(name))]; ok {
			return &file{bytes.NewReader(text), info{filepath.Base(name), len(text)}}, nil
		}
	}
	return t.FS.Open(name)
}

// A file is one text, open.
type file struct {
	*bytes.Reader
	info info
}

func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *file) Close() error               { return nil }

// An info describes a text as a regular file that anybody may read.
type info struct {
	name string
	size int
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return int64(i.size) }
func (i info) Mode() fs.FileMode  { return 0o444 }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return false }
func (i info) Sys() any           { return nil }

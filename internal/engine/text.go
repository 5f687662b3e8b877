package engine

import (
	"fmt"
	"path"
	"path/filepath"
)

// Raw returns a file as it stands on disk, or before it.
func (r *Run) Raw(file string) ([]byte, error) {
	text, err := r.disk.ReadFile(filepath.Join(r.Root, filepath.FromSlash(file)))
	if err != nil {
		return nil, fmt.Errorf("reading %s to quote it: %w", file, err)
	}
	return text, nil
}

// Text returns a file as its language counts lines and columns.
func (r *Run) Text(file string) ([]byte, error) {
	text, err := r.Raw(file)
	if err != nil {
		return nil, err
	}
	for _, lang := range r.languages {
		if lang.Decode != nil && lang.Takes(path.Base(file)) {
			return lang.Decode(file, text), nil
		}
	}
	return text, nil
}

package main

import (
	"errors"
	"strings"
	"syscall"
)

// below reports whether a file lies in a folder; both are slash-separated and relative to the same place.
func below(dir, file string) bool {
	if dir == "." {
		return file != ".." && !strings.HasPrefix(file, "../")
	}
	return strings.HasPrefix(file, dir+"/")
}

// notFolder reports whether a path is not there because a part of it became a file.
func notFolder(err error) bool { return errors.Is(err, syscall.ENOTDIR) }

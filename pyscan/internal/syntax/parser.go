package syntax

import (
	"errors"
	"time"
)

// Errors that Parse wraps with the path of the file.
var (
	// ErrNoCgo says that this build cannot parse Python.
	ErrNoCgo = errors.New("this build has no Python parser (it was built without cgo)")
	// ErrTooLarge says that a file is above Options.MaxBytes.
	ErrTooLarge = errors.New("file is larger than the limit")
	// ErrTooSlow says that parsing took longer than Options.MaxTime.
	ErrTooSlow = errors.New("parsing took longer than the limit")
	// ErrBroken says that the parser and its grammar do not fit together.
	ErrBroken = errors.New("the Python parser of this build does not work")
)

// Options bound the work on one file. Zero values mean the defaults.
type Options struct {
	// MaxBytes is the size above which a file is not parsed: 2 MB by default,
	// because a 20 MB literal took half a minute and 1.6 GB.
	MaxBytes int
	// MaxTime bounds the parse of one file: ten seconds by default.
	MaxTime time.Duration
}

const (
	defaultMaxBytes = 2 << 20
	defaultMaxTime  = 10 * time.Second
)

func (o Options) withDefaults() Options {
	if o.MaxBytes == 0 {
		o.MaxBytes = defaultMaxBytes
	}
	if o.MaxTime == 0 {
		o.MaxTime = defaultMaxTime
	}
	return o
}

// Parse parses one file with the default limits. Use a Parser for many files.
func Parse(path string, src []byte) (*Tree, error) {
	p, err := NewParser(Options{})
	if err != nil {
		return nil, err
	}
	defer p.Close()
	return p.Parse(path, src)
}

//go:build !cgo

package syntax

import (
	"errors"
	"testing"
)

func TestWithoutCgo(t *testing.T) {
	t.Parallel()
	if _, err := Parse("x.py", nil); !errors.Is(err, ErrNoCgo) {
		t.Errorf("Parse gives %v, want ErrNoCgo: see parser_nocgo.go", err)
	}
}

//go:build !cgo

package syntax

// A Parser parses files one after another; without cgo there is none.
type Parser struct{}

// NewParser returns ErrNoCgo.
func NewParser(Options) (*Parser, error) { return nil, ErrNoCgo }

// Parse returns ErrNoCgo.
func (*Parser) Parse(string, []byte) (*Tree, error) { return nil, ErrNoCgo }

// Close does nothing.
func (*Parser) Close() {}

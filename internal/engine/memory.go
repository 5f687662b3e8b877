package engine

import "github.com/concurlint/concurlint/pyscan"

// A Memory keeps what one run reads for the next one, for a program that runs often over the same files. Several runs may
// use it at the same time.
type Memory struct{ python *pyscan.Cache }

// NewMemory returns a memory that is empty.
func NewMemory() *Memory { return &Memory{pyscan.NewCache()} }

func (m *Memory) pythonCache() *pyscan.Cache {
	if m == nil {
		return nil
	}
	return m.python
}

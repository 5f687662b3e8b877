package pyscan

import (
	"path"

	"github.com/concurlint/concurlint/pyscan/internal/notebook"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// Text decodes a source file as Scan does, so that the spans of its findings can be found in it. Of a notebook it is the
// code of the cells.
func Text(name string, src []byte) []byte {
	if path.Ext(name) == ".ipynb" {
		if n, err := notebook.Read(src); err == nil {
			return n.Text
		}
	}
	return syntax.Text(src)
}

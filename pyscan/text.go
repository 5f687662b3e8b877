package pyscan

import "github.com/concurlint/concurlint/pyscan/internal/syntax"

// Text decodes a source file as Scan does, so that the spans of its findings can be found in it.
func Text(src []byte) []byte { return syntax.Text(src) }

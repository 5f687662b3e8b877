package syntax

// Text returns the text that the offsets of a tree count in: UTF-8, without a byte order mark and without NULs.
func Text(src []byte) []byte {
	text, _ := decode(src)
	return text
}

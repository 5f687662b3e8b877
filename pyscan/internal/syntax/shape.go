package syntax

import "strings"

// String shows the shape of n for tests and for people: kinds and fields of
// its named nodes, and the text of the smallest ones.
func (n Node) String() string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

func (n Node) write(b *strings.Builder) {
	if n.IsNull() {
		b.WriteString("null")
		return
	}
	b.WriteByte('(')
	b.WriteString(n.Kind().String())
	if n.IsMissing() {
		b.WriteString(" MISSING")
	}
	leaf := true
	for c := range n.Named() {
		leaf = false
		b.WriteByte(' ')
		if c.Role() != NoField {
			b.WriteString(c.Role().String() + ":")
		}
		c.write(b)
	}
	if leaf && n.Size() == 1 && n.End()-n.Start() < 40 {
		b.WriteString(" " + n.Text())
	}
	b.WriteByte(')')
}

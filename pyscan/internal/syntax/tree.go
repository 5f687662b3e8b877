package syntax

import (
	"iter"
	"sort"
)

// A Span is a range of bytes of Tree.Src.
type Span struct{ Start, End int }

// A Notice is something a user should know about how a file was read, though
// the reading went on.
type Notice struct {
	Offset int
	Text   string
}

// A Tree is one parsed file. It does not change after Parse.
type Tree struct {
	// Path is the name handed to Parse; it is not opened.
	Path string
	// Src is the decoded text that all offsets refer to.
	Src []byte
	// Notices says what had to be replaced or guessed to read the file.
	Notices []Notice
	// Errors holds the first syntax errors, in order, at most maxErrors.
	Errors []Span
	// Comments holds every comment, in order, also those between brackets.
	Comments []Span

	nodes []record
	lines []uint32 // offset at which each line starts
}

// maxErrors bounds Tree.Errors: one file of another language has thousands,
// and nobody reads the eleventh.
const maxErrors = 10

// A record is a node as C writes it; flatten in parser_cgo.go has its twin.
// Nodes stand in preorder, so the first child of i is i+1 and the sibling
// after it starts size records later.
type record struct {
	start, end   uint32
	parent, size uint32
	kind         uint16 // as C leaves it: the grammar's number
	field        Field
	flags        uint8
}

const (
	flagNamed   = 1 << 0
	flagMissing = 1 << 1
	flagError   = 1 << 2
)

// Root is the module node; null for an empty Tree.
func (t *Tree) Root() Node {
	if len(t.nodes) == 0 {
		return Node{}
	}
	return Node{t, 0}
}

// NumNodes is the number of nodes: every Node.ID is below it, so a slice of
// that length can hold what a caller knows about each node.
func (t *Tree) NumNodes() int { return len(t.nodes) }

// NodeByID is the node whose ID is id.
func (t *Tree) NodeByID(id int) Node { return Node{t, uint32(id)} }

// Line is the 1-based line of an offset. A line ends at \n, \r\n or \r.
func (t *Tree) Line(offset int) int {
	return sort.Search(len(t.lines), func(i int) bool { return int(t.lines[i]) > offset })
}

// Column is the 1-based column of an offset, in bytes.
func (t *Tree) Column(offset int) int {
	line := t.Line(offset)
	if line == 0 {
		return offset + 1
	}
	return offset - int(t.lines[line-1]) + 1
}

// lineStarts lists where the lines of src begin.
func lineStarts(src []byte) []uint32 {
	starts := make([]uint32, 1, 1+len(src)/32)
	for i, c := range src {
		if c == '\n' || c == '\r' && (i+1 == len(src) || src[i+1] != '\n') {
			starts = append(starts, uint32(i+1))
		}
	}
	return starts
}

// A Node is a handle on one node: two words, copied freely. The zero Node is
// null; every method may be called on it and answers with nothing.
type Node struct {
	tree *Tree
	id   uint32
}

// IsNull reports whether n is no node.
func (n Node) IsNull() bool { return n.tree == nil }

func (n Node) rec() *record {
	if n.tree == nil {
		return &record{}
	}
	return &n.tree.nodes[n.id]
}

// Tree is the tree that n belongs to.
func (n Node) Tree() *Tree { return n.tree }

// ID numbers the nodes of a tree in preorder from 0, so that facts about nodes
// fit a slice. All descendants of n have IDs in (n.ID, n.ID+n.Size).
func (n Node) ID() int { return int(n.id) }

// Size is the number of nodes in the subtree of n, itself included.
func (n Node) Size() int { return int(n.rec().size) }

// Kind is what n is.
func (n Node) Kind() Kind { return Kind(n.rec().kind) }

// Role is the field under which n stands in its parent.
func (n Node) Role() Field { return n.rec().field }

// Start is the offset of the first byte of n.
func (n Node) Start() int { return int(n.rec().start) }

// End is the offset after the last byte of n.
func (n Node) End() int { return int(n.rec().end) }

// Line is the 1-based line on which n starts.
func (n Node) Line() int {
	if n.tree == nil {
		return 0
	}
	return n.tree.Line(n.Start())
}

// Col is the 1-based column at which n starts, in bytes.
func (n Node) Col() int {
	if n.tree == nil {
		return 0
	}
	return n.tree.Column(n.Start())
}

// Text is the source of n, as the user wrote it.
func (n Node) Text() string { return string(n.Bytes()) }

// Bytes is Text without the copy; it must not be changed.
func (n Node) Bytes() []byte {
	if n.tree == nil {
		return nil
	}
	r := n.rec()
	return n.tree.Src[r.start:r.end]
}

// IsNamed reports whether n is more than a keyword or punctuation.
func (n Node) IsNamed() bool { return n.rec().flags&flagNamed != 0 }

// IsMissing reports whether the parser invented n to go on.
func (n Node) IsMissing() bool { return n.rec().flags&flagMissing != 0 }

// HasError reports whether a syntax error lies anywhere in n.
func (n Node) HasError() bool { return n.rec().flags&flagError != 0 }

// Parent is the node around n; null for the root.
func (n Node) Parent() Node {
	if n.tree == nil || n.id == 0 {
		return Node{}
	}
	return Node{n.tree, n.rec().parent}
}

// Children lists all children of n, keywords, punctuation and comments too.
func (n Node) Children() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		if n.tree == nil {
			return
		}
		end := n.id + n.rec().size
		for i := n.id + 1; i < end; i += n.tree.nodes[i].size {
			if !yield(Node{n.tree, i}) {
				return
			}
		}
	}
}

// Named lists the children that carry meaning: no keywords, no punctuation, no
// comments.
func (n Node) Named() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for c := range n.Children() {
			if c.IsNamed() && c.Kind() != Comment && c.Kind() != LineContinuation && !yield(c) {
				return
			}
		}
	}
}

// First is the first of Named; null if there is none.
func (n Node) First() Node {
	for c := range n.Named() {
		return c
	}
	return Node{}
}

// Field is the first child in the role f; null if there is none.
func (n Node) Field(f Field) Node {
	for c := range n.Fields(f) {
		return c
	}
	return Node{}
}

// Fields lists the children in the role f, without the punctuation and the
// comments between them.
func (n Node) Fields(f Field) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for c := range n.Children() {
			if c.Role() == f && c.Kind() != Comment && !isSeparator(c) && !yield(c) {
				return
			}
		}
	}
}

// isSeparator reports whether n is a bracket or comma, which the grammar puts
// into the same field as what it separates.
func isSeparator(n Node) bool {
	if n.Kind() != Token || n.End()-n.Start() != 1 {
		return false
	}
	switch n.Bytes()[0] {
	case ',', '(', ')', ':':
		return true
	}
	return false
}

// HasToken reports whether a keyword or punctuation mark of n itself reads
// text: HasToken("async") tells an async def from a def.
func (n Node) HasToken(text string) bool {
	for c := range n.Children() {
		if c.Kind() == Token && string(c.Bytes()) == text {
			return true
		}
	}
	return false
}

// Inside lists the nodes below n in preorder, n excluded.
func (n Node) Inside() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		if n.tree == nil {
			return
		}
		for i := n.id + 1; i < n.id+n.rec().size; i++ {
			if !yield(Node{n.tree, i}) {
				return
			}
		}
	}
}

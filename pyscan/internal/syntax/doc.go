// Package syntax turns the bytes of one Python file into a plain Go tree.
//
// It is the only importer of tree-sitter: the C tree is copied out in one call
// and freed before Parse returns, so a Tree is ordinary memory, safe to share
// between goroutines once parsed. Without cgo the package compiles and Parse
// returns ErrNoCgo. It must not import anything else of ours.
//
// Text and offsets are those of Tree.Src: the file decoded to UTF-8, otherwise
// as the user wrote it. Syntax newer than the grammar (Python 3.12 to 3.15) is
// rewritten, byte for byte, in the copy that is parsed (cure.go says how each
// form then looks); Text still shows the original.
//
// A syntax error never loses the file: Node.HasError says which subtrees to
// leave alone and Tree.Errors where they are. Imports tells, without a parse,
// whether a file is worth one.
package syntax

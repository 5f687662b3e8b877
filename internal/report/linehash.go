package report

import (
	"fmt"
	"unicode/utf16"
)

// lineHashes returns the primaryLocationLineHash of each line, the value that code scanning tells findings apart by: a
// rolling hash over the next hundred UTF-16 units from the start of the line, blanks skipped and line ends made equal,
// then how often the same hash came before. Computed here because the plain API does not, and upload-sarif warns where
// ours differs from its own.
func lineHashes(text []byte) []string {
	h := newLineHash()
	prevCR := false
	for _, r := range string(text) {
		switch {
		case r == ' ' || r == '\t' || prevCR && r == '\n':
			prevCR = false
			continue
		case r == '\r':
			prevCR, r = true, '\n'
		default:
			prevCR = false
		}
		if hi, lo := utf16.EncodeRune(r); r > 0xFFFF {
			h.unit(uint64(hi))
			h.unit(uint64(lo))
			continue
		}
		h.unit(uint64(r))
	}
	h.unit(endOfFile)
	for range hashBlock {
		h.emit()
		h.push(0)
	}
	return h.out
}

const (
	hashBlock = 100 // units that a hash covers
	hashBase  = 37
	endOfFile = 0xFFFF
)

// lineHash is a window of the last hundred units.
type lineHash struct {
	window    [hashBlock]uint64
	lines     [hashBlock]int // line that begins at this place of the window, -1 for none
	at        int
	hash      uint64
	leaving   uint64 // hashBase to the power of hashBlock: what the oldest unit counts
	line      int
	lineStart bool
	counts    map[uint64]int
	out       []string
}

func newLineHash() *lineHash {
	h := &lineHash{counts: map[uint64]int{}, lineStart: true, leaving: 1}
	for i := range h.lines {
		h.lines[i] = -1
		h.leaving *= hashBase
	}
	return h
}

func (h *lineHash) unit(u uint64) {
	h.emit()
	if h.lineStart {
		h.lineStart = false
		h.lines[h.at] = h.line
		h.line++
	}
	h.lineStart = u == '\n'
	h.push(u)
}

// emit writes the hash of the line whose hundred units are complete.
func (h *lineHash) emit() {
	if h.lines[h.at] < 0 {
		return
	}
	h.counts[h.hash]++
	h.out = append(h.out, fmt.Sprintf("%x:%d", h.hash, h.counts[h.hash]))
	h.lines[h.at] = -1
}

func (h *lineHash) push(u uint64) {
	h.hash = hashBase*h.hash + u - h.leaving*h.window[h.at]
	h.window[h.at] = u
	h.at = (h.at + 1) % hashBlock
}

package engine

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"unicode/utf16"
)

// Raw returns a file as it stands on disk.
func (r *Run) Raw(file string) ([]byte, error) {
	text, err := os.ReadFile(filepath.Join(r.Root, filepath.FromSlash(file)))
	if err != nil {
		return nil, fmt.Errorf("reading %s to quote it: %w", file, err)
	}
	return text, nil
}

// Text returns a file as the languages count its columns: without a byte order mark, UTF-16 decoded.
func (r *Run) Text(file string) ([]byte, error) {
	text, err := r.Raw(file)
	if err != nil {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(text, []byte{0xFF, 0xFE}):
		return decodeUTF16(text[2:], binary.LittleEndian), nil
	case bytes.HasPrefix(text, []byte{0xFE, 0xFF}):
		return decodeUTF16(text[2:], binary.BigEndian), nil
	}
	return bytes.TrimPrefix(text, []byte("\xEF\xBB\xBF")), nil
}

func decodeUTF16(text []byte, order binary.ByteOrder) []byte {
	var units []uint16
	for i := 0; i+1 < len(text); i += 2 {
		units = append(units, order.Uint16(text[i:]))
	}
	return []byte(string(utf16.Decode(units)))
}

package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"
)

// encode writes indented JSON in which no letter can steer a terminal or a build log.
func encode(w io.Writer, value any) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(value); err != nil {
		return fmt.Errorf("encoding the report: %w", err)
	}
	_, err := w.Write(harmless(buf.Bytes()))
	return err
}

// Encode writes indented JSON in which no letter can steer a terminal or a build log.
func Encode(w io.Writer, value any) error { return encode(w, value) }

// harmless escapes, in encoded JSON, the letters that encoding/json lets pass; outside of strings there are none.
func harmless(text []byte) []byte {
	out := make([]byte, 0, len(text)+len(text)/16)
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		switch {
		case opensCommand(out, text):
			out = fmt.Appendf(out, `\u%04x`, r)
		case r != '\n' && unsafe(r) && r <= 0xFFFF:
			out = fmt.Appendf(out, `\u%04x`, r)
		case unsafe(r) && r > 0xFFFF:
			v := r - 0x10000
			out = fmt.Appendf(out, `\u%04x\u%04x`, 0xD800+v>>10, 0xDC00+v&0x3FF)
		default:
			out = append(out, text[:size]...)
		}
		text = text[size:]
	}
	return out
}

// plainText writes out what could steer a reader of the message; JSON's own escapes only protect the file.
func plainText(text string) string { return clean(text, Style{UTF8: true}) }

// linkless keeps names of the source from being read as a link by viewers of SARIF messages.
func linkless(text string) string { return strings.ReplaceAll(text, "](", "] (") }

// bracketless escapes brackets in the text of a link, as SARIF has it.
func bracketless(text string) string {
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(text)
}

// pathURI escapes a relative path. A colon in the first part would read as a scheme.
func pathURI(path string) string {
	var parts []string
	for _, p := range strings.Split(path, "/") {
		parts = append(parts, url.PathEscape(p))
	}
	parts[0] = strings.ReplaceAll(parts[0], ":", "%3A")
	return strings.Join(parts, "/")
}

// folderURI returns the file URI of a folder, which must end in a slash to be a base.
func folderURI(dir string) string {
	path := filepath.ToSlash(dir)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter
	}
	if !strings.HasSuffix(path, "/") {
		path += "/"
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

func itoa(n int) string { return strconv.Itoa(n) }

// Line returns a value as one line of JSON in which no letter can steer a terminal or a build log.
func Line(value any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return nil, err
	}
	return harmless(bytes.TrimSuffix(buf.Bytes(), []byte("\n"))), nil
}

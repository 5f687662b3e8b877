// Package notebook reads the Python code out of Jupyter notebooks. It imports nothing of ours.
package notebook

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrForm says that a file is no notebook as Jupyter writes them.
var ErrForm = errors.New("not a notebook")

var errForm = errors.New("unexpected JSON")

// A Notebook is the code of all code cells as one text. A line of code stands on the line of the file that holds it
// wherever the file has a line for each, as Jupyter writes it; so both can be shown.
type Notebook struct {
	Text []byte

	places []Place // by line of Text, from 0
}

// A Place is a line as people count it in a notebook: code cells from 1, lines of the cell from 1. The zero Place is no code.
type Place struct{ Cell, Line int }

// Place says where a line of Text, counted from 1, stands. A nil Notebook has no places.
func (n *Notebook) Place(line int) Place {
	if n == nil || line < 1 || line > len(n.places) {
		return Place{}
	}
	return n.places[line-1]
}

// Read reads a notebook. One in another language has an empty Text.
func Read(src []byte) (*Notebook, error) {
	src = bytes.TrimPrefix(src, []byte("\xEF\xBB\xBF"))
	r := reader{src: src, json: json.NewDecoder(bytes.NewReader(src))}
	if err := r.object(r.top); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrForm, err)
	}
	n := &Notebook{}
	if language := cmp.Or(r.meta.Kernel.Language, r.meta.Info.Name, "python"); !strings.EqualFold(language, "python") {
		return n, nil
	}
	for i, c := range r.cells {
		n.add(i+1, c)
	}
	return n, nil
}

// A reader walks the JSON and remembers on which lines the code stands.
type reader struct {
	src   []byte
	json  *json.Decoder
	at    int // an offset up to which lines are counted
	line  int // lines before it
	meta  metadata
	cells [][]line
}

type metadata struct {
	Kernel struct {
		Language string `json:"language"`
	} `json:"kernelspec"`
	Info struct {
		Name string `json:"name"`
	} `json:"language_info"`
}

// A line is one line of code and the line of the file, counted from 0, on which it is written.
type line struct {
	text string
	in   int
}

// object calls member for each key of the object that comes next; member must read the value.
func (r *reader) object(member func(key string) error) error {
	if open, err := r.json.Token(); err != nil || open != json.Delim('{') {
		return cmp.Or(err, errForm)
	}
	for r.json.More() {
		key, err := r.json.Token()
		if err != nil {
			return err
		}
		if err := member(key.(string)); err != nil {
			return err
		}
	}
	_, err := r.json.Token()
	return err
}

// skip reads over a value.
func (r *reader) skip() error {
	var value json.RawMessage
	return r.json.Decode(&value)
}

func (r *reader) top(key string) error {
	switch key {
	case "cells":
		return r.list(r.cell)
	case "metadata":
		var form *json.UnmarshalTypeError
		if err := r.json.Decode(&r.meta); err != nil && !errors.As(err, &form) {
			return err
		}
		return nil
	}
	return r.skip()
}

// list calls element before each element of the array that comes next.
func (r *reader) list(element func() error) error {
	if open, err := r.json.Token(); err != nil || open != json.Delim('[') {
		return cmp.Or(err, errForm)
	}
	for r.json.More() {
		if err := element(); err != nil {
			return err
		}
	}
	_, err := r.json.Token()
	return err
}

func (r *reader) cell() error {
	kind := ""
	var source []line
	err := r.object(func(key string) error {
		switch key {
		case "cell_type":
			return r.json.Decode(&kind)
		case "source":
			var err error
			source, err = r.source()
			return err
		}
		return r.skip()
	})
	if err == nil && kind == "code" {
		r.cells = append(r.cells, source)
	}
	return err
}

// source reads the text of a cell: a string, or a list of strings that are joined.
func (r *reader) source() ([]line, error) {
	var lines []line
	whole := true // the last line is ended
	add := func(token json.Token) error {
		text, ok := token.(string)
		if !ok {
			return errForm
		}
		in := r.lineOf(int(r.json.InputOffset()))
		for part := range strings.Lines(clean(text)) {
			if whole {
				lines = append(lines, line{in: in})
			}
			lines[len(lines)-1].text += strings.TrimSuffix(part, "\n")
			whole = strings.HasSuffix(part, "\n")
		}
		return nil
	}
	token, err := r.json.Token()
	if err != nil {
		return nil, err
	}
	if token != json.Delim('[') {
		return lines, add(token)
	}
	for r.json.More() {
		if token, err = r.json.Token(); err != nil {
			return nil, err
		}
		if err := add(token); err != nil {
			return nil, err
		}
	}
	_, err = r.json.Token()
	return lines, err
}

// lineOf counts the lines before an offset; offsets come in order.
func (r *reader) lineOf(offset int) int {
	r.line += bytes.Count(r.src[r.at:offset], []byte("\n"))
	r.at = offset
	return r.line
}

// clean leaves only line feeds as line ends, and no marks that a decoder would take for its own.
func clean(text string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", " ", "\uFEFF", " ").Replace(text)
}

// add lays out one cell.
func (n *Notebook) add(number int, lines []line) {
	if isOther(lines) {
		return
	}
	for i, l := range lines {
		for len(n.places) < l.in {
			n.put("", Place{})
		}
		n.put(l.text, Place{number, i + 1})
	}
}

func (n *Notebook) put(text string, at Place) {
	n.Text = append(append(n.Text, text...), '\n')
	n.places = append(n.places, at)
}

// python are the cell magics under which the rest of the cell is Python all the same.
var python = []string{"time", "timeit", "capture", "prun", "memit", "mprun", "lprun", "python", "python3", "skip", "debug"}

// isOther reports whether a cell is for another interpreter: it begins with a cell magic. One that runs the cell as
// Python loses that line only.
func isOther(lines []line) bool {
	for i, l := range lines {
		text := strings.TrimSpace(l.text)
		if text == "" || text[0] == '#' {
			continue
		}
		magic, ok := strings.CutPrefix(text, "%%")
		if !ok {
			return false
		}
		lines[i].text = ""
		name, _, _ := strings.Cut(magic, " ")
		return !slices.Contains(python, name)
	}
	return false
}

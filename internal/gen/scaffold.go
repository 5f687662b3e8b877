package gen

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var (
	codeForm = regexp.MustCompile(`^CL[1-9][0-9]{2}$`)
	nameForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)
)

// Scaffold writes the files that a new rule begins with, under root, and returns their names: its page, a decision that
// says nothing yet, and a fixture folder a language. It adds the decision to the table, and refuses to overwrite.
func Scaffold(root, code, name string) ([]string, error) {
	switch {
	case !codeForm.MatchString(code):
		return nil, fmt.Errorf("CODE=%s: write a code such as CL109, which was never used", code)
	case !nameForm.MatchString(name):
		return nil, fmt.Errorf("NAME=%s: write what is disliked in small letters, as in unbounded-gather", name)
	}
	if used, err := filepath.Glob(filepath.Join(root, "rules", code+"-*.md")); err != nil || len(used) > 0 {
		return nil, errors.Join(err, fmt.Errorf("%s has a page: %s", code, strings.Join(used, " ")))
	}
	lower, fn := strings.ToLower(code), camel(name)
	files := []struct{ path, text string }{
		{"rules/" + code + "-" + name + ".md", fmt.Sprintf(pageText, code, name)},
		{"internal/check/" + strings.ReplaceAll(name, "-", "") + ".go", fmt.Sprintf(decisionText, fn, code)},
		{"testdata/go/src/" + lower + "/" + lower + ".go", fmt.Sprintf(goFixture, lower)},
		{"testdata/python/" + lower + "/" + lower + ".py", fmt.Sprintf(pythonFixture, code)},
	}
	var written []string
	for _, f := range files {
		if err := create(filepath.Join(root, filepath.FromSlash(f.path)), f.text); err != nil {
			return written, err
		}
		written = append(written, f.path)
	}
	return append(written, "internal/check/table.go"), enter(filepath.Join(root, "internal", "check", "table.go"), code, fn)
}

func create(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("making the folder of %s: %w", path, err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already", path)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// enter adds the decision to the table, in the order of codes.
func enter(path, code, fn string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("reading the table of decisions: %w", err)
	}
	head, rest, ok := strings.Cut(string(text), "var table = []decision{\n")
	body, tail, ok2 := strings.Cut(rest, "\n}\n")
	if !ok || !ok2 {
		return fmt.Errorf("%s: no table to add %s to", path, code)
	}
	lines := strings.Split(body, "\n")
	at := len(lines)
	for i, line := range lines {
		if first := firstCode.FindString(line); first > code {
			at = i
			break
		}
	}
	lines = append(lines[:at:at], append([]string{fmt.Sprintf("\t{[]string{%q}, %s},", code, fn)}, lines[at:]...)...)
	out := head + "var table = []decision{\n" + strings.Join(lines, "\n") + "\n}\n" + tail
	if err := os.WriteFile(path, []byte(out), 0o644); err != nil {
		return fmt.Errorf("writing the table of decisions: %w", err)
	}
	return nil
}

var firstCode = regexp.MustCompile(`CL[0-9]{3}`)

// camel turns unbounded-gather into unboundedGather.
func camel(name string) string {
	words := strings.Split(name, "-")
	for i, w := range words[1:] {
		words[i+1] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, "")
}

const pageText = `+++
code = "%s"
name = "%s"
title = "One sentence that says what is wrong"
languages = ["go", "python"]
level = "warning"
confidence = "high"
default = false
cwe = [400]
reports-at = "the call"
tags = ["concurrency", "reliability"]
+++
## What it does

## Why is this bad?

## What makes it safe

## Example

## Use instead
`

const decisionText = `package check

// %s answers %s.
func %[1]s(query) (verdict, bool) {
	return verdict{}, false
}
`

const goFixture = `// Package %[1]s holds the guilty and the harmless cases of the rule; each line that must be reported has a want.
package %[1]s
`

const pythonFixture = `# The guilty and the harmless cases of %s; each line that must be reported has a want.
`

//go:build gen

// Command cmd is behind a build tag, because go install ./... must install concurlint alone. The Makefile calls it:
// see run.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"

	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/gen"
	"github.com/concurlint/concurlint/internal/report"
	"github.com/concurlint/concurlint/rules"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(2)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 1 && args[0] == "readme":
		return errors.Join(readme(), schema(), precision())
	case len(args) == 3 && args[0] == "rule":
		files, err := gen.Scaffold(".", args[1], args[2])
		for _, f := range files {
			fmt.Println(f)
		}
		return err
	case len(args) > 0 && args[0] == "ecosystem":
		return ecosystemCommand(args[1:])
	case len(args) > 0 && args[0] == "sample":
		return sampleCommand(args[1:])
	case len(args) == 2 && args[0] == "models-go":
		return goModelsCommand(args[1])
	case len(args) == 2 && args[0] == "models":
		return modelsCommand(args[1])
	}
	return fmt.Errorf("usage: gen readme | rule CODE NAME | ecosystem [-update] | sample [-seed N] [-n N] | models LANG | models-go FOLDER")
}

// schema writes the schema of concurlint.toml, which editors read at the address that it names.
func schema() error {
	var buf bytes.Buffer
	if err := report.Encode(&buf, config.Schema()); err != nil {
		return err
	}
	return os.WriteFile("internal/config/schema/concurlint.schema.json", buf.Bytes(), 0o644)
}

func readme() error {
	text, err := os.ReadFile("README.md")
	if err != nil {
		return fmt.Errorf("reading the README: %w", err)
	}
	out, err := gen.README(string(text), rules.All())
	if err != nil {
		return err
	}
	return os.WriteFile("README.md", []byte(out), 0o644)
}

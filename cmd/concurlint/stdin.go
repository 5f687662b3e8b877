package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/concurlint/concurlint/internal/config"
)

// stdinPath stands for standard input among the paths.
const stdinPath = "-"

// readStdin puts standard input into the run as the text of the file that is named, in place of the path -.
func readStdin(ctx context.Context, in io.Reader, name string, named bool, opts *config.Options) error {
	asked := slices.Contains(opts.Paths, stdinPath)
	switch {
	case !asked && !named:
		return nil
	case !named:
		return errors.New("- is standard input; say which file its text is, as in concurlint check --stdin-filename app/jobs.py -")
	case !asked:
		return fmt.Errorf("--stdin-filename says which file standard input is; write - for the path, as in concurlint check --stdin-filename %s -", name)
	case len(opts.Paths) > 1:
		return errors.New("standard input is linted by itself; leave out the other paths")
	}
	if err := checkStdinName(name); err != nil {
		return err
	}
	text, err := readAll(ctx, in)
	if err != nil {
		return fmt.Errorf("reading standard input: %w", err)
	}
	opts.Paths, opts.Overlay = []string{name}, map[string][]byte{name: text}
	return nil
}

// checkStdinName refuses a name that no source file can have, before anything is read.
func checkStdinName(name string) error {
	if name == "" {
		return errors.New("--stdin-filename is empty; name the file that standard input is the text of")
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("--stdin-filename %s is no file; name a file in it", name)
	}
	if !slices.Contains([]string{".py", ".pyw", ".ipynb", ".go"}, filepath.Ext(name)) {
		return fmt.Errorf("--stdin-filename %s ends neither in .go nor in .py, so its language is not known", name)
	}
	return nil
}

// readAll reads to the end, or to the end of the context: who types on a terminal must be able to interrupt.
func readAll(ctx context.Context, in io.Reader) ([]byte, error) {
	type result struct {
		text []byte
		err  error
	}
	done := make(chan result, 1) // the reader that nobody waits for any more ends with the process
	go func() {
		text, err := io.ReadAll(in)
		done <- result{text, err}
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case r := <-done:
		return r.text, r.err
	}
}

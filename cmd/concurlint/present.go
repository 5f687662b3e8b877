package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/report"
)

// present writes every report. One that cannot be written fails the run, but takes no other with it.
func present(s streams, opts config.Options, r *report.Report) error {
	var screen []byte
	var failed []error
	closing := s.err // the closing line must not stand in a report for programs
	said := *r       // for standard error: what is said of the run, and of what a report had no room for
	said.Notices = slices.Clone(r.Notices)
	r.Cut = func(n finding.Notice) { said.Notices = append(said.Notices, n) }
	for _, out := range opts.Outputs {
		format, text, err := render(out, opts, r, s.out)
		switch {
		case err != nil:
			failed = append(failed, err)
		case out.File != "":
			failed = append(failed, writeFile(out.File, text))
		default:
			screen = text
			if format.Human {
				closing = s.out
			}
		}
	}
	return errors.Join(show(s, opts, &said, screen, closing), errors.Join(failed...))
}

// render returns the whole report, so that nothing is written of one that fails half-way.
func render(out config.Output, opts config.Options, r *report.Report, screen *os.File) (report.Format, []byte, error) {
	format, err := report.FormatOf(out.Format)
	if err != nil {
		return format, nil, err
	}
	style := styleFor(opts.Color, screen)
	if out.File != "" {
		style = fileStyle(opts.Color)
	}
	var buf bytes.Buffer
	if err := format.Write(&buf, r, style); err != nil {
		return format, nil, fmt.Errorf("writing the %s report: %w", out.Format, err)
	}
	return format, buf.Bytes(), nil
}

// show writes what goes to the screen: the report, what could not be analysed, and the closing line.
func show(s streams, opts config.Options, r *report.Report, screen []byte, closing *os.File) error {
	if _, err := s.out.Write(screen); err != nil {
		return fmt.Errorf("writing to standard output: %w", err)
	}
	if err := report.WriteNotices(s.err, r, styleFor(opts.Color, s.err), opts.Quiet); err != nil {
		return fmt.Errorf("writing to standard error: %w", err)
	}
	if opts.Quiet {
		return nil
	}
	if _, err := fmt.Fprintln(closing, r.Summary()); err != nil {
		return fmt.Errorf("writing the closing line: %w", err)
	}
	return nil
}

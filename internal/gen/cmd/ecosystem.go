//go:build gen

package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/concurlint/concurlint/internal/ecosystem"
)

const (
	lockFolder = "testdata/ecosystem"
	cache      = "dist/ecosystem"
)

// ecosystemCommand compares the findings on published code with the locked ones, or locks what is found now.
func ecosystemCommand(args []string) error {
	flags := flag.NewFlagSet("ecosystem", flag.ContinueOnError)
	update := flags.Bool("update", false, "lock what is found now")
	if err := flags.Parse(args); err != nil {
		return err
	}
	was, err := ecosystem.ReadLock(lockFolder)
	if err != nil {
		return err
	}
	linted, err := lintAll()
	if err != nil {
		return err
	}
	now := was.Advance(ecosystem.Observe(linted))
	changes := ecosystem.Changes(was, now)
	for _, line := range changes {
		fmt.Println(line)
	}
	verdicts, err := ecosystem.Verdicts(filepath.Join(lockFolder, "reviewed.jsonl"))
	if err != nil {
		return err
	}
	due := now.Due(verdicts)
	for _, e := range due {
		fmt.Printf("no verdict: %s %s-%s %s\n", e.Code, e.Package, e.Version, e.Place)
	}
	if *update {
		return now.Write(lockFolder)
	}
	if len(changes) > 0 {
		return fmt.Errorf("%d differences from %s: read them, then make ecosystem-update", len(changes), lockFolder)
	}
	if len(due) > 0 {
		return fmt.Errorf("%d findings have no verdict in %s/reviewed.jsonl", len(due), lockFolder)
	}
	fmt.Printf("%d findings at warning and above in %d packages, as locked\n", len(now.Entries), len(linted))
	return nil
}

// sampleCommand draws findings for judges: a sheet to read, and a form to fill in.
func sampleCommand(args []string) error {
	flags := flag.NewFlagSet("sample", flag.ContinueOnError)
	seed := flags.Uint64("seed", 1, "of the draw")
	n := flags.Int("n", 200, "how many findings")
	list := flags.String("packages", filepath.Join(lockFolder, "packages.toml"), "the list of packages to draw from")
	if err := flags.Parse(args); err != nil {
		return err
	}
	linted, err := lint(*list)
	if err != nil {
		return err
	}
	drawn := ecosystem.Sample(linted, *seed, *n)
	name := filepath.Join("dist", "sample", fmt.Sprint(*seed))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	sheet, err := os.Create(name + ".md")
	if err != nil {
		return err
	}
	defer sheet.Close()
	form, err := os.Create(name + ".jsonl")
	if err != nil {
		return err
	}
	defer form.Close()
	if err := ecosystem.Sheet(sheet, drawn); err != nil {
		return err
	}
	fmt.Printf("%d findings: read %s.md, fill in %s.jsonl\n", len(drawn), name, name)
	return ecosystem.Form(form, drawn, int(*seed))
}

func lintAll() ([]ecosystem.Linted, error) { return lint(filepath.Join(lockFolder, "packages.toml")) }

func lint(list string) ([]ecosystem.Linted, error) {
	packages, err := ecosystem.Packages(list)
	if err != nil {
		return nil, err
	}
	return ecosystem.Lint(context.Background(), packages, cache)
}

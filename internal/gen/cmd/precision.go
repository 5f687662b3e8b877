//go:build gen

package main

import (
	"os"
	"path/filepath"

	"github.com/concurlint/concurlint/internal/ecosystem"
	"github.com/concurlint/concurlint/rules"
)

// precision writes into each rule's page how often people found it right.
func precision() error {
	verdicts, err := ecosystem.Verdicts(filepath.Join(lockFolder, "reviewed.jsonl"))
	if err != nil {
		return err
	}
	tallies := ecosystem.Precision(verdicts)
	for _, r := range rules.All() {
		name := filepath.Join("rules", r.Code+"-"+r.Name+".md")
		page, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if now := ecosystem.WithPrecision(string(page), tallies[r.Code]); now != string(page) {
			if err := os.WriteFile(name, []byte(now), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

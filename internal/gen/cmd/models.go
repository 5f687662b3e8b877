//go:build gen

package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/concurlint/concurlint/rules"
)

// modelsCommand prints the model rows of a language as JSON, for what checks them against the libraries themselves.
func modelsCommand(lang string) error {
	var rows []*rules.Model
	for _, row := range rules.Builtin().All() {
		if row.Lang == lang {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return fmt.Errorf("no model rows for %q", lang)
	}
	return json.NewEncoder(os.Stdout).Encode(rows)
}

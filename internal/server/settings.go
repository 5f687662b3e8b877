package server

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/rules"
)

// settings are the choices of the editor, which win over files as flags do.
type settings struct {
	Select []string `json:"select"`
	Ignore []string `json:"ignore"`
	Config string   `json:"config"` // a configuration file instead of the nearest
}

// readSettings reads what a client sends, in the section concurlint where there is one. Other sections are not ours.
func readSettings(raw json.RawMessage) (settings, error) {
	var s settings
	if len(bytes.TrimSpace(raw)) == 0 {
		return s, nil
	}
	var sections map[string]json.RawMessage
	if json.Unmarshal(raw, &sections) == nil {
		if own, ok := sections["concurlint"]; ok {
			raw = own
		}
	}
	if err := json.Unmarshal(raw, &s); err != nil {
		return settings{}, fmt.Errorf("the editor's settings cannot be read: %w; they are select and ignore, lists of rules, and config, a file", err)
	}
	if _, err := config.ParseSelection(s.Select, s.Ignore, rules.All()); err != nil {
		return settings{}, fmt.Errorf("in the editor's settings: %w", err)
	}
	return s, nil
}

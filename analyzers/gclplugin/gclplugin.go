// Package gclplugin makes concurlint a module plugin of golangci-lint v2: import it in a custom build and name the linter
// concurlint. Its settings are Settings; a key that it does not have is an error.
package gclplugin

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/concurlint/concurlint/analyzers/internal/adapt"
	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/rules"
)

func init() { register.Plugin("concurlint", New) }

// Settings are what .golangci.yml may say under linters.settings.custom.concurlint.settings.
type Settings struct {
	Select []string `json:"select"` // codes and beginnings of codes (CL1, CL106); none: all rules that are on by default
	Ignore []string `json:"ignore"` // the same, left out of those
}

// New makes the plugin of raw settings, as golangci-lint hands them over. A code that no Go rule has is an error.
func New(raw any) (register.LinterPlugin, error) {
	settings, err := register.DecodeSettings[Settings](raw)
	if err != nil {
		return nil, fmt.Errorf("concurlint: %w; its settings are select and ignore, lists of codes", err)
	}
	for _, code := range append(slices.Clone(settings.Select), settings.Ignore...) {
		if !slices.ContainsFunc(every(), func(a *analysis.Analyzer) bool { return named(a, code) }) {
			return nil, fmt.Errorf("concurlint: no Go rule is or begins with %q; concurlint rules lists them", code)
		}
	}
	return plugin{settings}, nil
}

func named(a *analysis.Analyzer, code string) bool {
	return code != "" && strings.HasPrefix(a.Name, code)
}

type plugin struct{ settings Settings }

// BuildAnalyzers returns one analyzer a selected rule.
func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	in := func(list []string, a *analysis.Analyzer) bool {
		return slices.ContainsFunc(list, func(code string) bool { return named(a, code) })
	}
	return slices.DeleteFunc(every(), func(a *analysis.Analyzer) bool {
		r, _ := rules.Get(a.Name)
		selected := (r.Default || configured(r.Code)) && len(p.settings.Select) == 0 || in(p.settings.Select, a)
		return !selected || in(p.settings.Ignore, a)
	}), nil
}

// configured reports whether the configuration of the working directory, which is the module's, has the rule on.
func configured(code string) bool {
	dir, err := os.Getwd()
	return err == nil && config.NewTree(nil, config.Choices{}).For(filepath.Join(dir, "any.go")).Selection.Has(code)
}

// every returns all Go rules. golangci-lint puts the analyzer's name before a message, and makes an issue of each step.
func every() []*analysis.Analyzer {
	_, byRule := adapt.New(adapt.Options{Bare: true, Tree: config.NewTree(nil, config.Choices{})})
	return byRule
}

// GetLoadMode says that the analyzers need types.
func (plugin) GetLoadMode() string { return register.LoadModeTypesInfo }

package gclplugin_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"

	"github.com/concurlint/concurlint/analyzers"
	"github.com/concurlint/concurlint/analyzers/gclplugin"
)

func names(t *testing.T, settings any) []string {
	t.Helper()
	p, err := gclplugin.New(settings)
	if err != nil {
		t.Fatal(err)
	}
	if mode := p.GetLoadMode(); mode != register.LoadModeTypesInfo {
		t.Errorf("load mode %s", mode)
	}
	built, err := p.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, a := range built {
		out = append(out, a.Name)
	}
	return out
}

func TestItIsRegistered(t *testing.T) {
	t.Parallel()
	if _, err := register.GetPlugin("concurlint"); err != nil {
		t.Error(err)
	}
}

func TestSettingsChooseRules(t *testing.T) {
	t.Parallel()
	all := names(t, nil)
	if len(all) != len(analyzers.All()) {
		t.Errorf("without settings %d rules, not %d", len(all), len(analyzers.All()))
	}
	if got := names(t, map[string]any{"select": []string{"CL106", "CL209"}}); !slices.Equal(got, []string{"CL106", "CL209"}) {
		t.Errorf("select gives %v", got)
	}
	got := names(t, map[string]any{"ignore": []string{"CL1", "CL605"}})
	if slices.ContainsFunc(got, func(n string) bool { return strings.HasPrefix(n, "CL1") || n == "CL605" }) || !slices.Contains(got, "CL209") {
		t.Errorf("ignore leaves %v", got)
	}
}

func TestWrongSettingsAreErrors(t *testing.T) {
	t.Parallel()
	for want, settings := range map[string]any{
		`unknown field "enable"`: map[string]any{"enable": []string{"CL106"}},
		`"CL999"`:                map[string]any{"select": []string{"CL999"}},
		`""`:                     map[string]any{"ignore": []string{""}},
		"cannot unmarshal":       map[string]any{"select": 106},
	} {
		if _, err := gclplugin.New(settings); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v gives %v, want %s", settings, err, want)
		}
	}
}

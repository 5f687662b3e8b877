package config_test

import (
	"testing"

	"github.com/concurlint/concurlint/internal/config"
)

func TestClassOf(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{
		"store/store_test.go":            "test",
		"store/storetest/server.go":      "test", // as net/http/httptest is
		"fstest/testserver/server.go":    "test",
		"api/latest/types.go":            "",
		"cmd/speedtest/main.go":          "",
		"trading/backtest/run.go":        "",
		"protest/letters.py":             "",
		"storetest/helper.py":            "",
		"storetest.go":                   "",
		"examples/hello/main.go":         "example",
		"pkg/testutil/dockerd/daemon.go": "test",
	} {
		if got := config.ClassOf(file); got != want {
			t.Errorf("ClassOf(%q) = %q, want %q", file, got, want)
		}
	}
}

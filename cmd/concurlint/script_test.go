package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"concurlint": main})
}

// TestScripts runs testdata/script: the command line as users see it. Set UPDATE_SCRIPTS=1 to rewrite what they expect.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("LC_ALL", "C.UTF-8")
			env.Setenv("CONCURLINT", filepath.Join(filepath.SplitList(env.Getenv("PATH"))[0], "concurlint"))
			for _, name := range []string{"GOMODCACHE", "GOCACHE", "GOFLAGS", "GOPROXY"} {
				env.Setenv(name, goEnv(name))
			}
			return nil
		},
		Condition: condition,
		Cmds:      map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "bytes": writeBytes},
	})
}

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/concurlint/concurlint/pyscan"
)

// exits runs a command and wants its exit code: exits 2 concurlint check nowhere. Its output can then be compared as
// after exec.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if exit, ok := err.(*exec.ExitError); ok {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d: see cmd/concurlint and internal/filter/verdict.go", got, want)
	}
}

// writeBytes writes a file from a quoted Go string, repeated: bytes bad.py '\xff' 1. Text archives hold no such bytes.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: bytes FILE GOSTRING TIMES")
	}
	text, err := unquote(args[1])
	ts.Check(err)
	times, err := strconv.Atoi(args[2])
	ts.Check(err)
	name, err := unquote(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(name), []byte(strings.Repeat(text, times)), 0o644))
}

// condition answers [python]: whether this build analyses Python, which needs cgo.
func condition(name string) (bool, error) {
	if name != "python" {
		return false, fmt.Errorf("unknown condition %q; see cmd/concurlint/scriptcmds_test.go", name)
	}
	files := fstest.MapFS{"a.py": {Data: []byte("x = 1\n")}}
	scan, err := pyscan.Scan(context.Background(), files, pyscan.Options{Files: []string{"a.py"}})
	return err == nil && scan.Stats.Files == 1, nil
}

func unquote(text string) (string, error) {
	return strconv.Unquote(`"` + strings.ReplaceAll(text, `"`, `\"`) + `"`)
}

// goEnvAll asks the go command once; scripts have a home of their own, where its caches are not.
var goEnvAll = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	names := []string{"GOMODCACHE", "GOCACHE", "GOFLAGS", "GOPROXY"}
	out, err := exec.Command("go", append([]string{"env"}, names...)...).Output()
	if err != nil {
		return all
	}
	for i, line := range strings.Split(strings.TrimSuffix(string(out), "\n"), "\n") {
		if i < len(names) {
			all[names[i]] = line
		}
	}
	return all
})

func goEnv(name string) string { return goEnvAll()[name] }

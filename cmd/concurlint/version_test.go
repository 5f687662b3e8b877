package main

import (
	"runtime/debug"
	"testing"
)

func TestVersionOf(t *testing.T) {
	t.Parallel()
	built := func(v string) *debug.BuildInfo { return &debug.BuildInfo{Main: debug.Module{Version: v}} }
	for _, row := range []struct {
		name, release string
		info          *debug.BuildInfo
		want          string
	}{
		{"go install of a release", "", built("v0.1.0"), "0.1.0"},
		{"go install of a commit", "", built("v0.0.0-20260102030405-abcdefabcdef"), "0.0.0-20260102030405-abcdefabcdef"},
		{"the linker wins", "0.2.0", built("v0.1.0"), "0.2.0"},
		{"a tag for the linker", "v0.2.0-rc1", nil, "0.2.0-rc1"},
		{"go build outside of a repository", "", built("(devel)"), "dev"},
		{"no build information", "", nil, "dev"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := versionOf(row.release, row.info); got != row.want {
				t.Errorf("cmd/concurlint/version.go: %q, want %q", got, row.want)
			}
		})
	}
}

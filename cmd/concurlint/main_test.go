package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// files returns streams that end in files, and the one behind standard error.
func files(t *testing.T) (streams, string) {
	t.Helper()
	dir := t.TempDir()
	var open []*os.File
	for _, name := range []string{"in", "out", "err"} {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = f.Close() })
		open = append(open, f)
	}
	return streams{open[0], open[1], open[2]}, filepath.Join(dir, "err")
}

func TestInterruptedIs130(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s, stderr := files(t)
	if got := execute(ctx, []string{"check", t.TempDir()}, s); got != exitInterrupted {
		t.Errorf("cmd/concurlint/root.go: exit code %d, want %d", got, exitInterrupted)
	}
	text, err := os.ReadFile(stderr)
	if err != nil || string(text) != "concurlint: interrupted\n" {
		t.Errorf("cmd/concurlint/root.go: standard error is %q, %v", text, err)
	}
}

func TestVetCalls(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name string
		args []string
		want bool
	}{
		{"nothing", nil, false},
		{"version", []string{"-V=full"}, true},
		{"flags", []string{"-flags"}, true},
		{"a package", []string{"/tmp/vet.cfg"}, true},
		{"a package with flags", []string{"-json", "-CL106", "/tmp/vet.cfg"}, true},
		{"our command", []string{"check", "."}, false},
		{"our command on a file of that name", []string{"check", "setup.cfg"}, false},
		{"our own flag", []string{"--help"}, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := vetCalls(row.args); got != row.want {
				t.Errorf("cmd/concurlint/vet.go: %t, want %t", got, row.want)
			}
		})
	}
}

// Not parallel: the environment is one.
func TestColored(t *testing.T) {
	s, _ := files(t)
	for _, row := range []struct {
		name, flag string
		env        map[string]string
		want       bool
	}{
		{"a file", "auto", nil, false},
		{"the flag", "always", nil, true},
		{"the flag beats NO_COLOR", "always", map[string]string{"NO_COLOR": "1"}, true},
		{"the flag beats FORCE_COLOR", "never", map[string]string{"FORCE_COLOR": "1"}, false},
		{"FORCE_COLOR", "auto", map[string]string{"FORCE_COLOR": "1"}, true},
		{"FORCE_COLOR that says no", "auto", map[string]string{"FORCE_COLOR": "0"}, false},
		{"CLICOLOR_FORCE", "auto", map[string]string{"CLICOLOR_FORCE": "1"}, true},
		{"NO_COLOR beats FORCE_COLOR", "auto", map[string]string{"NO_COLOR": "1", "FORCE_COLOR": "1"}, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			for _, name := range []string{"NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"} {
				t.Setenv(name, row.env[name])
			}
			if got := colored(row.flag, s.out); got != row.want {
				t.Errorf("cmd/concurlint/terminal.go: colour is %t, want %t", got, row.want)
			}
		})
	}
}

// Not parallel: the environment is one.
func TestLinked(t *testing.T) {
	s, _ := files(t)
	for _, row := range []struct {
		name, flag, force string
		want              bool
	}{
		{"a file", "auto", "", false},
		{"a file in colour", "always", "", false},
		{"FORCE_HYPERLINK", "auto", "1", true},
		{"FORCE_HYPERLINK that says no", "always", "0", false},
		{"the flag beats FORCE_HYPERLINK", "never", "1", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Setenv("FORCE_HYPERLINK", row.force)
			if got := styleFor(row.flag, s.out).Links; got != row.want {
				t.Errorf("cmd/concurlint/terminal.go: links are %t, want %t", got, row.want)
			}
			if fileStyle(row.flag).Links {
				t.Error("cmd/concurlint/terminal.go: a file has links")
			}
		})
	}
}

func TestColumns(t *testing.T) {
	s, _ := files(t)
	for _, row := range []struct {
		columns string
		want    int
	}{{"", 0}, {"72", 72}, {"0", 0}, {"-5", 0}, {"wide", 0}} {
		t.Setenv("COLUMNS", row.columns)
		if got := columns(s.out); got != row.want {
			t.Errorf("cmd/concurlint/terminal.go: %d columns with COLUMNS=%q, want %d", got, row.columns, row.want)
		}
	}
}

func TestLocale(t *testing.T) {
	for _, row := range []struct {
		name, all, ctype, lang string
		want                   bool
	}{
		{"none", "", "", "", false},
		{"lang", "", "", "de_DE.UTF-8", true},
		{"LC_ALL decides", "C", "en_US.UTF-8", "en_US.UTF-8", false},
		{"LC_CTYPE before LANG", "", "C.utf8", "C", true},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Setenv("LC_ALL", row.all)
			t.Setenv("LC_CTYPE", row.ctype)
			t.Setenv("LANG", row.lang)
			if got := utf8Locale(); got != row.want {
				t.Errorf("cmd/concurlint/terminal.go: UTF-8 is %t, want %t", got, row.want)
			}
		})
	}
}

func TestWriteFileKeepsModeAndLinks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real"), filepath.Join(dir, "link")
	if err := os.WriteFile(real, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real", link); err != nil {
		t.Fatal(err)
	}
	if err := writeFile(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(real)
	if err != nil || string(text) != "new" {
		t.Errorf("cmd/concurlint/output.go: the file behind the link holds %q, %v", text, err)
	}
	info, err := os.Stat(real)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("cmd/concurlint/output.go: mode is %v, %v", info.Mode(), err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 2 {
		t.Errorf("cmd/concurlint/output.go: files left behind: %v, %v", left, err)
	}
}

//go:build gen && unix

// Command bench runs concurlint and what else looks at asyncio in Python on the same code, one after another, and prints
// what each took. The Makefile calls it: see make bench. Semgrep and pylint are missing on purpose: without rules of our
// own making they ask other questions.
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/concurlint/concurlint/internal/ecosystem"
)

// A tool is a command that prints a line a finding and ends with 0.
type tool struct {
	name    string
	version []string
	run     []string
}

// Ours runs its default rules, the others theirs about asyncio. None may read a configuration of the project, a cache or
// a .gitignore, because those of the three are not the same.
func tools(ours, venv string) []tool {
	ruff, flake8 := filepath.Join(venv, "ruff"), filepath.Join(venv, "flake8")
	return []tool{
		{"concurlint", []string{ours, "version"}, []string{ours, "check", "--quiet", "--exit-zero", "--output-format", "concise", "."}},
		{"ruff ASYNC", []string{ruff, "--version"}, []string{ruff, "check", "--isolated", "--no-cache", "--no-respect-gitignore", "--quiet", "--exit-zero", "--preview", "--select", "ASYNC", "--output-format", "concise", "."}},
		{"flake8-async", []string{flake8, "--version"}, []string{flake8, "--isolated", "--exit-zero", "--select", "ASYNC", "."}},
	}
}

func main() {
	ours := flag.String("concurlint", "bin/concurlint", "our binary")
	venv := flag.String("venv", "dist/bench/bin", "where the other tools are")
	times := flag.Int("n", 5, "runs after the first, which warms up")
	flag.Parse()
	if err := bench(context.Background(), *ours, *venv, *times, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
}

// bench measures on the packages of the ecosystem lock, or on those of them that are named.
func bench(ctx context.Context, ours, venv string, times int, names []string) error {
	packages, err := ecosystem.Packages("testdata/ecosystem/packages.toml")
	if err != nil {
		return err
	}
	fmt.Println("| package | files | lines | tool | version | median seconds | peak MB | findings |\n|---|---|---|---|---|---|---|---|")
	for _, p := range packages {
		if len(names) > 0 && !slices.Contains(names, p.Name) {
			continue
		}
		folder, err := p.Fetch(ctx, "dist/ecosystem")
		if err != nil {
			return err
		}
		files, lines, err := size(folder)
		if err != nil {
			return err
		}
		for _, t := range tools(absolute(ours), absolute(venv)) {
			m, err := measure(ctx, t, folder, times)
			if err != nil {
				return err
			}
			fmt.Printf("| %s | %d | %d | %s | %s | %.2f | %d | %d |\n", p.ID(), files, lines, t.name, m.version, m.median.Seconds(), m.peak>>20, m.findings)
		}
	}
	return nil
}

func absolute(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	return abs
}

// size counts the Python files of a folder and their lines.
func size(folder string) (files, lines int, err error) {
	err = filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".py" {
			return err
		}
		src, err := os.ReadFile(path)
		files++
		lines += bytes.Count(src, []byte("\n"))
		return err
	})
	return files, lines, err
}

// A measurement is what the runs of a tool took. Peak is that of its largest process: flake8 has several.
type measurement struct {
	version  string
	median   time.Duration
	peak     int64
	findings int
}

var findingLine = regexp.MustCompile(`^[^:]+:\d+:\d+: `)

func measure(ctx context.Context, t tool, folder string, times int) (measurement, error) {
	version, err := exec.CommandContext(ctx, t.version[0], t.version[1:]...).Output()
	if err != nil {
		return measurement{}, fmt.Errorf("asking %s for its version: %w", t.name, err)
	}
	m := measurement{version: strings.Join(strings.Fields(string(version)), " ")}
	var took []time.Duration
	for run := range times + 1 {
		cmd := exec.CommandContext(ctx, t.run[0], t.run[1:]...)
		cmd.Dir = folder
		start := time.Now()
		out, err := cmd.Output()
		if err != nil {
			return m, fmt.Errorf("running %s in %s: %w", t.name, folder, err)
		}
		if run > 0 || times == 0 {
			took = append(took, time.Since(start))
		}
		m.findings = findings(out)
		if used, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			m.peak = max(m.peak, int64(used.Maxrss)<<10) // in KiB, but for macOS
		}
	}
	slices.SortFunc(took, cmp.Compare[time.Duration])
	m.median = took[len(took)/2]
	return m, nil
}

func findings(out []byte) int {
	n := 0
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		if findingLine.Match(lines.Bytes()) {
			n++
		}
	}
	return n
}

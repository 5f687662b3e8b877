package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/concurlint/concurlint/analyzers"
	"github.com/concurlint/concurlint/internal/config"
)

// vetCalls reports whether the go command is calling, as go vet -vettool does: it asks for the version and the flags,
// then names a configuration file for each package. Our own command line begins with a command.
func vetCalls(args []string) bool {
	if len(args) == 0 {
		return false
	}
	config := strings.HasSuffix(args[len(args)-1], ".cfg")
	if !strings.HasPrefix(args[0], "-") {
		return config && len(args) == 1
	}
	return config || slices.Contains(args, "-V=full") || slices.Contains(args, "-flags")
}

// vet answers the go command, and exits. The go command keeps what a tool has said under the identity that the tool gives,
// so a configuration that has changed must be part of that.
func vet(args []string) {
	dir, err := os.Getwd()
	if err != nil {
		fmt.Fprintln(os.Stderr, "concurlint: finding the working directory:", err)
		os.Exit(1)
	}
	if !slices.Contains(args, "-V=full") {
		unitchecker.Main(analyzers.Configured(dir)...)
	}
	id, name, err := identity(dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, "concurlint:", err)
		os.Exit(1)
	}
	fmt.Printf("%s version devel buildID=%s\n", name, id) // the form that cmd/go reads
	os.Exit(0)
}

// identity is a hash of this program and of the configuration that holds for a folder.
func identity(dir string) (id, name string, err error) {
	if name, err = os.Executable(); err != nil {
		return "", "", fmt.Errorf("finding this program: %w", err)
	}
	hash := sha256.New()
	for _, file := range append([]string{name}, config.NewTree(nil, config.Choices{}).Of(dir).Files()...) {
		f, err := os.Open(file)
		if err != nil {
			return "", "", fmt.Errorf("reading what vet depends on: %w", err)
		}
		_, err = io.Copy(hash, f)
		f.Close()
		if err != nil {
			return "", "", fmt.Errorf("reading what vet depends on: %w", err)
		}
	}
	return fmt.Sprintf("%x", hash.Sum(nil)), name, nil
}

package main

import (
	"slices"
	"strings"
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

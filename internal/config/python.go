package config

import (
	"fmt"
	"regexp"
)

// CheckPython checks the form of a Python version, such as 3.11; empty is none.
func CheckPython(version string) error {
	if version == "" || pythonVersion.MatchString(version) {
		return nil
	}
	return fmt.Errorf("--target-python %q is no version; write it as 3.11", version)
}

var pythonVersion = regexp.MustCompile(`^3\.[0-9]{1,2}$`)

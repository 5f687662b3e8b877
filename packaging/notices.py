#!/usr/bin/env python3
"""Prints the licences of all modules that a static program contains, which must go where the program goes.

    packaging/notices.py ./cmd/concurlint > dist/THIRD-PARTY-NOTICES
"""

import glob
import os
import subprocess
import sys

GO = os.environ.get("GO", "go")


def go(*args):
    return subprocess.run([GO, *args], check=True, stdout=subprocess.PIPE, text=True).stdout


def licences(folder):
    return sorted(p for p in glob.glob(os.path.join(folder, "*")) if os.path.basename(p).upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE")))


def main():
    # The module that is built itself has no version here; its licence is in the wheel anyway.
    lines = set(go("list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", *sys.argv[1:]).split("\n"))
    modules = [tuple(line.split("\t")) for line in sorted(lines) if line]
    modules.append(("the Go standard library", go("env", "GOVERSION").strip(), go("env", "GOROOT").strip()))
    for path, version, folder in modules:
        found = licences(folder)
        if not found:
            sys.exit(f"notices.py: {path} {version} has no licence in {folder}; look for it and name it here")
        for name in found:
            with open(name, encoding="utf-8") as file:
                print(f"{'=' * 80}\n{path} {version}: {os.path.basename(name)}\n{'=' * 80}\n{file.read()}")


if __name__ == "__main__":
    main()

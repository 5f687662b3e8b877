"""Writes a Go module proxy that serves what is committed here as a release: proxy.py FOLDER VERSION.

The module is then installed as users do, go.mod and all, without being published.
"""

import json
import os
import subprocess
import sys
import zipfile

MODULE = "github.com/concurlint/concurlint"
folder, version = sys.argv[1], sys.argv[2]


def git(*args):
    return subprocess.run(["git", *args], check=True, stdout=subprocess.PIPE).stdout


names = [line.decode() for line in git("ls-tree", "-r", "-z", "--name-only", "HEAD").split(b"\0") if line]
# A folder with a go.mod is a module of its own, and no part of this one.
others = tuple(os.path.dirname(n) + "/" for n in names if n.endswith("/go.mod"))
base = os.path.join(folder, MODULE, "@v")
os.makedirs(base, exist_ok=True)
with open(os.path.join(base, "list"), "w", encoding="utf-8") as file:
    file.write(version + "\n")
with open(os.path.join(base, version + ".info"), "w", encoding="utf-8") as file:
    json.dump({"Version": version, "Time": git("show", "-s", "--format=%cI", "HEAD").decode().strip()}, file)
with open(os.path.join(base, version + ".mod"), "wb") as file:
    file.write(git("show", "HEAD:go.mod"))
with zipfile.ZipFile(os.path.join(base, version + ".zip"), "w", zipfile.ZIP_DEFLATED) as archive:
    for name in names:
        if not name.startswith(others):
            archive.writestr(f"{MODULE}@{version}/{name}", git("show", "HEAD:" + name))

#!/usr/bin/env python3
"""Packs the static program into a wheel, with the standard library alone.

A wheel reaches people without Go or a C compiler, through the pip they have. Setuptools cannot make it: it reads every
script as Python. The same input gives the same bytes.

    packaging/wheel.py --binary FILE --version 0.1.0 --notices FILE --out FOLDER     prints the wheel's path
"""

import argparse
import base64
import hashlib
import os
import re
import struct
import sys
import zipfile

NAME = "concurlint"
HERE = os.path.dirname(os.path.abspath(__file__))
# A static program needs no library of the system: the oldest tags of both families fit.
TAGS = {62: "manylinux2014_x86_64.musllinux_1_1_x86_64", 183: "manylinux2014_aarch64.musllinux_1_1_aarch64"}  # by ELF machine

METADATA = """\
Metadata-Version: 2.1
Name: {name}
Version: {version}
Summary: Finds concurrent work that nothing bounds or nobody waits for, in Go and Python
Home-page: https://github.com/concurlint/concurlint
License: Apache-2.0
Classifier: Environment :: Console
Classifier: Topic :: Software Development :: Quality Assurance
Requires-Python: >=3.7
Description-Content-Type: text/markdown

`concurlint check .` lints Go and Python together. The program in this wheel is one static file and needs no compiler;
where there is Go to lint it calls the `go` command, and without Go it needs nothing.
See https://github.com/concurlint/concurlint for the rules.
"""


def main():
    args = arguments()
    version = pep440(args.version)
    tag = "py3-none-" + platform(args.binary)
    info = f"{NAME}-{version}.dist-info"
    files = [
        (f"{NAME}/__init__.py", read(HERE, "wheel", NAME, "__init__.py"), False),
        (f"{NAME}/__main__.py", read(HERE, "wheel", NAME, "__main__.py"), False),
        (f"{NAME}-{version}.data/scripts/{NAME}", read(args.binary), True),
        (f"{info}/LICENSE", read(HERE, "..", "LICENSE"), False),
        (f"{info}/THIRD-PARTY-NOTICES", read(args.notices), False),
        (f"{info}/METADATA", METADATA.format(name=NAME, version=version).encode(), False),
        (f"{info}/WHEEL", wheel(tag).encode(), False),
    ]
    files.append((f"{info}/RECORD", record(files, f"{info}/RECORD").encode(), False))
    path = os.path.join(args.out, f"{NAME}-{version}-{tag}.whl")
    write(path, files)
    print(path)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", required=True, help="the static program")
    parser.add_argument("--version", required=True, help="0.1.0, 0.1.0-rc1 or 0.1.0+5.gabc, with or without v")
    parser.add_argument("--notices", required=True, help="licences of what the program contains")
    parser.add_argument("--out", required=True, help="folder for the wheel")
    return parser.parse_args()


def pep440(version):
    """Return a version as pip writes it; exit where it has no such form."""
    m = re.fullmatch(r"v?(\d+\.\d+\.\d+)(?:-(a|alpha|b|beta|rc)\.?(\d+))?(\+[a-z0-9]+(?:\.[a-z0-9]+)*)?", version)
    if not m:
        sys.exit(f"wheel.py: version {version!r} has no form that pip knows; write 0.1.0, 0.1.0-rc1 or 0.1.0+5.gabc")
    pre = {"alpha": "a", "beta": "b"}.get(m[2], m[2])
    return m[1] + (f"{pre}{m[3]}" if pre else "") + (m[4] or "")


def platform(binary):
    """Return the platform tags of a static ELF program; exit where it is anything else."""
    head = read(binary)
    if head[:5] != b"\x7fELF\x02":
        sys.exit(f"wheel.py: {binary} is no 64-bit ELF program; build it for linux")
    machine = struct.unpack_from("<H", head, 18)[0]
    offset, size, count = struct.unpack_from("<Q", head, 32)[0], *struct.unpack_from("<HH", head, 54)
    interpreter = 3  # PT_INTERP: the loader that a dynamic program asks for
    if any(struct.unpack_from("<I", head, offset + i * size)[0] == interpreter for i in range(count)):
        sys.exit(f"wheel.py: {binary} is linked dynamically; see the static build in the Makefile")
    if machine not in TAGS:
        sys.exit(f"wheel.py: no platform tag for ELF machine {machine} of {binary}; add it to TAGS")
    return TAGS[machine]


def wheel(tag):
    python, abi, platforms = tag.split("-")
    tags = "".join(f"Tag: {python}-{abi}-{p}\n" for p in platforms.split("."))
    return f"Wheel-Version: 1.0\nGenerator: concurlint packaging/wheel.py\nRoot-Is-Purelib: false\n{tags}"


def record(files, itself):
    rows = []
    for name, data, _ in files:
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        rows.append(f"{name},sha256={digest},{len(data)}\n")
    return "".join(rows) + f"{itself},,\n"


def write(path, files):
    """Write the archive under another name first, so that a wheel is whole or not there."""
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    half = path + ".part"
    with zipfile.ZipFile(half, "w") as archive:
        for name, data, runs in files:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # the time of building would change the bytes
            entry.create_system = 3  # Unix, which the mode belongs to
            entry.external_attr = (0o100755 if runs else 0o100644) << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
    os.replace(half, path)


def read(*path):
    try:
        with open(os.path.join(*path), "rb") as file:
            return file.read()
    except OSError as err:
        sys.exit(f"wheel.py: {err.filename} cannot be read: {err.strerror}; run make wheel, which builds what is packed")


if __name__ == "__main__":
    main()

"""Runs the program that was installed beside this package: python -m concurlint check ."""

import os
import subprocess
import sys
import sysconfig


def program():
    """Return the path of the program. Installers put it into one of several folders for scripts."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    user = sysconfig.get_preferred_scheme("user") if sys.version_info >= (3, 10) else os.name + "_user"
    folders = [
        os.path.join(here, "bin"),  # pip install --target and --prefix
        os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(here))), "bin"),  # lib/pythonX/site-packages
        sysconfig.get_path("scripts"),
        sysconfig.get_path("scripts", scheme=user),
    ]
    for folder in folders:
        path = os.path.join(folder, "concurlint")
        if os.path.isfile(path):
            return path
    sys.exit("concurlint: the program is in none of: " + ", ".join(folders) + "; install the wheel again")


if __name__ == "__main__":
    command = [program(), *sys.argv[1:]]
    if hasattr(os, "execv"):
        sys.stdout.flush()
        os.execv(command[0], command)
    sys.exit(subprocess.call(command))

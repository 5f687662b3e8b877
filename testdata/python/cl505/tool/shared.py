"""What others may call too."""

import subprocess


async def origin():
    return subprocess.check_output(["git", "remote"])  # want "CL505: subprocess.check_output"

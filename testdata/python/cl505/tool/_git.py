"""What only the commands of this tool call."""

import subprocess


async def branch():
    return subprocess.check_output(["git", "branch"])  # ok: a note: only commands are seen to call it, and it is private


async def fetch():
    return subprocess.check_output(["git", "fetch"])  # want "CL505: subprocess.check_output"

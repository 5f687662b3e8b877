"""What the tool's own commands call, and others may call too."""

import subprocess


async def origin():
    return subprocess.check_output(["git", "remote"])  # ok: a note: only commands are seen to call it


async def status():
    return subprocess.check_output(["git", "status"])  # want "CL505: subprocess.check_output"


class Environment:
    async def prepare(self):
        subprocess.run(["git", "init"])  # ok: a note: a command calls it, and a test


async def nobody_is_seen_to_call_it():
    return subprocess.check_output(["git", "log"])  # want "CL505: subprocess.check_output"


async def only_a_test_calls_it():
    return subprocess.check_output(["git", "show"])  # want "CL505: subprocess.check_output"

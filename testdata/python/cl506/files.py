"""Files in coroutines."""

import asyncio
import shutil
from pathlib import Path

ROOT = Path("/var/data")


async def opened(name):
    with open(name) as f:  # want "CL506: builtins.open"
        return f.read()


async def whole(name):
    return Path(name).read_text()  # want "CL506: pathlib.Path.read_text"


async def copied(a, b):
    shutil.copyfile(a, b)  # want "CL506: shutil.copyfile"


def load(name):
    return (ROOT.joinpath(name)).read_bytes()  # ok: no coroutine


async def through_a_function(name):
    return load(name)  # want "CL506: .*load"


async def in_a_thread(name):
    return await asyncio.to_thread(load, name)  # ok: runs in a thread


async def method_in_a_thread(name):
    return await asyncio.to_thread(Path(name).read_text)  # ok: runs in a thread


async def copied_in_a_thread(a, b):
    await asyncio.to_thread(shutil.copyfile, a, b)  # ok: runs in a thread


async def other_open(name, open):
    return open(name)  # ok: the parameter is not the builtin

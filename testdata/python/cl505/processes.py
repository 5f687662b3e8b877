"""Child processes in a coroutine."""

import asyncio
import os
import subprocess
from subprocess import check_output


async def run(path):
    return subprocess.run(["git", "log", path], check=True)  # want "CL505: subprocess.run.*;"


async def imported_by_name(path):
    return check_output(["git", "log", path])  # want "CL505: subprocess.check_output"


async def communicate(path):
    process = subprocess.Popen(["git", "log", path], stdout=subprocess.PIPE)  # ok: only starts it
    return process.communicate()[0]  # want "CL505: .*communicate"


async def shell(command):
    return os.system(command)  # want "CL505: os.system"


def log(path):
    return subprocess.run(["git", "log", path], check=True)  # ok: no coroutine


async def through_a_function(path):
    return log(path)  # want "CL505: .*log"


async def asynchronous(path):
    process = await asyncio.create_subprocess_exec("git", "log", path)  # ok: awaited
    return await process.wait()


async def in_a_thread(path):
    return await asyncio.to_thread(subprocess.run, ["git", "log", path], check=True)  # ok: runs in a thread


async def polled(process: subprocess.Popen):
    while process.poll() is None:  # ok: does not wait
        await asyncio.sleep(0.1)

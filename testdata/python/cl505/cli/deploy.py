"""A module of commands: what stands here runs for somebody at a terminal, however it is called."""

import asyncio
import subprocess

from fastapi import FastAPI

api = FastAPI()


async def ask():
    await asyncio.sleep(0)
    return subprocess.check_output(["git", "remote"])  # ok: a note: in a package of commands


@api.get("/branch")
async def branch():
    return subprocess.check_output(["git", "branch"])  # want "CL505: subprocess.check_output"


async def for_each(repositories):
    await asyncio.gather(*(one(repository) for repository in repositories))


async def one(repository):
    return subprocess.check_output(["git", "-C", repository, "fetch"])  # want "CL505: subprocess.check_output"

"""What runs before anything is served, and command-line tools."""

import asyncio
import contextlib
import subprocess
import time

import cyclopts
from fastapi import FastAPI

cli = cyclopts.App()


async def migrate():
    subprocess.run(["alembic", "upgrade", "head"])  # ok: a note: runs at start-up


@contextlib.asynccontextmanager
async def lifespan(app):
    await migrate()
    yield


app = FastAPI(lifespan=lifespan)


@cli.command
async def inspect(name):
    subprocess.run(["inspect", name])  # ok: a note: a command is alone on its loop


@app.get("/job")
async def job():
    subprocess.run(["job"])  # want "CL505: subprocess.run"


def wait_until_ready(server):
    while not server.ready:
        time.sleep(0.2)


def get_client(server, ephemeral=False):
    if ephemeral:
        wait_until_ready(server)
    return server


async def on_one_branch_of_a_helper(server):
    return get_client(server)  # ok: a note: most callers never wait


async def started_then_stopped(command):
    process = subprocess.Popen(command)
    await asyncio.sleep(1)
    process.terminate()
    try:
        process.wait(timeout=5)  # ok: a note: it was told to end
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()  # ok: a note: it was killed


async def watch(command):
    task = asyncio.create_task(asyncio.sleep(1))
    while not task.done():
        await asyncio.sleep(1)


@cli.command
async def watched_or_run_once(command, reload=False):
    if reload:
        await watch(command)
        return
    subprocess.run(command)  # ok: a note: a command is alone on its loop


@cli.command
async def beside_a_task(command):
    task = asyncio.create_task(watch(command))
    subprocess.run(command)  # want "CL505: subprocess.run"
    await task

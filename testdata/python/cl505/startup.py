"""What runs before anything is served, and command-line tools."""

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

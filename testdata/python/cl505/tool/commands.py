"""Commands, each alone on its loop, and a handler that is not."""

import cyclopts
from fastapi import FastAPI

from . import _git, shared

cli = cyclopts.App()
api = FastAPI()


@cli.command
async def deploy():
    print(await _git.branch(), await shared.origin(), await shared.status(), await _git.fetch())
    await shared.Environment().prepare()


@api.get("/fetch")
async def refetch():
    return await _git.fetch(), await shared.status()

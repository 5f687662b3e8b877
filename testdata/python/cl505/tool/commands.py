"""Commands, each alone on its loop, and a handler that is not."""

import cyclopts
from fastapi import FastAPI

from . import _git, shared

cli = cyclopts.App()
api = FastAPI()


@cli.command
async def deploy():
    print(await _git.branch(), await shared.origin(), await _git.fetch())


@api.get("/fetch")
async def refetch():
    return await _git.fetch()

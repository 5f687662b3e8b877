"""A factory that runs once, and the same factory in a route."""

from contextlib import asynccontextmanager

from clients import make
from fastapi import FastAPI, Request


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.client = make()  # ok: once
    yield
    await app.state.client.aclose()


app = FastAPI(lifespan=lifespan)


@app.get("/shared")
async def shared(request: Request, url: str):
    return (await request.app.state.client.get(url)).text  # ok: the application's


@app.get("/fresh")
async def fresh(item: str):
    async with make() as client:  # want "CL303"
        return (await client.get(f"https://stock.example/{item}")).text
